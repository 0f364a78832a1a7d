"""Many edits at once: they mean the same as one after the other, and what they do not concern stays."""

from __future__ import annotations

import time
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_REREAD
from podbuilder.kube.manifest import Manifest, comment_, insert_, remove_, set_
from podbuilder.kube.yamltext.edit_list import is_long, patch_all
from podbuilder.kube.yamltext.edits import Edit, EditRefused, meaning, normal, same
from tests.kube.yamltext.authors import written
from tests.kube.yamltext.documents import everyday, plain_scalars
from tests.kube.yamltext.test_patch import some_edit
from tests.support.pods import path_of
from tests.support.yaml_trees import tree_of

POD = """\
# the head
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: web  # the first
    image: nginx
    env:
    - name: A  # one
      value: x
    - name: B  # two
  - name: side  # the second
    image: log
"""


def edit(op: Any, path: str, value: Any = None, to: int | str | None = None) -> Edit:
    return Edit(op, path_of(path), value, to)


CASES: dict[str, tuple[list[Edit], list[str], list[str]]] = {
    # The edits, the lines that are gone, and those that came.
    "nothing": ([], [], []),
    "values far apart": (
        [edit("set", "spec.containers[0].image", "nginx:1"), edit("set", "spec.containers[1].image", "log:1")],
        ["    image: nginx", "    image: log"],
        ["    image: nginx:1", "    image: log:1"],
    ),
    "fields that are missing": (
        [edit("set", "spec.containers[0].stdin", True), edit("set", "spec.containers[1].stdin", True)],
        [],
        ["    stdin: true", "    stdin: true"],
    ),
    "two fields of what is missing": (
        [edit("set", "spec.dnsConfig.searches", ["a"]), edit("set", "spec.dnsConfig.nameservers", ["b"])],
        [],
        ["  dnsConfig:", "    nameservers:", "    - b", "    searches:", "    - a"],
    ),
    "a removal in each item": (
        [edit("remove", "spec.containers[0].image"), edit("remove", "spec.containers[1].image")],
        ["    image: nginx", "    image: log"],
        [],
    ),
    "one removed item of a list": (
        [edit("remove", "spec.containers[0].env[0]"), edit("set", "spec.containers[1].image", "log:1")],
        ["    - name: A  # one", "      value: x", "    image: log"],
        ["    image: log:1"],
    ),
    "set and removed again": (
        [edit("set", "spec.priority", 1), edit("remove", "spec.priority")],
        [],
        [],
    ),
    "items of one list": (
        [edit("insert", "spec.containers[0].env[0]", {"name": "C"}), edit("remove", "spec.containers[0].env[1]")],
        ["    - name: A  # one", "      value: x", "    - name: B  # two"],
        ["    - name: C", "    - name: B"],
    ),
    "two keys renamed": (
        [edit("rename", "spec.containers", to="initContainers"), edit("rename", "metadata.name", to="generateName")],
        ["metadata: {name: web}", "  containers:"],
        ["metadata: {generateName: web}", "  initContainers:"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_not_concerned_stays(name: str) -> None:
    edits, gone, came = CASES[name]
    tree = tree_of(POD)
    found = patch_all(tree, 0, edits)
    assert same(found.root.value, reduce(meaning, edits, tree.root.value))
    before, after = POD.splitlines(), found.text.splitlines()
    assert [line for line in after if line in before] == [line for line in before if line not in gone]
    assert [line for line in after if line not in before] == list(came)


@given(everyday, st.lists(plain_scalars, min_size=1, max_size=5), st.integers(0, 10**6))
def test_many_edits_mean_what_they_mean_one_by_one(document: Any, values: list[Any], seed: int) -> None:
    tree = tree_of(written(document, seed))
    want, edits = tree.root.value, list[Edit]()
    for number, value in enumerate(values):
        if not isinstance(want, dict) or not want:
            break
        edits.append(some_edit(want, normal(value), seed + number))
        want = meaning(want, edits[-1])
    assert same(patch_all(tree, 0, edits).root.value, want)


def test_what_is_shared_between_places_is_written_out_or_refused() -> None:
    pod = POD.replace("metadata: {name: web}", "metadata: &all {name: web}\nother: *all")
    edits = [edit("set", "metadata.name", "a"), edit("set", "spec.priority", 1)]
    assert patch_all(tree_of(pod), 0, edits).root.value["other"] == {"name": "web"}
    scattered = pod.replace("name: A", "name: &a A").replace("name: B", "name: *a")
    edits = [edit("set", "spec.containers[0].env[0].name", "C"), edit("set", "metadata.name", "a")]
    edits += [edit("set", "kind", "Job"), edit("set", "apiVersion", "batch/v1")]
    with pytest.raises(EditRefused, match="shared between places"):
        patch_all(tree_of(scattered + f"# {'long ' * 20}\n" * 9_000), 0, edits)


def test_comments_are_written_one_by_one() -> None:
    manifest = Manifest.read(POD)
    many = [comment_(FieldPath(("kind",)), "a pod")] * (MAX_REREAD // len(POD) + 1)
    assert not is_long(manifest.tree, many)


def test_a_thousand_variables_are_renamed_in_a_short_time() -> None:
    head = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: b\n    env:\n"
    manifest = Manifest.read(head + "".join(f"    - name: A{n}\n      value: x\n" for n in range(1000)))
    env = path_of("spec.containers[0].env")
    edits = [remove_(env.index(n)) for n in range(999, -1, -1)]
    edits += [insert_(env.index(n), {"name": f"B{n}"}) for n in range(1000)]
    began = time.process_time()
    changed = manifest.patch([*edits, set_(path_of("metadata.name"), "a")])
    assert time.process_time() - began < 3
    assert [one["name"] for one in changed.pod["spec"]["containers"][0]["env"]] == [f"B{n}" for n in range(1000)]


def test_what_is_new_counts_and_stands_in_its_order() -> None:
    manifest = Manifest.read(POD)
    labels = FieldPath(("metadata", "annotations"))
    few = [set_(labels.key(f"k{number}"), "x") for number in range(300)]
    assert not is_long(manifest.tree, few)
    many = [set_(edit.path, "x" * 100) for edit in few]
    assert is_long(manifest.tree, many)
    held = Manifest.read(POD.replace("{name: web}", "\n  name: web\n  annotations:\n    a: b"))
    assert list(held.patch(many).document["metadata"]["annotations"]) == ["a", *(f"k{number}" for number in range(300))]
