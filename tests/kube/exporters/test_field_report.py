"""A line for each field of a pod."""

from __future__ import annotations

from pathlib import Path

import yaml

from podbuilder.kube import catalogue
from podbuilder.kube.conversion_report.note import carried, companion
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.exporters import field_report
from podbuilder.kube.exporters.field_report import FieldReport, companion_lines, sentences
from podbuilder.kube.exporters.source_file import SourceFile

POD = """apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {disk: ssd, zone: a}
  initContainers: [{name: first, image: busybox}]
  containers: [{name: web, image: nginx, imagee: x}]
"""
TOLD = {"spec.nodeSelector": "There is one node.", "spec.containers[].image": "There are no images."}
SPEC = ROOT.child("spec")


def lines(report: FieldReport) -> list[tuple[str, str, str]]:
    return [(line.at, line.outcome, line.says or line.to) for line in report.lines()]


def report_of(text: str) -> FieldReport:
    return FieldReport(SourceFile(text).pods[0], TOLD, "Nobody knows it.")


def test_what_nobody_looked_at_is_left_behind() -> None:
    assert lines(report_of(POD)) == [
        ("apiVersion", "left", "Nobody knows it."),
        ("kind", "left", "Nobody knows it."),
        ("metadata.name", "left", "Nobody knows it."),
        ("spec.nodeSelector", "left", "There is one node."),
        ("spec.initContainers[0].name", "left", "Nobody knows it."),
        ("spec.initContainers[0].image", "left", "There are no images."),
        ("spec.containers[0].name", "left", "Nobody knows it."),
        ("spec.containers[0].image", "left", "There are no images."),
        ("spec.containers[0].imagee", "refused", "The API server refuses this field, so it stands for nothing."),
    ]


def test_what_was_said_first_counts() -> None:
    report = report_of(POD)
    report.add(SPEC.child("containers").index(0), carried("--image"))
    report.add(SPEC.child("containers").index(0), carried("--other"))
    found = lines(report)
    assert ("spec.containers[0]", "carried", "--image") in found
    assert not [
        at for at, _, _ in found if at.startswith("spec.containers[0].im") and at != "spec.containers[0].imagee"
    ]


def test_a_part_of_what_is_left_behind() -> None:
    report = report_of(POD)
    report.add(SPEC.child("nodeSelector").key("zone"), carried("--zone"))
    found = lines(report)
    assert ("spec.nodeSelector[disk]", "left", "Nobody knows it.") in found
    assert ("spec.nodeSelector[zone]", "carried", "--zone") in found


def test_what_is_empty_says_nothing() -> None:
    found = lines(report_of(POD.replace("imagee: x", "resources: {}")))
    assert found[-1] == ("spec.containers[0].resources", "nothing", "It is empty, and says nothing.")


def test_what_is_not_in_the_pod_comes_last() -> None:
    report = report_of(POD)
    report.add(ROOT.child("metadata", "labels"), carried("run"))
    assert lines(report)[-2] == ("metadata.labels", "carried", "run")


def test_the_objects_beside_the_pods() -> None:
    source = SourceFile(f"{POD}---\nkind: ConfigMap\nmetadata: {{name: a}}\n---\nkind: Service\n")
    used = {("ConfigMap", "a"): companion("file", "a.env", "It is a file.")}
    assert list(companion_lines(source, used, "It stays.")) == [
        ReportLine("ConfigMap a", companion("", "", "x").outcome, "file a.env", "It is a file."),
        ReportLine("Service", field_report.left("").outcome, "", "It stays."),
    ]


def test_every_sentence_is_about_a_field_that_there_is() -> None:
    known = {spec.pattern for spec in _specs(catalogue.load("1.36").root)}
    for file in Path(field_report.__file__).parent.rglob("*_fields.yaml"):
        for pattern, says in (yaml.safe_load(file.read_text(encoding="utf-8")) or {}).items():
            assert pattern.startswith("workload.") or pattern in known, pattern
            assert says.endswith("."), pattern


def _specs(root: catalogue.FieldSpec) -> list[catalogue.FieldSpec]:
    found, waiting = [], [root]
    while waiting:
        spec = waiting.pop()
        found.append(spec)
        waiting += [*spec.fields.values(), *([spec.item] if spec.item else [])]
    return found


def test_later_files_of_sentences_win(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("status: It is gone.\n", encoding="utf-8")
    assert sentences(file)["status"] == "It is gone."
    assert sentences()["status"] == "Only servers write it."
