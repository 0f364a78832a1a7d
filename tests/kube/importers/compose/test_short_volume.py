"""The short forms of mounts."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.importers.compose.problem import UnreadableValue
from podbuilder.kube.importers.compose.short_volume import clean_path, long_volumes

BIND = {"create_host_path": True}
READ: dict[str, tuple[Any, dict[str, Any]]] = {
    "a folder of the container": ("/a/b", {"type": "volume", "target": "/a/b", "volume": {}}),
    "a short one": ("/a", {"type": "volume", "target": "/a"}),
    "a volume": ("data:/d", {"type": "volume", "source": "data", "target": "/d", "volume": {}}),
    "read only": ("data:/d:ro", {"type": "volume", "source": "data", "target": "/d", "read_only": True, "volume": {}}),
    "a folder of the host": ("./a:/b", {"type": "bind", "source": "./a", "target": "/b", "bind": BIND}),
    "its options": (
        "/a:/b:rw,z,rshared,cached",
        {
            **{"type": "bind", "source": "/a", "target": "/b", "read_only": False},
            "bind": {"selinux": "z", "propagation": "rshared", **BIND},
        },
    ),
    "options of a folder for a volume": (
        "data:/d:Z,nocopy",
        {"type": "volume", "source": "data", "target": "/d", "bind": {"selinux": "Z"}, "volume": {"nocopy": True}},
    ),
    "options of a volume for a folder": (
        "/a:/b:nocopy",
        {"type": "bind", "source": "/a", "target": "/b", "bind": BIND, "volume": {"nocopy": True}},
    ),
    "a drive of Windows": ("C:\\a:/c", {"type": "bind", "source": "C:\\a", "target": "/c", "bind": BIND}),
    "a name of one letter is a drive": ("n:/n", {"type": "volume", "target": "n:/n", "volume": {}}),
    "a colon within braces": ("${A:-b}:/c", {"type": "volume", "source": "${A:-b}", "target": "/c", "volume": {}}),
    "a long form": ({"type": "bind"}, {"type": "bind"}),
}


@pytest.mark.parametrize(("value", "found"), [pytest.param(*case, id=name) for name, case in READ.items()])
def test_what_is_read(value: Any, found: dict[str, Any]) -> None:
    assert long_volumes(value) == [found]


@pytest.mark.parametrize(("value", "words"), [("", "folder"), (":/x", "empty"), ("aa:/b:ro:rw", "three parts")])
def test_what_cannot_be_read(value: str, words: str) -> None:
    with pytest.raises(UnreadableValue, match=words):
        long_volumes(value)


@pytest.mark.parametrize(("path", "clean"), [("/a/", "/a"), ("//a/../b/.", "/b"), ("a", "a")])
def test_clean_paths(path: str, clean: str) -> None:
    assert clean_path(path) == clean
