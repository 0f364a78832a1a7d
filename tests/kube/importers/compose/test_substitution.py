"""Variables in a text: the cases of the Compose specification, and those that its program reads in its own way."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.limits import MAX_CHARACTERS, MAX_DEPTH, MAX_NODES
from podbuilder.kube.importers.compose.substitution import Source, Substitution, TemplateTooLong, UnreadableTemplate

GIVEN = {"A": "1", "E": ""}
FILLED: dict[str, tuple[str, str, list[tuple[str, str, str]]]] = {
    "nothing": ("a", "a", []),
    "a dollar": ("$$A costs $ 5, $", "$A costs $ 5, $", []),
    "given": ("x$A-${A}y", "x1-1y", [("A", "given", ""), ("A", "given", "")]),
    "open": ("a:${TAG}", "a:", [("TAG", "open", "")]),
    "a default": ("${N:-x}${E:-y}", "xy", [("N", "default", "x"), ("E", "default", "y")]),
    "a default that is not wanted": ("${A:-x}${E-y}", "1", [("A", "given", ""), ("E", "given", "")]),
    "a default with others": (
        "${N-$A${M:-z}}",
        "1z",
        [("N", "default", "1z"), ("A", "given", ""), ("M", "default", "z")],
    ),
    "a default with others that is not wanted": ("${A:-$M}", "1", [("A", "given", "")]),
    "another": ("${A:+x}${A+y}", "xy", [("A", "given", "x"), ("A", "given", "y")]),
    "another of nothing": ("${N+x}${E:+y}", "", [("N", "not set", ""), ("E", "given", "")]),
    "required and given": ("${A:?no}${E?no}", "1", [("A", "given", ""), ("E", "given", "")]),
    "required": ("${N:?no $A}", "", [("N", "required", "no 1"), ("A", "given", "")]),
    "required in what is not wanted": ("${A:-${N?no}}", "1", [("A", "given", ""), ("N", "required", "no")]),
    "braces in a default": ("${N:-{}}", "{}", [("N", "default", "{}")]),
    "several in a line": ("${N:-x} ${M:-y} }", "x y }", [("N", "default", "x"), ("M", "default", "y")]),
    "a line for each": ("${N:-x}\n${M:-y}", "x\ny", [("N", "default", "x"), ("M", "default", "y")]),
}


@pytest.mark.parametrize(("text", "filled", "uses"), [pytest.param(*case, id=name) for name, case in FILLED.items()])
def test_what_is_filled_in(text: str, filled: str, uses: list[tuple[str, str, str]]) -> None:
    substitution = Substitution(GIVEN)
    assert substitution.fill(text) == filled
    assert [(use.name, use.source.value, use.words) for use in substitution.uses] == uses


UNREADABLE = {
    "no name": "${}",
    "a blank": "${A B}",
    "no end": "${A",
    "a default without end": "${A:-x",
    "a default in two lines": "${N:-x\n}",
    "a digit first": "${1A}",
    "braces that do not match": "${A:-{}} and ${B}",
    "too deep": "${A:-" * (MAX_DEPTH + 2) + "$A" + "}" * (MAX_DEPTH + 2),
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in UNREADABLE.items()])
def test_what_cannot_be_read(text: str) -> None:
    with pytest.raises(UnreadableTemplate, match=r"\$\{|nested"):
        Substitution(GIVEN).fill(text)


def test_all_results_have_a_limit_together() -> None:
    substitution = Substitution({"A": "x" * (MAX_CHARACTERS // 2)})
    assert len(substitution.fill("$A$A")) == MAX_CHARACTERS
    with pytest.raises(TemplateTooLong, match="more than"):
        substitution.fill("x$A")


def test_nested_ones_are_read_again_at_each_level() -> None:
    with pytest.raises(TemplateTooLong, match="more than"):
        Substitution({}).fill("${A:-{}}" * (MAX_CHARACTERS // 10))


def test_how_many_variables_there_may_be() -> None:
    substitution = Substitution({})
    substitution.fill("$A" * MAX_NODES)
    with pytest.raises(TemplateTooLong, match="more than 10,000 times"):
        substitution.fill("${A:-x}")


def test_a_source_says_where_a_value_came_from() -> None:
    assert {source.value for source in Source} == {"given", "default", "not set", "open", "required"}
