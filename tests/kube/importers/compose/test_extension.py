"""Services that extend others."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_DEPTH
from podbuilder.kube.importers.compose.extension import Extension, without
from podbuilder.kube.importers.import_result import ImportRefused

CASES: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "nothing to extend": ("{a: {image: x}}", "{a: {image: x}}", []),
    "a service above and one below": (
        "{b: {extends: a, tty: true}, a: {image: x}, c: {extends: {service: b}, image: y}}",
        "{b: {image: x, tty: true}, a: {image: x}, c: {image: y, tty: true}}",
        [],
    ),
    "a service of another file": (
        "{a: {extends: {service: b, file: c.yaml}}}",
        "{a: {extends: {service: b, file: c.yaml}}}",
        [],
    ),
    "nobody": ("{a: {extends: b, image: x}}", "{a: {image: x}}", [("services.a.extends", "no service of this name")]),
    "a service without a name": ("{a: {extends: {}, image: x}}", "{a: {extends: {}, image: x}}", []),
    "itself": ("{a: {extends: a, image: x}}", "{a: {image: x}}", [("services.a.extends", "extends itself")]),
    "in a circle": (
        "{a: {extends: b, image: x}, b: {extends: a, tty: true}}",
        "{a: {image: x, tty: true}, b: {tty: true}}",
        [("services.b.extends", "extends itself")],
    ),
}


@pytest.mark.parametrize(("text", "resolved", "told"), [pytest.param(*case, id=name) for name, case in CASES.items()])
def test_services(text: str, resolved: str, told: list[tuple[str, str]]) -> None:
    extension = Extension(yaml.safe_load(text), ())
    assert extension.resolve() == yaml.safe_load(resolved)
    assert [str(problem.path) for problem in extension.problems] == [path for path, _ in told]
    assert all(words in problem.message for problem, (_, words) in zip(extension.problems, told, strict=True))


def test_what_is_reset_is_not_inherited() -> None:
    services = yaml.safe_load("{a: {image: x, labels: {l: 1, m: 2}, ports: [1]}, b: {extends: a, ports: [2]}}")
    replaced = [FieldPath(("services", "b", *path)) for path in (("labels", "l"), ("ports",), ("volumes",))]
    assert Extension(services, replaced).resolve()["b"] == {"image": "x", "labels": {"m": 2}, "ports": [2]}


def test_without_nothing_is_the_same() -> None:
    value: dict[str, Any] = {"a": 1}
    assert without(value, frozenset()) is value


def test_how_deep_services_extend_each_other() -> None:
    services = {f"s{n}": {"extends": f"s{n + 1}"} for n in range(MAX_DEPTH + 5)} | {f"s{MAX_DEPTH + 5}": {"image": "x"}}
    extension = Extension(services, ())
    extension.resolve()
    assert [problem.message for problem in extension.problems] == [
        f"Services extend each other more than {MAX_DEPTH} deep."
    ]


def test_how_much_they_inherit() -> None:
    services = {"a": {"cap_add": ["x"] * 5000}} | {f"s{n}": {"extends": "a"} for n in range(5)}
    with pytest.raises(ImportRefused, match="more than 20,000 values"):
        Extension(services, ()).resolve()
