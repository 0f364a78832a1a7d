"""What pages of a draft post beside their fields: the revision they were drawn from, their tab's id, the number of the
post, the pod they show, and the YAML editor's text.
"""

from __future__ import annotations

from collections.abc import Mapping

from podbuilder.builder.models.text_delta import splice
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.yamltext.source import LINE_END, Source

TEXT = "yaml"
# Which of the file's pods the page shows: in another tab it may be another.
POD = "pod"
# What begins the value of a button that goes on with another object of the file; its number follows.
OPEN = "open"
# Says that the editor began with the text that waited to be mended.
MENDS = "mends"
# The number of a post among those of its tab.
SERIAL = "serial"


def base_of(data: Mapping[str, str]) -> int:
    """The revision that the page was drawn from; 0, which is never used, if it does not say."""
    return whole_number(data.get("base", "")) or 0


def tab_id_of(data: Mapping[str, str]) -> str:
    """The id of the tab that posts; "" if it has none."""
    return data.get("tab_id", "")[:32]


def serial_of(data: Mapping[str, str]) -> int:
    """The number of the post among those of its tab; 0 if it has none, as without JavaScript."""
    return whole_number(data.get(SERIAL, "")) or 0


def posted_manifest(data: Mapping[str, str], manifest: Manifest) -> Manifest:
    """The manifest that the posted editor holds (ManifestError), or `manifest` itself where none was posted."""
    if TEXT not in data:
        return manifest
    text = keep_line_ends(manifest.text, data[TEXT])
    return manifest if text == manifest.text else Manifest.read(text, manifest.number)


def posted_pod(data: Mapping[str, str], number: int) -> int:
    """The number of the pod that the posting page shows, or `number` if it does not say."""
    posted = whole_number(data.get(POD, ""))
    return number if posted is None else posted


def opened(op: str) -> int | None:
    """The number of the object that a button goes on with; None for any other button."""
    verb, _, number = op.partition(":")
    return whole_number(number) if verb == OPEN else None


def keep_line_ends(old: str, new: str) -> str:
    """`new` with the line ends of `old`, whatever a browser has made of them; new lines end as most of `old` does."""
    new = LINE_END.sub("\n", new)
    if "\r" not in old:
        return new
    eol = Source(old).eol
    change = splice(LINE_END.sub("\n", old), new)
    lines = LINE_END.findall(old)
    first = new[: change.start].count("\n")
    last = len(lines) - new[change.start + len(change.added) :].count("\n")
    added = [eol] * change.added.count("\n")
    ends = [*lines[:first], *added, *lines[last:]]
    pieces = new.split("\n")
    return "".join(piece + end for piece, end in zip(pieces, [*ends, ""], strict=True))
