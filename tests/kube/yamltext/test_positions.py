"""Lines and columns of paths, and the path of each line."""

from __future__ import annotations

import pytest

from podbuilder.kube.yamltext.positions import Positions
from tests.support.yaml_trees import tree_of

TEXT = """\
# head
kind: Pod
spec:
  containers:
  - name: a
    args: [x,
      y]
    env: {A: 1}

  -
    name: b
  notes: |
    one
    two
"""
Path = tuple[str | int, ...]

PLACES: dict[str, tuple[Path, tuple[int, int], range]] = {
    "the whole": ((), (2, 1), range(2, 15)),
    "a field": (("kind",), (2, 1), range(2, 3)),
    "a mapping": (("spec",), (3, 1), range(3, 15)),
    "an item": (("spec", "containers", 0), (5, 5), range(5, 9)),
    "an item with its dash above": (("spec", "containers", 1), (11, 5), range(10, 12)),
    "brackets over two lines": (("spec", "containers", 0, "args"), (6, 5), range(6, 8)),
    "an item in brackets": (("spec", "containers", 0, "args", 1), (7, 7), range(7, 8)),
    "a text of several lines": (("spec", "notes"), (12, 3), range(12, 15)),
    "a missing field stands where its parent does": (("spec", "containers", 0, "image"), (5, 5), range(5, 9)),
    "a missing item": (("spec", "containers", 7, "name"), (4, 3), range(4, 12)),
}


@pytest.mark.parametrize(("path", "where", "lines"), PLACES.values(), ids=PLACES)
def test_positions(path: Path, where: tuple[int, int], lines: range) -> None:
    positions = Positions(tree_of(TEXT))
    assert positions.where(path) == where
    assert positions.lines_of(path) == lines


def test_by_line() -> None:
    item: Path = ("spec", "containers", 0)
    assert Positions(tree_of(TEXT)).by_line() == [
        None,
        ("kind",),
        ("spec",),
        ("spec", "containers"),
        (*item, "name"),
        (*item, "args", 0),
        (*item, "args", 1),
        # Braces on one line are one path.
        (*item, "env"),
        ("spec", "containers"),
        ("spec", "containers", 1),
        ("spec", "containers", 1, "name"),
        ("spec", "notes"),
        ("spec", "notes"),
        ("spec", "notes"),
        None,
    ]


def test_an_item_whose_dash_cannot_be_found_starts_where_it_is() -> None:
    tree = tree_of("- &x\n  - 1\n")
    assert Positions(tree).lines_of((0, 0)) == range(2, 3)
