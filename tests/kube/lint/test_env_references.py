"""Names that texts refer to, and those that nobody defines."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.lint.env_references import references, undefined

TEXTS: dict[str, tuple[Any, list[str]]] = {
    "no text": (3, []),
    "none": ("plain", []),
    "a shell's": ("$HOME ${HOME}", []),
    "a call of a shell": ("$(ls -l)", []),
    "made plain": ("$$(A)", []),
    "one": ("--host=$(HOST)", ["HOST"]),
    "two": ("$(A).$(b-c)", ["A", "b-c"]),
    "behind a plain dollar sign": ("$$$(A)", ["A"]),
}


@pytest.mark.parametrize(("text", "names"), TEXTS.values(), ids=TEXTS)
def test_references(text: Any, names: list[str]) -> None:
    assert references(text) == names


UNDEFINED = {
    "known": ("$(A)", ""),
    "given by Kubernetes": ("$(KUBERNETES_SERVICE_HOST) $(DB_PORT) $(DB_PORT_5432_TCP_ADDR)", ""),
    "unknown": ("$(A) $(B) $(C)", "B"),
}


@pytest.mark.parametrize(("text", "name"), UNDEFINED.values(), ids=UNDEFINED)
def test_undefined_names(text: str, name: str) -> None:
    assert undefined(text, {"A"}) == name
