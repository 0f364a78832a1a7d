"""Many anchors at once: what one edit takes away, with its aliases left behind."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.yamltext.edits import Edit
from tests.support.yaml_trees import edited


def anchored(count: int) -> str:
    lines = ["labels:", *(f"  k{i}: &a{i} v{i}" for i in range(count))]
    lines += ["annotations:", *(f"  k{i}: *a{i}" for i in range(count)), "# the end"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("count", [1, 20, 21, 50])
def test_every_alias_keeps_its_value(count: int) -> None:
    new = edited(anchored(count), Edit("remove", FieldPath(("labels",))))
    values = "".join(f"  k{i}: v{i}\n" for i in range(count))
    assert new == f"annotations:\n{values}# the end\n"


BASE = "all:\n- &base\n  name: web\n  image: a:1\n- <<: *base\n"
# What is changed in the first item, and the lines of the list after it.
MERGED = {
    "one item that merges another": (BASE, "- name: web\n  image: b:2\n- name: web\n  image: a:1\n"),
    "one that overrides a key after the merge": (
        f"{BASE}  image: c:3\n",
        "- name: web\n  image: b:2\n- name: web\n  image: c:3\n",
    ),
    "two, of which the first keeps the anchor": (
        f"{BASE}- <<: *base\n",
        "- name: web\n  image: b:2\n- <<: &base\n    name: web\n    image: a:1\n- <<: *base\n",
    ),
}


@pytest.mark.parametrize(("text", "after"), MERGED.values(), ids=MERGED)
def test_an_item_that_others_merge_leaves_no_bare_dash(text: str, after: str) -> None:
    assert edited(text, Edit("set", FieldPath(("all", 0, "image")), "b:2")) == f"all:\n{after}"
