"""Tables of expressions, one for each module: an expression, and its value or how it fails.

A text that begins with "!" is an error, one that begins with "?" a value that nobody here knows.
"""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube import cel
from podbuilder.kube.cel.cel_types import Maybe, TypeName, kind
from podbuilder.kube.core.limits import MAX_CEL_CHARACTERS, MAX_CEL_DEPTH

HERE = Path(__file__).parent
NAMES: dict[str, Any] = {
    "object": {
        "kind": "Pod",
        "metadata": {"name": "web", "labels": {"app": "web"}},
        "spec": {
            "containers": [
                {"name": "main", "image": "nginx:1.29", "resources": {"requests": {"memory": "1Gi"}}},
                {"name": "side", "image": "busybox"},
            ],
            "replicas": 3,
        },
    },
    "params": None,
    "mixed": [1, "a", None],
}


def cases() -> list[Any]:
    tables = sorted(HERE.glob("*.yaml"))
    return [
        pytest.param(expression, wanted, id=f"{table.stem}: {expression[:80]}")
        for table in tables
        for expression, wanted in yaml.safe_load(table.read_text()).items()
    ]


def plain(value: Any) -> Any:
    """A value as a table can say it."""
    if isinstance(value, Maybe):
        return {"some": plain(value.value)} if value.is_there else "none"
    if isinstance(value, TypeName):
        return value.name
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value if isinstance(value, bool | int | float | str | bytes | None) else str(value)


@pytest.mark.parametrize(("expression", "wanted"), cases())
def test_expression(expression: str, wanted: Any) -> None:
    names = {**NAMES, "lazy": lambda: 7, "variables": {"twice": lambda: 14}}
    if isinstance(wanted, str) and wanted.startswith("!"):
        with pytest.raises(cel.CelError) as failure:
            cel.compile(expression).evaluate(names)
        assert str(failure.value) == wanted[1:]
    elif isinstance(wanted, str) and wanted.startswith("?"):
        with pytest.raises(cel.NotJudged, match=wanted[1:]):
            cel.compile(expression).evaluate(names)
    else:
        value = cel.compile(expression).evaluate(names)
        assert plain(value) == wanted
        assert type(plain(value)) is type(wanted) or kind(value) == "uint"


def test_names_are_left_alone() -> None:
    names = {"object": {"a": 1}}
    cel.compile("[1, 2].map(object, object + 1)").evaluate(names)
    assert names == {"object": {"a": 1}}


def test_a_program_is_kept() -> None:
    assert cel.compile("1 + 1") is cel.compile("1 + 1")


@pytest.mark.parametrize(
    "expression",
    [
        "!" * (MAX_CEL_DEPTH + 2) + "true",
        "(" * (MAX_CEL_DEPTH + 2) + "1" + ")" * (MAX_CEL_DEPTH + 2),
        "1" + " + 1" * (MAX_CEL_DEPTH + 2),
        "'" + "a" * MAX_CEL_CHARACTERS + "'",
    ],
)
def test_what_is_too_deep_or_too_long_is_not_read(expression: str) -> None:
    with pytest.raises(cel.CelError, match="at most"):
        cel.compile(expression)


def test_what_costs_too_much_is_not_judged() -> None:
    numbers = {"many": list(range(200))}
    with pytest.raises(cel.NotJudged, match="costs more"):
        cel.compile("many.all(a, many.all(b, many.all(c, a + b + c >= 0)))").evaluate(numbers)
    with pytest.raises(cel.NotJudged, match="costs more"):
        cel.compile("many.map(a, many.map(b, 'x' * 1))").evaluate(numbers, steps=10)


GROWN = "cel.bind(a, [1, 2, 3, 4, 5, 6, 7, 8, 9, 0], cel.bind(b, [a, a, a, a, a, a, a, a, a, a], "
GROWN += "cel.bind(c, [b, b, b, b, b, b, b, b, b, b], cel.bind(d, [c, c, c, c, c, c, c, c, c, c], "
GROWN += "cel.bind(e, [d, d, d, d, d, d, d, d, d, d], cel.bind(f, [e, e, e, e, e, e, e, e, e, e], {}))))))"


@pytest.mark.parametrize(
    "body",
    [
        "f == f",
        "f.flatten(9).size() > 0",
        "'%s'.format([f]) == ''",
        "[f, f].distinct().size() == 1",
        "lists.range(1000).distinct().size() > 0",
        "(lists.range(9000) + lists.range(9000)).sort().size() > 0",
        "sets.contains(lists.range(1000), lists.range(1000))",
        "sets.intersects(lists.range(1000), lists.range(1000))",
        "lists.range(9000).map(x, 'an item of quite some length, of which there are a lot, and all of them are a"
        " megabyte in all, and that is more than is made here').join().size() > 0",
        "lists.range(9000).all(x, f == f)",
    ],
)
def test_values_that_are_larger_than_they_look(body: str) -> None:
    with pytest.raises(cel.NotJudged):
        cel.compile(GROWN.format(body)).evaluate({})


def test_a_text_does_not_outgrow_the_memory() -> None:
    grown = "cel.bind(a, 'aaaaaaaaaa', cel.bind(b, a.replace('a', a), cel.bind(c, b.replace('a', b), "
    grown += "cel.bind(d, c.replace('a', c), d.replace('a', d)))))"
    with pytest.raises(cel.NotJudged, match="longer"):
        cel.compile(grown).evaluate({})


def test_a_pattern_that_would_take_for_ever_elsewhere() -> None:
    assert cel.compile("text.matches('^(a+)+$')").evaluate({"text": "a" * 5_000 + "b"}) is False


def test_without_the_library_of_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "re2":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(cel.NotJudged, match="google-re2"):
        cel.compile("'a'.matches('a pattern that nothing else uses')").evaluate({})
