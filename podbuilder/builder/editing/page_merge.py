"""Two pages that wrote at the same time: what each of them changed is kept, unless both changed the same field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from podbuilder.builder.editing.post_data import keep_line_ends
from podbuilder.builder.models.text_delta import splice
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.three_way_merge import merge
from podbuilder.kube.yamltext.edits import same

# The text that the page was drawn from, which only a page posts that knows to be behind.
SHOWN = "shown"


def shown_text(data: Mapping[str, str], stored: Manifest) -> Manifest | None:
    """What the posting page was drawn from; None if it does not say so, or if the file has other pods by now."""
    if SHOWN not in data:
        return None
    try:
        shown = Manifest.read(keep_line_ends(stored.text, data[SHOWN]), stored.number)
    except ManifestError:
        return None
    return shown if _pods(shown) == _pods(stored) else None


def _pods(manifest: Manifest) -> list[tuple[int, str, str]]:
    if not manifest.has_several:
        return [(0, manifest.kind, "")]
    found = (*manifest.carriers, *(manifest.companions if manifest.is_companion else ()))
    return [(one.number, one.kind, one.name + one.place) for one in found]


def joined(base: Manifest, mine: Manifest, stored: Manifest, version: str, *, is_text: bool) -> Manifest | None:
    """What is stored with what the page that showed `base` made of it; None if that is for somebody to decide.

    `is_text` says that it was written as text, in which more than fields may have changed.
    """
    if mine.text == stored.text:
        return stored
    found = merge(base.document, stored.document, mine.document, version)
    if found.conflicts:
        return None
    merged = stored.patch_document(found.edits)
    text = _woven(base.text, mine.text, stored.text)
    if text is not None:
        try:
            woven = Manifest.read(text, stored.number)
        except ManifestError:
            woven = None
        if woven is not None and same(woven.document, merged.document):
            return woven
    return None if is_text else merged


def _woven(base: str, mine: str, stored: str) -> str | None:
    """The stored text with the stretch that `mine` has changed in it; None if both changed the same one."""
    here, there = splice(base, mine), splice(base, stored)
    if here.start + len(here.removed) <= there.start:
        return here.apply(stored)
    if there.start + len(there.removed) <= here.start:
        return replace(here, start=here.start + len(stored) - len(base)).apply(stored)
    return None
