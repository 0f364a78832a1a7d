"""A text cut where its documents begin, so that many of its pods can be edited without reading all of it each time."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from podbuilder.kube.manifest.manifest import Manifest, ManifestError
from podbuilder.kube.yamltext import parse


class Piece(NamedTuple):
    """A stretch of a text that is a text itself, and its pods."""

    text: str
    pods: tuple[Manifest, ...]


def pieces(text: str) -> list[Piece]:
    """The pieces of a text in their order, which together are the text (ManifestError if it holds no pod)."""
    source = Manifest.read(text).tree.source
    starts = [one.stretch.start for one in parse.documents_of(source)]
    cuts = [0, *starts[1:], len(source.text)]
    return [_piece(source.text[start:end]) for start, end in pairwise(cuts)]


def _piece(text: str) -> Piece:
    try:
        return Piece(text, Manifest.read_all(text))
    except ManifestError:
        return Piece(text, ())
