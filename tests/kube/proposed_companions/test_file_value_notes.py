"""What is told of values before they are written: what they lack, what they replace, and what should be a Secret."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import Document
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.proposed_companions.file_value_notes import keys_of, keys_wanted, notes_on
from podbuilder.kube.proposed_companions.file_values import BroughtFile, needed_of, values_of

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: nginx
    env:
    - name: MODE
      valueFrom:
        configMapKeyRef: {name: settings, key: mode}
    - name: LEVEL
      valueFrom:
        configMapKeyRef: {name: settings, key: level}
"""
BOTH = [BroughtFile("mode", b"fast"), BroughtFile("level", b"low")]

TOLD: dict[str, tuple[str, str, Document, list[BroughtFile], list[str]]] = {
    "all that is read": ("ConfigMap", "settings", {}, BOTH, []),
    "with what is there": ("ConfigMap", "settings", {"data": {"mode": "x"}}, BOTH[1:], []),
    "one is missing": ("ConfigMap", "settings", {}, BOTH[:1], ["open data: The pod also reads level."]),
    "nobody reads it": (
        *("ConfigMap", "other", {}, BOTH),
        ["open metadata.name: The pod does not read it yet: add a variable or a volume."],
    ),
    "a value is there": (
        *("ConfigMap", "settings", {"data": {"mode": "x"}}, BOTH),
        ["lost data: There are values already that go: mode."],
    ),
    "many values are there": (
        *("ConfigMap", "settings", {"binaryData": {f"k{n}": "" for n in range(7)}}),
        [*BOTH, *(BroughtFile(f"k{n}", b"") for n in range(7))],
        ["lost data: There are values already that go: k0, k1, k2, k3, k4 and 2 more."],
    ),
    "quotation marks": (
        *("ConfigMap", "settings", {}, [*BOTH, BroughtFile("", b"A='x'", True)]),
        ["open data: kubectl takes quotation marks as a part of a value, here of A."],
    ),
    "it cannot be changed": (
        *("ConfigMap", "settings", {"immutable": True}, BOTH),
        [
            "open immutable: A cluster that has it already refuses other values: "
            "give it another name, in the pod as well."
        ],
    ),
    "a credential by its name": (
        *("ConfigMap", "settings", {}, [*BOTH, BroughtFile("db-password", b"correct horse")]),
        [
            "open data[db-password]: db-password holds what its name calls a credential. "
            "Everybody who has the file reads it. A Secret that kubectl makes keeps it out."
        ],
    ),
    "a credential by its form": (
        *("ConfigMap", "settings", {}, [*BOTH, BroughtFile("k", b"-----BEGIN PRIVATE KEY-----\nx\n")]),
        [
            "open data[k]: k holds a private key. "
            "Everybody who has the file reads it. A Secret that kubectl makes keeps it out."
        ],
    ),
    "bytes": ("ConfigMap", "settings", {}, [*BOTH, BroughtFile("password", b"\xff")], []),
    "the same in a Secret": (
        *("Secret", "db", {}, [BroughtFile("password", b"correct horse")]),
        ["open metadata.name: The pod does not read it yet: add a variable or a volume."],
    ),
}


@pytest.mark.parametrize(("kind", "name", "holder", "files", "told"), TOLD.values(), ids=TOLD)
def test_notes(kind: str, name: str, holder: Document, files: list[BroughtFile], told: list[str]) -> None:
    needed = needed_of(Manifest.read(POD), kind, name)
    notes = notes_on(kind, holder, values_of(files), needed)
    assert [f"{note.outcome} {note.path}: {note.sentence}" for note in notes] == told


def test_keys() -> None:
    holder: dict[str, Any] = {"data": {"mode": ""}, "binaryData": {"logo": ""}}
    assert keys_of(holder, "ConfigMap") == {"mode", "logo"}
    needed = needed_of(Manifest.read(POD), "ConfigMap", "settings")
    assert keys_wanted(needed, {"mode"}) == ["level"]
    assert keys_wanted(None, {"mode"}) == []
