"""Objects written into the file of a pod: behind what stands there, which stays as it is.

A List gets them as its items, a text of JSON as JSON, and any other text as documents of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError, insert_, write
from podbuilder.kube.manifest.neighbours import objects_of
from podbuilder.kube.proposed_companions.offer import Companion
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.edits import same
from podbuilder.kube.yamltext.libyaml_gaps import is_json
from podbuilder.kube.yamltext.source import Source, split_lines

_MARK = "---"
# The kinds of documents whose items may be objects of any kind.
_MIXED = ("List", "Template")


def with_companions(manifest: Manifest, companions: Sequence[Companion]) -> Manifest:
    """The manifest with the companions in its file (ManifestError if the file cannot take them)."""
    around = manifest.object_path[:-1]
    if around and _kind_around(manifest, around) in _MIXED:
        length = len(document.listed(manifest.document, around))
        items = (insert_(FieldPath((*around, length + i)), one.document) for i, one in enumerate(companions))
        return manifest.patch_document(items)
    source = manifest.tree.source
    for text in _texts(source, companions):
        changed = Manifest.read(text, manifest.number)
        if changed.pod_path == manifest.pod_path and _is_kept(source, changed.tree.source, len(companions)):
            return changed
    raise ManifestError("Nothing can be added at the end of this text, nor at its beginning, without changing it.")


def _texts(source: Source, companions: Sequence[Companion]) -> Iterator[str]:
    """The texts that they may be written in; before a directive there is no document."""
    yield _behind(source, companions)
    if not source.text.startswith("%"):
        yield _before(source, companions)


def _kind_around(manifest: Manifest, around: tuple[str | int, ...]) -> object:
    return document.get(manifest.document, (*around[:-1], "kind"))


def _is_kept(before: Source, after: Source, more: int) -> bool:
    """Whether the objects of a text are those of the text before, and `more` of them."""
    old, new = list(objects_of(before)), list(objects_of(after))
    return len(new) == len(old) + more and (same(old, new[: len(old)]) or same(old, new[more:]))


def _behind(source: Source, companions: Sequence[Companion]) -> str:
    text, eol = source.text, source.eol
    end = "" if text.endswith(("\n", "\r")) else eol
    if _is_json(source):
        return text + end + "".join(_json(one, eol) for one in companions)
    lines = split_lines(text.rstrip("\r\n \t"))
    added = "".join(f"{_MARK}{eol}{_yaml(one, eol)}" for one in companions)
    # A text may end in the line that begins its next document.
    return text + end + (added.removeprefix(_MARK + eol) if lines[-1] == _MARK else added)


def _before(source: Source, companions: Sequence[Companion]) -> str:
    """In front of the text: one that ends inside of a block of text would have one line break more in it."""
    text, eol = source.text, source.eol
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    added = f"{_MARK}{eol}".join(_yaml(one, eol) for one in companions)
    text = text.removeprefix(mark)
    return f"{mark}{added}{'' if text.startswith(_MARK) else _MARK + eol}{text}"


def _is_json(source: Source) -> bool:
    """Whether the text is JSON: one object, or several that follow one another."""
    stretches = (one.stretch for one in parse.documents_of(source))
    return all(is_json(source.text[one.start : one.stop]) for one in stretches)


def _yaml(one: Companion, eol: str) -> str:
    comment = [f"# {line}" for line in split_lines(one.comment)] if one.comment else []
    return eol.join([*comment, *split_lines(write(one.document))])


def _json(one: Companion, eol: str) -> str:
    return eol.join([*split_lines(json.dumps(one.document, indent=2, ensure_ascii=False)), ""])
