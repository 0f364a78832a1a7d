"""Whatever comes in, it is read or refused in words, and soon."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError, set_

PIECES = st.sampled_from(
    [
        *"abk:#-'\"|>[]{},&*!?%@`~=<\\ \t\n\r",
        "kind: Pod\n",
        "spec:\n  ",
        "\n- ",
        ": ",
        "<<: ",
        "*a",
        "&a ",
        "---\n",
        "...\n",
        "containers:\n",
        "  - name: x\n",
        "!!str ",
        "{{",
        "\ufeff",
        "\u2028",
        "\x85",
        "\0",
        "\ud800",
        "|2-\n",
        "? ",
        "\n  ",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=40)
SECONDS = 1.0


def quickly(action: Callable[..., Any], *arguments: Any) -> Any:
    """What the action returns, or None if it refuses; it may not take longer than a second of this process."""
    started = time.process_time()
    refusal = None
    try:
        result = action(*arguments)
    except ManifestError as error:
        result, refusal = None, error
    assert time.process_time() - started < SECONDS
    if refusal is not None:
        assert refusal.message
        assert min(refusal.line, refusal.column) >= 0
    return result


def read(text: str | bytes) -> None:
    manifest = quickly(Manifest.read, text)
    if manifest is not None:
        quickly(manifest.paths_by_line)
        quickly(manifest.where, FieldPath(("spec", "containers", 0)))
        quickly(manifest.to_json)
        quickly(manifest.patch, [set_(FieldPath(("metadata", "labels", "app")), "web")])
        quickly(manifest.patch, [set_(FieldPath(("spec", "containers")), [{"name": "a"}])])


@given(TEXTS)
def test_any_text(text: str) -> None:
    read(text)


@given(TEXTS)
def test_any_text_about_a_pod(text: str) -> None:
    read("kind: Pod\n" + text)
    read("kind: Pod\nspec:\n  x: " + text)


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    read(data)
    read(b"kind: Pod\n" + data)


def test_a_megabyte_of_anything() -> None:
    size = (1 << 20) - 100
    for piece in ("[", "- ", "? ", "{a: ", "#\n", "\n", "---\n", "x ", "&a ", "é", "%\n", "'"):
        repeated = piece * (size // len(piece.encode()))
        quickly(Manifest.read, repeated)
        quickly(Manifest.read, "kind: Pod\nv: " + repeated)
