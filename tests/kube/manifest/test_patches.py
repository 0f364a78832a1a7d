"""Edits as text: what changes, and that nothing else does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import (
    Edit,
    Manifest,
    ManifestError,
    insert_,
    move_,
    remove_,
    rename_,
    set_,
)
from tests.support.pods import path_of

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "patches.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_patch(case: dict[str, Any]) -> None:
    if case.get("kindless"):
        case["before"] = case["before"].replace("spec: {}", "spec: {containers: []}")
        case["after"] = case["after"].replace("spec: {}", "spec: {containers: []}")
    edits = [Edit(e["op"], path_of(e["path"]), e.get("value"), e.get("to")) for e in case["edits"]]
    before = Manifest.read(case["before"])
    assert before.patch(edits).text == case.get("after", case["before"])
    assert before.text == case["before"]


def test_constructors_name_the_five_operations() -> None:
    text = "kind: Pod\nspec:\n  tolerations:\n  - key: a\n  - key: b\n"
    items = path_of("spec.tolerations")
    edits = [
        set_(items.index(0).child("key"), "x"),
        insert_(items.index(2), {"key": "c"}),
        remove_(items.index(1)),
        move_(items.index(0), 1),
        rename_(items.index(0).child("key"), "operator"),
    ]
    assert Manifest.read(text).patch(edits).pod["spec"]["tolerations"] == [{"operator": "c"}, {"key": "x"}]


DEPLOYMENT = "kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n"


def test_paths_are_the_pods_own() -> None:
    new = Manifest.read(DEPLOYMENT).patch([set_(path_of("spec.containers[0].image"), "b")])
    assert new.text == DEPLOYMENT + "        image: b\n"
    assert new.pod == {"spec": {"containers": [{"name": "a", "image": "b"}]}}


def test_a_key_too_long_for_json_is_refused() -> None:
    with pytest.raises(ManifestError, match="would make the text unreadable"):
        Manifest.read('{"kind": "Pod"}').patch([set_(FieldPath(("metadata", "labels", "k" * 2000)), "x")])


REFUSED = {
    "nothing named": (set_(FieldPath(), 1), "whole document"),
    "an item far behind the last one": (set_(path_of("spec.containers[3].name"), "x"), "spec.containers has 1 items"),
    "an item of a mapping": (set_(path_of("spec[0]"), "x"), "spec is a mapping, not a list"),
    "a field of a list": (set_(path_of("spec.containers.name"), "x"), "is a list, not a mapping"),
    "a field of text": (set_(path_of("spec.containers[0].name.first"), "x"), "name is text"),
    "a field of a boolean": (set_(path_of("spec.hostNetwork.x"), "x"), "hostNetwork is a boolean"),
    "a field of a number": (set_(path_of("spec.priority.x"), "x"), "priority is a number"),
    "an insertion without an index": (insert_(path_of("spec.hostname"), "x"), "does not end in an index"),
    "an insertion far behind the last one": (insert_(path_of("spec.containers[2]"), {}), "has 1 items"),
    "a move of nothing": (move_(path_of("spec.containers[1]"), 0), "no list item"),
    "a move out of the list": (move_(path_of("spec.containers[0]"), 1), "places 0 to 0"),
    "a new name for nothing": (rename_(path_of("spec.none"), "x"), "no key"),
    "a new name that is taken": (rename_(path_of("spec.priority"), "containers"), "there is such a key already"),
    "a new name that is no text": (Edit("rename", path_of("spec.priority"), to=1), "needs text"),
    "a value of no JSON type": (set_(path_of("spec.hostname"), {1, 2}), "type set"),
    "infinity": (set_(path_of("spec.hostname"), float("inf")), "infinity"),
    "a path without end": (set_(FieldPath(["a"] * 101), 1), "100 deep"),
    "no pod any more": (set_(path_of("kind"), "Service"), "would not be a pod"),
    "a number too large for the server": (set_(path_of("spec.priority"), 10**30), "reads back as intended"),
    "more text than a manifest may have": (set_(path_of("spec.hostname"), "x" * (1 << 20)), "1 MiB"),
}


@pytest.mark.parametrize(("edit", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_edits_without_sense_are_refused(edit: Edit, words: str) -> None:
    text = "kind: Pod\nspec:\n  containers:\n  - name: a\n  hostNetwork: true\n  priority: 1\n"
    with pytest.raises(ManifestError) as error:
        Manifest.read(text).patch([edit])
    assert words in error.value.message
    assert (error.value.line, error.value.column) == (0, 0)
