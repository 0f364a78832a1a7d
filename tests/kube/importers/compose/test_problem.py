"""A problem is a value: two that say the same of one path are equal."""

from __future__ import annotations

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.problem import ComposeProblem


def test_equal_problems() -> None:
    path = FieldPath(("services", "web"))
    assert ComposeProblem(path, "No.") == ComposeProblem(FieldPath(("services", "web")), "No.")
    assert ComposeProblem(path, "No.") != ComposeProblem(path, "Not so.")
