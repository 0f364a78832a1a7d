"""Pods and what becomes of them elsewhere: a table for each module, whose cases are manifests.

A case has `pod`, a pod's metadata and spec in one, or `manifest`, a whole text; `text`, what it is exported to; `files`
beside it; and `report`, its lines as `at | outcome | to | says`. Of names, kinds and images that are carried, lines are
left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.exporters.export_result import ExportResult
from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.targets import TARGETS
from podbuilder.kube.review import review_manifest

HERE = Path(__file__).parent
TABLES = sorted(HERE.glob("*/*.yaml"))
USUAL = ("apiVersion", "kind", "metadata.name", "spec.containers[0].name", "spec.containers[0].image")
# Tables whose folder is not named as their target.
TARGET_OF = {"engine_run": "docker-run"}


def all_cases() -> Iterator[Any]:
    for table in TABLES:
        folder = table.parent.name
        for name, case in yaml.safe_load(table.read_text(encoding="utf-8")).items():
            target = case.get("target", TARGET_OF.get(folder, folder.replace("_", "-")))
            yield pytest.param(target, case, id=f"{folder}/{table.stem}: {name}")


CASES = list(all_cases())


def manifest_of(case: dict[str, Any]) -> str:
    if "manifest" in case:
        return str(case["manifest"])
    pod = dict(case["pod"])
    metadata = pod.pop("metadata", {"name": "web"})
    return yaml.safe_dump({"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": pod}, sort_keys=False)


def exported(target: str, case: dict[str, Any]) -> ExportResult:
    return TARGETS[target](SourceFile(manifest_of(case)))


def line_of(line: ReportLine) -> str:
    return " | ".join((line.at, line.outcome, line.to, line.says)).rstrip(" |")


def is_shown(line: ReportLine) -> bool:
    return line.at not in USUAL or line.outcome not in (Outcome.CARRIED, Outcome.NOTHING)


@pytest.mark.parametrize(("target", "case"), CASES)
def test_what_becomes_of_a_pod(target: str, case: dict[str, Any]) -> None:
    result = exported(target, case)
    made = {
        "text": result.text,
        **({"files": dict(result.files)} if result.files else {}),
        "report": [line_of(line) for line in result.report if is_shown(line)],
    }
    assert made == {key: value for key, value in case.items() if key not in ("pod", "manifest", "is_refused", "target")}


@pytest.mark.parametrize(("target", "case"), CASES)
def test_the_pods_of_the_cases_are_accepted(target: str, case: dict[str, Any]) -> None:
    """But for cases that say that theirs are not."""
    for pod in SourceFile(manifest_of(case)).pods:
        assert bool(review_manifest(pod.manifest).errors) == case.get("is_refused", False), target


@pytest.mark.parametrize(("target", "case"), CASES)
def test_every_field_has_one_line(target: str, case: dict[str, Any]) -> None:
    source = SourceFile(manifest_of(case))
    result = TARGETS[target](source)
    counts = Counter(line.at for line in result.report)
    assert [at for at, count in counts.items() if count > 1] == []
    for pod in source.pods:
        prefix = f"{pod.place}"
        for leaf in pod.leaves():
            above = [f"{prefix}{type(leaf.path)(leaf.path[:length])}" for length in range(1, len(leaf.path) + 1)]
            assert sum(one in counts for one in above) == 1, leaf.path
        for leaf in pod.workload_leaves():
            assert f"{prefix}{pod.manifest.kind}.{leaf.path}" in counts


@pytest.mark.parametrize(("target", "case"), CASES)
def test_no_line_holds_a_credential(target: str, case: dict[str, Any]) -> None:
    """Every password of the tables is hunter2."""
    assert not [line for line in exported(target, case).report if "hunter2" in line_of(line)], target


def test_odd_values_break_no_exporter() -> None:
    for target in TARGETS:
        for text in (
            "{kind: Pod}",
            "{kind: Pod, spec: 1, metadata: [x]}",
            "kind: Pod\nspec: {containers: [{}, 1, null]}",
        ):
            assert TARGETS[target](SourceFile(text)).report
