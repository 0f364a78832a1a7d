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
