"""An expression that is compiled late behaves like one that is compiled at once."""

from __future__ import annotations

import re

import pytest

from podbuilder.kube.core import lazy_pattern as module
from podbuilder.kube.core.lazy_pattern import lazy_pattern

TEXTS = ["", "web", "web-1", "WEB", "a web"]


@pytest.mark.parametrize("flags", [re.NOFLAG, re.IGNORECASE])
@pytest.mark.parametrize("method", ["match", "fullmatch", "search", "findall"])
def test_it_does_what_the_expression_does(method: str, flags: re.RegexFlag) -> None:
    lazy, compiled = lazy_pattern(r"w\w+", flags), re.compile(r"w\w+", flags)
    for text in TEXTS:
        assert repr(getattr(lazy, method)(text)) == repr(getattr(compiled, method)(text))
    assert lazy.pattern == compiled.pattern


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def compile(text: str, flags: int) -> re.Pattern[str]:
        compiled.append(text)
        return real(text, flags)

    real = re.compile
    monkeypatch.setattr(module.re, "compile", compile)
    pattern = lazy_pattern("a+")
    assert compiled == []
    assert [pattern.sub("b", text) for text in ("a", "aa", "ba")] == ["b", "b", "bb"]
    assert compiled == ["a+"]


def test_a_mistake_shows_at_the_first_use() -> None:
    pattern = lazy_pattern("(")
    with pytest.raises(re.error, match="missing"):
        pattern.match("")
