"""What is different in one version."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.versions import VERSIONS
from podbuilder.kube.lifecycle.version_notes import version_notes
from tests.kube.lifecycle.plays import APP, pod_of

SIDECAR = {"initContainers": [{"name": "s", "restartPolicy": "Always"}]}
RULE = {"action": "RestartAllContainers", "exitCodes": {"operator": "In", "values": [1]}}


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_has_notes_that_are_sentences(version: str) -> None:
    notes = version_notes(pod_of(version=version))
    assert len(notes) >= 3
    assert all(note.endswith(".") for note in notes)


@pytest.mark.parametrize(
    ("version", "own", "spec", "word", "is_told"),
    [
        pytest.param("1.28", {}, {}, "sidecar", False, id="no sidecar"),
        pytest.param("1.28", {}, SIDECAR, "sidecar", True, id="sidecar"),
        pytest.param("1.29", {}, SIDECAR, "sidecar", False, id="sidecar known"),
        pytest.param("1.34", {"restartPolicy": "Never"}, {}, "policies", True, id="policy"),
        pytest.param("1.35", {"restartPolicy": "Never"}, {}, "policies", False, id="policy known"),
        pytest.param("1.35", {"restartPolicyRules": [RULE]}, {}, "RestartAllContainers", True, id="rule"),
        pytest.param("1.35", {"restartPolicyRules": ["odd"]}, {}, "RestartAllContainers", False, id="odd rule"),
        pytest.param("1.26", {}, {"schedulingGates": [{"name": "a"}]}, "Scheduling gates", True, id="gate"),
        pytest.param("1.25", {}, {}, "DisruptionTarget", True, id="disruption"),
    ],
)
def test_what_concerns_the_pod_is_told(
    version: str, own: dict[str, Any], spec: dict[str, Any], word: str, is_told: bool
) -> None:
    notes = version_notes(pod_of({**APP, **own}, version=version, **spec))
    assert any(word in note for note in notes) is is_told
