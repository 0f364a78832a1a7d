"""Waivers that a manifest holds for other tools, in annotations and comments.

| tool | how it is told to ignore a check |
|---|---|
| KubeLinter | `ignore-check.kube-linter.io/<check>: reason`, `kube-linter.io/ignore-all: reason` |
| kube-score | `kube-score/ignore: check, check` or `"*"`; `kube-score/<check>: no` |
| Polaris | `polaris.fairwinds.com/<check>-exempt: "true"`, `polaris.fairwinds.com/exempt: "true"` |
| Checkov | `checkov.io/skip1: CKV_K8S_20=reason` |
| Datree | `datree.skip/<IDENTIFIER>: reason` |
| Trivy | the comment `# trivy:ignore:KSV-0012` before an object or behind a field |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import KINDS, visit_containers
from podbuilder.kube.lint.rule_search import plain
from podbuilder.kube.lint.run import all_rules
from podbuilder.kube.lint.waivers import LONGEST_REASON, Waiver, place_of
from podbuilder.kube.manifest import Manifest

KUBE_LINTER, KUBE_SCORE, POLARIS = "kube-linter", "kube-score", "polaris"
CHECKOV, DATREE, TRIVY = "checkov", "datree", "trivy"
EVERY = "*"
_KUBE_LINTER = "ignore-check.kube-linter.io/"
_KUBE_LINTER_ALL = "kube-linter.io/ignore-all"
_KUBE_SCORE, _KUBE_SCORE_IGNORE = "kube-score/", "kube-score/ignore"
_KUBE_SCORE_NO = ("deny", "denied", "disable", "disabled", "no")
# kube-score split this check in two; the older name still silences both.
_KUBE_SCORE_IMPLIES = {"container-resources": ("container-ephemeral-storage-request-and-limit",)}
_POLARIS, _POLARIS_EXEMPT = "polaris.fairwinds.com/", "exempt"
_CHECKOV = "checkov.io/skip"
_DATREE = "datree.skip/"
_TRIVY = re.compile(r"#\s*trivy:ignore:([A-Za-z0-9_*-]+)(.*)")


def waivers_of(manifest: Manifest) -> list[Waiver]:
    """The waivers for other tools, anywhere in a manifest."""
    holders = (manifest.pod, manifest.object)
    found = waivers_in(get(holder, ("metadata", "annotations")) for holder in holders)
    kept = manifest.tree.source.kept
    if "trivy" not in kept:
        # Looked for once: each document of the text asks.
        kept["trivy"] = "trivy:ignore:" in manifest.text
    if kept["trivy"]:
        found += waivers_in_comments(manifest.text.splitlines(), manifest.paths_by_line(), manifest.pod)
    return found


def waivers_in(annotations: Iterable[object]) -> list[Waiver]:
    """The waivers in maps of annotations: those of the pod and of the workload around it."""
    found: dict[tuple[str, str], Waiver] = {}
    for given in annotations:
        for key, value in given.items() if isinstance(given, Mapping) else ():
            if isinstance(key, str) and isinstance(value, str):
                for tool, check, reason in _told(key, value):
                    for rule in _rules(tool, check):
                        waiver = Waiver(rule, "", reason[:LONGEST_REASON], f"annotation {key}")
                        found.setdefault((rule, key), waiver)
    return list(found.values())


def _told(key: str, value: str) -> Iterator[tuple[str, str, str]]:
    """The tool, check and reason that an annotation gives; nothing if it is about something else."""
    text = value.strip()
    if key.startswith(_KUBE_LINTER):
        yield KUBE_LINTER, key.removeprefix(_KUBE_LINTER), text
    elif key == _KUBE_LINTER_ALL:
        yield KUBE_LINTER, EVERY, text
    elif key == _KUBE_SCORE_IGNORE:
        for check in (part.strip() for part in text.split(",")):
            yield KUBE_SCORE, check, ""
            yield from ((KUBE_SCORE, other, "") for other in _KUBE_SCORE_IMPLIES.get(check, ()))
    elif key.startswith(_KUBE_SCORE) and text.lower() in _KUBE_SCORE_NO:
        yield KUBE_SCORE, key.removeprefix(_KUBE_SCORE), ""
    elif key.startswith(_POLARIS) and key.endswith(_POLARIS_EXEMPT) and text.lower() == "true":
        yield POLARIS, key[len(_POLARIS) : -len(_POLARIS_EXEMPT)].removesuffix("-") or EVERY, ""
    elif key.startswith(_CHECKOV):
        check, _, reason = text.partition("=")
        yield CHECKOV, check.strip(), reason.strip()
    elif key.startswith(_DATREE):
        yield DATREE, key.removeprefix(_DATREE), text


@lru_cache(maxsize=1)
def _by_check() -> dict[str, dict[str, tuple[str, ...]]]:
    """Our rules by tool and by check, the check in the form in which ids are compared."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for id, loaded in all_rules().items():
        for tool, checks in loaded.rule.foreign.items():
            known = found.setdefault(tool, {})
            for check in (plain(check) for check in checks):
                known[check] = (*known.get(check, ()), id)
            known[EVERY] = (*known.get(EVERY, ()), id)
    return found


def _rules(tool: str, check: str) -> tuple[str, ...]:
    return _by_check()[tool].get(EVERY if check == EVERY else plain(check), ())


def waivers_in_comments(lines: Sequence[str], paths: Sequence[FieldPath | None], pod: Document) -> list[Waiver]:
    """The waivers in Trivy's comments. `paths` has the path of the pod's field on each line, None for other lines.

    A comment on a line of its own applies to what starts on the next line.
    """
    found = []
    waiting: list[tuple[str, str]] = []
    for line, path in zip(lines, paths, strict=False):
        match = _TRIVY.search(line)
        if match:
            waiting.append((match[1], match[2].strip()))
        text = line.strip()
        if not waiting or not text or text.startswith("#"):
            continue
        places = list(_places(pod, path, is_item=text.startswith("- "), is_indented=line[:1].isspace()))
        for check, reason in waiting:
            for rule, place in product(_rules(TRIVY, check), places):
                found.append(Waiver(rule, place, reason[:LONGEST_REASON], f"comment trivy:ignore:{check}"))
        waiting = []
    return found


def _places(pod: Document, path: FieldPath | None, *, is_item: bool, is_indented: bool) -> Iterator[str]:
    """The places that a comment above a line, or at its end, applies to."""
    if path is None:
        # The line belongs to the workload around the pod. What applies to all of it applies to the pod.
        yield from () if is_indented else ("",)
        return
    if is_item:
        path = FieldPath(path[: max((i for i, part in enumerate(path) if isinstance(part, int)), default=-1) + 1])
    if len(path) < 2 and path != ("metadata",):
        yield ""
    elif len(path) == 2 and path[1] in KINDS:
        yield from (place_of(pod, at) for at, _, kind in visit_containers(pod) if kind == path[1])
    else:
        yield place_of(pod, path)
