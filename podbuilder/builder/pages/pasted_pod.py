"""The pod that is in a paste, whatever stands around it: prompts, fences, the output of other commands."""

from __future__ import annotations

import re

from podbuilder.kube.core.limits import MAX_PASTE
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.paste.diagnosis import diagnose

_BEGINS = re.compile(r"^(?:apiVersion|kind|metadata|spec|status):", re.MULTILINE)
# Short output of “kubectl describe” below a manifest reads as keys of it.
_DESCRIBED = frozenset({"Name", "Namespace", "Status", "Containers", "Events"})
# What a manifest has at the beginning of a line: its five keys, what belongs to them, and remarks.
_OF_MANIFEST = re.compile(r"(?:apiVersion|kind|metadata|spec|status):|[ #\-]|$")


def pod_in(text: str) -> Manifest | None:
    """The manifest of a pod, or of what makes pods, in a paste; None if there is none that can be read."""
    for read in (_whole, _first_stretch, _cleaned):
        found = read(text)
        if found is not None and _DESCRIBED.isdisjoint(found.object):
            return found
    return None


def _whole(text: str) -> Manifest | None:
    try:
        manifest = Manifest.read(text)
    except ManifestError:
        return None
    return None if manifest.is_companion else manifest


def _cleaned(text: str) -> Manifest | None:
    """The paste without what is recognized around a manifest."""
    if len(text) > MAX_PASTE or not _BEGINS.search(text):
        return None
    cleaned = diagnose(text).cleaned
    return _whole(cleaned) if cleaned else None


def _first_stretch(text: str) -> Manifest | None:
    """The first stretch of lines that are a manifest's, where the output of another command follows."""
    if len(text) > MAX_PASTE:
        return None
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if _BEGINS.match(line)), None)
    if first is None:
        return None
    end = next((number for number in range(first, len(lines)) if not _OF_MANIFEST.match(lines[number])), len(lines))
    # What is remarked on the whole stands above it.
    while first and lines[first - 1].startswith("#"):
        first -= 1
    return _whole("\n".join(lines[first:end]).rstrip("\n") + "\n")
