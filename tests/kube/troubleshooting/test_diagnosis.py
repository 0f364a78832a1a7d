"""A scenario for every cause, and what speaks for none."""

from __future__ import annotations

import time
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import cast

import pytest
import yaml

from podbuilder.kube.troubleshooting import all_troubles, diagnose
from podbuilder.kube.troubleshooting.diagnosis import registered

SCENARIOS: dict[str, str] = yaml.safe_load((Path(__file__).parent / "scenarios.yaml").read_text(encoding="utf-8"))
# Seconds for a log of a megabyte: thrice what it may take where nothing counts the lines that run.
BAR = 0.9

QUIET = {
    "nothing": "",
    "prose": "My pod does not run. What can I do?",
    "a pod that runs": "web-0   1/1   Running   0   5m",
    "a pod that runs, without events": "Status:  Running\nEvents:  <none>",
    "steps of a start": (
        "Normal  Scheduled  9s  default-scheduler  Successfully assigned shop/web-0 to node-1\n"
        "Normal  Pulled  8s  kubelet  Container image already present on machine\n"
        "Normal  Started  7s  kubelet  Started container web"
    ),
    "tolerations of a DaemonSet": "Tolerations:  a op=Exists\n  node.kubernetes.io/disk-pressure:NoSchedule op=Exists",
    "what the scheduler said before it found a node": (
        "Warning  FailedScheduling  90s  default-scheduler  0/1 nodes are available: 1 Insufficient cpu.\n"
        "Normal  Scheduled  9s  default-scheduler  Successfully assigned shop/web-0 to node-1"
    ),
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_without_evidence_nothing_is_said(text: str) -> None:
    assert diagnose(text) == ()


@pytest.mark.parametrize(("label", "text"), SCENARIOS.items(), ids=SCENARIOS)
def test_a_scenario(label: str, text: str) -> None:
    causes = diagnose(text)
    assert causes[0].label == label, [cause.label for cause in causes]
    assert len({cause.label for cause in causes}) == len(causes)
    for cause in causes:
        assert cause.evidence
        assert all(quote in text.replace("\n", " ") for quote in cause.evidence)
        assert cause.lines


def test_every_cause_has_a_scenario() -> None:
    assert set(SCENARIOS) == set(all_troubles())
    assert len(SCENARIOS) == 78


def test_a_trouble_is_said_in_a_sentence_with_two_commands() -> None:
    for trouble in all_troubles().values():
        assert trouble.says[0].isupper()
        assert trouble.says.endswith(".")
        assert all(trouble.commands)
        assert trouble.field.startswith(("spec", "metadata.", "strategy.", "{path}")) or not trouble.field


def test_one_label_is_one_trouble() -> None:
    module = cast(ModuleType, SimpleNamespace(TROUBLES=(all_troubles()["oom-killed"],)))
    with pytest.raises(ValueError, match="two troubles are called 'oom-killed'"):
        registered([module, module])


FIELDS = {
    "the container that is named": (
        "initContainerStatuses:\n- name: a\n- name: b\n  state:\n    waiting:\n      reason: InvalidImageName",
        "spec.initContainers[1].image",
    ),
    "an init container of a row": ("web-0  0/1  Init:ErrImagePull  0  9s", "spec.initContainers[0].image"),
    "a device": (SCENARIOS["insufficient-extended-resource"], "spec.containers[0].resources.limits[nvidia.com/gpu]"),
    "a device that is not named": ("could not select device driver", "spec.containers[0].resources.limits"),
    "what a phrase points to": (SCENARIOS["volume-mount-failed"], "spec.volumes[0].nfs"),
    "another phrase": (SCENARIOS["secret-missing"], "spec.containers[0].env[0].valueFrom.secretKeyRef.name"),
    "the path that is named": (SCENARIOS["invalid-spec"], "spec.containers[0].ports[0].containerPort"),
    "no path is named": ("Reason:  PodFeatureUnsupported", "spec"),
    "nothing of the pod": (SCENARIOS["node-lost"], ""),
}


@pytest.mark.parametrize(("text", "field"), FIELDS.values(), ids=FIELDS)
def test_the_field(text: str, field: str) -> None:
    assert diagnose(text)[0].field == field


def test_what_must_happen_first_comes_first() -> None:
    text = "\n".join(SCENARIOS[label] for label in ("probe-timeout", "oom-killed", "configmap-missing", "quota-denied"))
    assert [cause.label for cause in diagnose(text)] == [
        "quota-denied",
        "configmap-missing",
        "oom-killed",
        "probe-timeout",
    ]


def test_a_hint_counts_where_nothing_else_is_said() -> None:
    hint = "web-0  0/1  ImagePullBackOff  0  9s"
    assert [cause.label for cause in diagnose(hint)] == ["image-not-found"]
    assert [cause.label for cause in diagnose(f"{hint}\n\n{SCENARIOS['oom-killed']}")] == ["oom-killed"]


def test_137_alone_leaves_two_open() -> None:
    assert [cause.label for cause in diagnose("Exit Code:  137")] == ["oom-killed", "node-out-of-memory"]


def test_a_megabyte_of_anything() -> None:
    text, best = "2026-01-02T03:04:05 INFO [thread-1] request 17: status=200 in 12 ms\n" * 16_000, 9.0
    for _ in range(6):
        begun = time.process_time()
        assert diagnose(text) == ()
        best = min(best, time.process_time() - begun)
        if best < BAR:
            break
    assert best < BAR
