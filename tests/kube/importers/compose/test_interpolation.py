"""Variables of a document: values, never keys."""

from __future__ import annotations

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.interpolation import Interpolation
from podbuilder.kube.importers.compose.substitution import Substitution


def test_values_are_filled_in_and_keys_are_not() -> None:
    interpolation = Interpolation(Substitution({"A": "1"}))
    value = {"$A": ["${A}", {"b": "$N"}], "c": 3, "d": None, "e": "plain"}
    assert interpolation.fill(value, FieldPath()) == {"$A": ["1", {"b": ""}], "c": 3, "d": None, "e": "plain"}
    assert [(str(note.path), note.use.name) for note in interpolation.notes] == [("$A[0]", "A"), ("$A[1].b", "N")]


def test_what_cannot_be_read_is_told_and_stays() -> None:
    interpolation = Interpolation(Substitution({}))
    assert interpolation.fill({"a": "$B ${A B}", "c": "$C"}, FieldPath(("x",))) == {"a": "$B ${A B}", "c": ""}
    assert [str(problem.path) for problem in interpolation.problems] == ["x.a"]
    assert [note.use.name for note in interpolation.notes] == ["C"]
