"""A pod that is exported and imported again is the same but for what the two reports name.

The pods are those of the tables, and of the public corpus where it is there.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.core.limits import MAX_COMMAND_WORDS
from podbuilder.kube.exporters.export_result import ExportResult
from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.targets import TARGETS
from podbuilder.kube.importers.compose.services.workload_document import NAME
from podbuilder.kube.importers.container_settings.imported_pod import APP_LABEL
from podbuilder.kube.importers.forms import FORMS
from podbuilder.kube.importers.import_result import ImportResult
from podbuilder.kube.review import review_manifest
from tests.kube.exporters.pod_facts import Facts, facts
from tests.kube.exporters.test_exports import CASES, manifest_of
from tests.kube.importers.test_commands import CASES as COMMAND_CASES

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "realworld.jsonl.gz"
# Which importer reads what an exporter writes.
WAYS = {"docker-run": "docker-run", "podman-run": "docker-run", "kubectl-run": "kubectl-run", "compose": "compose"}
ENOUGH = 200
NONE: tuple[Any, list[str]] = (None, [])
# What is kept as it was: a value in the pod, a port of the host, a signal by a command.
KEPT = {"secret": "plain", "publish": "host", "stop-signal": "preStop", "kind": "Pod", "mount": "host"}


def own_pods() -> dict[str, dict[str, Any]]:
    """The pods of the tables that a server accepts."""
    found = {}
    for param in CASES:
        case = param.values[1]
        if "pod" in case and "is_refused" not in case:
            found[str(param.id)] = yaml.safe_load(manifest_of(case))
    return found


OWN = own_pods()


def answers_to(result: ImportResult, exported: ExportResult) -> dict[str, str]:
    """The answers that leave things as they are; a check restarts the container if it did so before."""
    found = {one.id: KEPT[one.id.partition(":")[0]] for one in result.questions if one.id.partition(":")[0] in KEPT}
    checks = {line.at for line in exported.report if line.to in ("--health-cmd", "healthcheck.test")}
    for number, container in enumerate(main_of(result)["spec"]["containers"]):
        is_ready = any(at.startswith(f"spec.containers[{number}].readinessProbe") for at in checks)
        found[f"probe:{container['name']}"] = "readiness" if is_ready else "liveness"
    return found


def main_of(result: ImportResult) -> dict[str, Any]:
    """The pod that was exported; init containers are commands before its own, and pods of their own."""
    templates = [
        one if one["kind"] == "Pod" else one["spec"].get("template") for one in result.documents if "spec" in one
    ]
    return dict(list(filter(None, templates))[-1])


def named(lines: Sequence[ReportLine], is_export: bool) -> set[str]:
    """The fields of which a report says that they are not quite, or not at all, as they were."""
    changed = [line for line in lines if line.outcome is not Outcome.CARRIED]
    return {line.to for line in changed if line.to} | ({line.at for line in changed} if is_export else set())


def is_named(paths: Sequence[str], names: set[str]) -> bool:
    return any(path == name or path.startswith((f"{name}.", f"{name}[")) for path in paths for name in names)


def differences(pod: dict[str, Any], target: str) -> list[Any]:
    """What is not as it was, though neither report names it."""
    exported = TARGETS[target](SourceFile(json.dumps(pod)))
    importer = FORMS[WAYS[target]]
    result = importer(exported.text, answers_to(importer(exported.text, None), exported))
    found = unnamed(pod, main_of(result), named(exported.report, True) | named(result.report, False))
    folders = folders_of_files(pod, exported)
    return [one for one in found if target != "compose" or not is_of_compose(one[0], one[1], one[2], folders)]


def folders_of_files(pod: dict[str, Any], exported: ExportResult) -> list[str]:
    """The folders whose files are mounted one by one, as the report says."""
    told = {line.at for line in exported.report if "mounted as a file by itself" in line.says}
    return [
        mount["mountPath"]
        for kind in ("containers", "initContainers")
        for number, container in enumerate(pod["spec"].get(kind) or [])
        for place, mount in enumerate(container.get("volumeMounts") or [])
        if f"spec.{kind}[{number}].volumeMounts[{place}].mountPath" in told
    ]


def is_of_compose(key: tuple[str, ...], before: Any, after: Any, folders: list[str]) -> bool:
    """Whether a difference is how the importer lets a service be found: labels, names, and Services for its ports.

    Nor is it one if a folder's files come back one by one.
    """
    if "mount" in key:
        return before is None and any(key[key.index("mount") + 1].startswith(f"{folder}/") for folder in folders)
    if key[0] == "port":
        return key[-1] == "hostPort" and after is None
    is_name = key[0] == "labels" and key[1] in (APP_LABEL, NAME)
    return is_name or key[:3] == ("spec", "hostAliases", "127.0.0.1") or key == ("spec", "enableServiceLinks")


def unnamed(pod: dict[str, Any], back: dict[str, Any], names: set[str]) -> list[Any]:
    """The facts that differ between two pods, though none of the fields that say them is named."""
    before, after = facts(pod), facts(back)
    return [
        (key, before.get(key), after.get(key))
        for key in before.keys() | after.keys()
        if before.get(key, NONE)[0] != after.get(key, NONE)[0]
        and not is_named([path for found in (before, after) for path in paths_of(key, found)], names)
    ]


def paths_of(key: tuple[str, ...], found: Facts) -> list[str]:
    """The fields that say something, and the one that says of which volume or variable it is said."""
    mount = key[: key.index("mount") + 2] if "mount" in key else key
    variable = (*key[: key.index("env") + 2], "name") if "env" in key else key
    return [path for one in (key, mount, variable) for path in found.get(one, NONE)[1]]


def is_expressible(pod: dict[str, Any], target: str = "") -> bool:
    """Whether it comes back as one pod: init containers of docker run do not, nor do those that keep running."""
    inits = pod["spec"].get("initContainers") or []
    return target == "kubectl-run" or not [one for one in inits if target != "compose" or "restartPolicy" in one]


@pytest.mark.parametrize("target", WAYS)
@pytest.mark.parametrize("name", OWN)
def test_own_pods_come_back(name: str, target: str) -> None:
    pod = OWN[name]
    if is_expressible(pod, target):
        assert differences(pod, target) == []


COMMANDS = {str(param.id): param.values[1]["run"] for param in COMMAND_CASES if param.values[1]["form"] == "docker-run"}


def test_commands_come_back() -> None:
    """A command that is imported, exported and imported again makes the same pod, but for what reports name."""
    importer, wrong, tried = FORMS["docker-run"], [], 0
    for name, command in COMMANDS.items():
        first = importer(command, None)
        pods = [dict(one) for one in first.documents if one["kind"] == "Pod"]
        if len(pods) > 1 or not is_expressible(pods[0]):
            continue
        exported = TARGETS["docker-run"](SourceFile(first.manifest))
        if len(exported.text.split()) > MAX_COMMAND_WORDS:
            continue
        tried += 1
        second = importer(exported.text, answers_to(importer(exported.text, None), exported))
        found = unnamed(pods[0], main_of(second), named(exported.report, True) | named(second.report, False))
        wrong += [(name, one) for one in found]
    assert tried > ENOUGH
    assert wrong == []


def corpus() -> Iterator[dict[str, Any]]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as rows:
        for row in rows:
            found = json.loads(row)
            if found["verdicts"]["1.36"]["accepted"]:
                yield found["pod"]


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of real manifests is not at hand")
@pytest.mark.parametrize("target", WAYS)
def test_public_pods_come_back(target: str) -> None:
    seen: set[str] = set()
    wrong = []
    for pod in corpus():
        text = json.dumps(pod, sort_keys=True)
        if text in seen or not is_expressible(pod, target):
            continue
        seen.add(text)
        found = differences(pod, target)
        wrong += [(pod["metadata"].get("name"), one) for one in found]
        if len(seen) == ENOUGH:
            break
    assert len(seen) == ENOUGH
    assert wrong == []


def test_the_own_pods_are_accepted() -> None:
    for pod in OWN.values():
        (source,) = SourceFile(json.dumps(pod)).pods
        assert review_manifest(source.manifest).errors == ()
