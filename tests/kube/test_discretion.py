"""What may be a credential is in no message and in no report, whichever field holds it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from podbuilder.kube import catalogue, lint
from podbuilder.kube.core.document import assign
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.reports import github, json_lines, sarif, text
from podbuilder.kube.reports.remark import Origin
from podbuilder.kube.reports.results import PodResult, object_result, of_yaml
from tests.support.odd_pods import places
from tests.support.pods import MINIMAL

VERSION = "1.36"
MARK = "S3cretX9"
# Credentials as people write them into the wrong place; no field's message may have any of these.
TOLD = f"https://u:{MARK}@r/x --password={MARK} DB_PASSWORD={MARK}"
ELSEWHERE: dict[str, Any] = {
    "an address": f"https://u:{MARK}@r/x",
    "a user before a registry": f"u:{MARK}@registry.example.com/app:1",
    "an assignment": f"DB_PASSWORD={MARK}",
    "a flag": f"--password {MARK}",
    "a header": f"Authorization: {MARK}",
    "a list": [TOLD],
    "a mapping": {"a": MARK},
}
# A bare word tells nobody that it is a credential. It is shown only where the field holds something that many may know;
# the API server shows it there as well. By the end of the field's path.
PUBLIC = {
    "the kind of object": r"^(apiVersion|kind)$",
    "names, and references to them": r"(?i)name(spaces?)?(\[\])?$|subdomain$|conditionType$"
    r"|finalizers\[\]$|(drop|add)\[\]$",
    "labels, which select objects": r"(labels|Labels|nodeSelector)\[\*\]$|topologyKey$"
    r"|(Expressions|Fields)\[\]\.(key|values\[\])$",
    "taints of nodes": r"tolerations\[\]\.(key|value)$",
    "keys of ConfigMaps and Secrets": r"KeyRef\.key$",
    "closed sets": r"(?i)(operator|policy|protocol|action|type|procMount|scheme|propagation|recursiveReadOnly|effect"
    r"|whenUnsatisfiable|mode|modes\[\]|azureDisk\.kind|resource|fieldPath)$",
    "addresses": r"(hostnames\[\]|hostnameOverride|\.ip|hostIP|nameservers\[\]|searches\[\]|\.host|\.port|registry)$",
    "names of files": r"((hostPath|nfs|items\[\])\.path|localhostProfile|mountPath|devicePath)$",
    "identities of storage": r"iscsi\.(iqn|initiatorName)$",
    "SELinux's words": r"seLinuxOptions\.(role|type|user|level)$",
    "kinds of objects": r"dataSource(Ref)?\.(apiGroup|kind)$",
    "the service account, by its old name": r"serviceAccount$",
}


@cache
def fields() -> list[FieldPath]:
    """A place for each field of each type: what is said of a field is said wherever its type is used."""
    fields = catalogue.load(VERSION)
    found: dict[tuple[str, str, str], FieldPath] = {}
    for path in places(VERSION):
        spec, parent = fields.field(path), fields.field(path.parent)
        if spec is not None and parent is not None:
            found.setdefault((parent.api_type or path.parent.pattern(), spec.name, spec.type), path)
    return list(found.values())


def reviewed(path: FieldPath, value: Any) -> PodResult:
    pod = assign(MINIMAL, tuple(str(part) if isinstance(part, str) else part for part in path), value)
    return object_result(Origin("pod.yaml"), pod, VERSION, lint.profile_named("all"))


def said(result: PodResult) -> Iterator[str]:
    """Every sentence of a review, and every report; of the one in JSON not the stored pod, which was asked for."""
    yield from (remark.message for remark in result.remarks())
    yield from (violation.detail for found in result.review.violations.values() for violation in found)
    for form in (text, github, sarif):
        yield from form.lines([result])
    for line in json_lines.lines([result]):
        report = json.loads(line)
        del report["defaulted"], report["object"]
        for finding in (*report["findings"], *report["suppressed"]):
            del finding["container"]
        yield json.dumps(report)


def leaks(path: FieldPath, value: Any) -> list[str]:
    return [sentence for sentence in said(reviewed(path, value)) if MARK in sentence]


def test_there_are_enough_fields() -> None:
    assert len(fields()) > 500


@pytest.mark.parametrize("name", ELSEWHERE)
def test_no_field_shows_what_tells_of_a_credential(name: str) -> None:
    # Every field is tried with one of them, each with another.
    number = list(ELSEWHERE).index(name)
    for path in fields()[number :: len(ELSEWHERE)]:
        assert leaks(path, ELSEWHERE[name]) == [], path.pattern()


def test_no_field_shows_any_of_them_at_once() -> None:
    for path in fields():
        assert leaks(path, TOLD) == [], path.pattern()


def test_a_bare_word_is_shown_in_public_fields_only() -> None:
    shown = {path.pattern() for path in fields() if leaks(path, f"{MARK}!")}
    assert [name for name in shown if not any(re.search(ends, name) for ends in PUBLIC.values())] == []
    # No reason has outlived its fields.
    assert [why for why, ends in PUBLIC.items() if not any(re.search(ends, name) for name in shown)] == []


ANNOTATIONS = (
    "controller.kubernetes.io/pod-deletion-cost",
    "scheduler.alpha.kubernetes.io/tolerations",
    "kubernetes.io/config.mirror",
    "example.com/token",
)


@pytest.mark.parametrize("key", ANNOTATIONS)
def test_no_annotation_is_shown(key: str) -> None:
    assert leaks(FieldPath(("metadata", "annotations")).key(key), f"{MARK}!") == []


BROKEN = {
    "a tab": f"kind: Pod\npassword:\n\t{MARK}\n",
    "a colon": f"kind: Pod\na: password: {MARK}\n",
    "no end of a quote": f'kind: Pod\na: "{MARK}\n',
    "an unknown anchor": f"kind: Pod\na: *b\nc: {MARK}\n",
    "a list in a mapping": f"kind: Pod\n- {MARK}\n",
    "no colon": f"kind: Pod\n{MARK}\na: 1\n",
    "no space": f"kind: Pod\npassword:{MARK}\n",
    "an unknown escape": f'kind: Pod\na: "\\q{MARK}"\n',
    "a sign at the start": f"kind: Pod\na: @{MARK}\n",
    "a key twice": f"kind: Pod\na: {MARK}\na: {MARK}\n",
    "a number too long": "kind: Pod\na: 9" + "9" * 400 + f"\nb: {MARK}\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_not_shown(name: str) -> None:
    for result in of_yaml("pod.yaml", BROKEN[name].encode(), VERSION, lint.profile_named("all")):
        sentences = said(result) if isinstance(result, PodResult) else [str(result), *sarif.lines([result])]
        assert [sentence for sentence in sentences if MARK in sentence] == []
