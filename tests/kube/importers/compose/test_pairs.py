"""Lists of name=value and mappings that mean the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from podbuilder.kube.importers.compose import pairs
from podbuilder.kube.importers.compose.problem import UnreadableValue

READ: dict[str, tuple[Callable[[Any], Any], Any, Any]] = {
    "variables": (pairs.pairs, ["A", "B=", "C=1=2"], {"A": None, "B": "", "C": "1=2"}),
    "variables of a mapping": (pairs.pairs, {"A": None, "B": 420, "C": True}, {"A": None, "B": "420", "C": "true"}),
    "labels": (pairs.labels, ["a", "b=1"], {"a": "", "b": "1"}),
    "labels of a mapping": (pairs.labels, {"a": None, "b": 1.5}, {"a": "", "b": "1.5"}),
    "options of a provider": (pairs.provider_options, {"a": 1, "b": [True, "x"]}, {"a": ["1"], "b": ["true", "x"]}),
    "contexts": (pairs.contexts, ["a=./b"], {"a": "./b"}),
    "contexts of a mapping": (pairs.contexts, {"a": "./b"}, {"a": "./b"}),
    "keys of an agent": (pairs.ssh, ["default", "a=/b"], {"default": None, "a": "/b"}),
    "keys of a mapping": (pairs.ssh, {"default": None, "a": "/b"}, {"default": None, "a": "/b"}),
    "hosts": (pairs.hosts, ["a=1.1.1.1,::1", "b:::1", "a=[::2]"], {"a": ["1.1.1.1", "::1", "::2"], "b": ["::1"]}),
    "hosts of a mapping": (pairs.hosts, {"a": "1.1.1.1", "b": ["[::1]"]}, {"a": ["1.1.1.1"], "b": ["::1"]}),
}


@pytest.mark.parametrize(("read", "value", "found"), [pytest.param(*case, id=name) for name, case in READ.items()])
def test_what_is_read(read: Callable[[Any], Any], value: Any, found: Any) -> None:
    assert read(value) == found


@pytest.mark.parametrize(
    ("read", "value", "words"),
    [
        (pairs.pairs, ["A =1"], "blank before"),
        (pairs.contexts, ["a"], "name=context"),
        (pairs.ssh, ["a"], "id=path"),
        (pairs.hosts, ["a"], "name=address"),
        (pairs.hosts, {"a:b": "1.1.1.1"}, "name of a host"),
        (pairs.hosts, ["=1.1.1.1"], "name of a host"),
    ],
)
def test_what_cannot_be_read(read: Callable[[Any], Any], value: Any, words: str) -> None:
    with pytest.raises(UnreadableValue, match=words):
        read(value)
