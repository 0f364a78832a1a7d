"""The values that a template is tried with."""

from __future__ import annotations

import pytest

from podbuilder.kube.templating import Parameter, Value, boundaries, defaults, sample

BOUNDARIES: dict[str, tuple[Parameter, list[Value]]] = {
    "text": (Parameter("it"), ["a", "a" * 256]),
    "optional text": (Parameter("it", is_optional=True, longest=2), ["", "a", "aa"]),
    "text that begins": (Parameter("it", starts_with="eu-", longest=5), ["eu-", "eu-aa"]),
    "numbers": (Parameter("it", "integer", minimum=2, maximum=9), [2, 9]),
    "numbers without bounds": (Parameter("it", "integer"), [0, 1, 2147483647]),
    "ports": (Parameter("it", "port"), [1, 65535]),
    "ports with bounds": (Parameter("it", "port", minimum=1024), [1024, 65535]),
    "yes and no": (Parameter("it", "boolean"), [True, False]),
    "choices": (Parameter("it", "choice", choices=("a", "b")), ["a", "b"]),
    "amounts": (Parameter("it", "quantity", minimum="1", maximum="2"), ["1", "2"]),
    "amounts without bounds": (Parameter("it", "quantity"), []),
    "names": (Parameter("it", "name"), ["a", "a" * 63]),
    "short names": (Parameter("it", "name", longest=5), ["a", "aaaaa"]),
    "Secrets": (Parameter("it", "secret"), ["a", "a" * 253]),
    "images of one repository": (
        Parameter("it", "image", starts_with="example.com/app"),
        [
            "example.com/appteam/app:1.0.0",
            "example.com/appteam/app@sha256:" + "0" * 64,
            "example.com/app:1.0.0",
            "example.com/app@sha256:" + "0" * 64,
        ],
    ),
}


@pytest.mark.parametrize("case", BOUNDARIES.values(), ids=BOUNDARIES)
def test_the_ends_of_what_is_allowed(case: tuple[Parameter, list[Value]]) -> None:
    parameter, expected = case
    assert list(boundaries(parameter)) == expected


def test_something_plausible_for_everything() -> None:
    assert sample(Parameter("it", "port", maximum=1000)) == 1
    assert sample(Parameter("it", "port")) == 8080
    assert sample(Parameter("it", "choice", choices=("b", "a"))) == "b"
    assert sample(Parameter("it", "choice")) == ""
    assert sample(Parameter("it", "image", starts_with="ghcr.io/")) == "ghcr.io/registry.example.com/app:1.0.0"
    assert defaults([Parameter("a", default=0), Parameter("b", "name")]) == {"a": 0, "b": "example"}


def test_each_value_comes_once_and_the_given_one_first() -> None:
    assert list(boundaries(Parameter("it", "integer", minimum=1, maximum=1))) == [1]
    assert list(boundaries(Parameter("it", "port"), 8080)) == [8080, 1, 65535]
    assert list(boundaries(Parameter("it", "port", maximum=100), 8080)) == [1, 100]
    assert list(boundaries(Parameter("it", "integer", maximum=2), True)) == [0, 1, 2]
