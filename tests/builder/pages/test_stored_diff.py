"""The manifest compared with what the cluster will store."""

from __future__ import annotations

from podbuilder.builder.pages.stored_diff import stored
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest
from tests.builder.support import POD


def lines(text: str) -> dict[str, list[str]]:
    manifest = Manifest.read(text)
    found: dict[str, list[str]] = {}
    for line in stored(manifest, review_manifest(manifest)):
        found.setdefault(line.sign, []).append(line.text)
    return found


def test_what_the_server_fills_in_is_added_and_nothing_removed() -> None:
    found = lines(POD)
    assert "  restartPolicy: Always" in found["+"]
    assert "    imagePullPolicy: IfNotPresent" in found["+"]
    assert "-" not in found


def test_what_it_rewrites_is_removed_as_well() -> None:
    text = POD.replace("    ports:\n", "    resources:\n      limits:\n        cpu: 0.5\n    ports:\n")
    found = lines(text)
    assert "        cpu: 0.5" in found["-"]
    assert "        cpu: 500m" in found["+"]


def test_only_what_a_person_writes_is_compared() -> None:
    found = lines(POD + "status: {phase: Running}\n")
    assert not [line for kind in found.values() for line in kind if "status" in line or "phase" in line]
