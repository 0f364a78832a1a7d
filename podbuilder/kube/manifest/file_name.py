"""The name of a manifest's file."""

from __future__ import annotations

import re

from podbuilder.kube.core import document
from podbuilder.kube.manifest import Manifest

_LONGEST = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


def file_name(manifest: Manifest) -> str:
    """The name of its file without the ending: that of the object that holds the pod, or else that object's kind.

    What stands beside a pod has its file.
    """
    manifest = manifest.nearest_pod
    for text in (manifest.name, document.get(manifest.object, ("metadata", "generateName")), manifest.kind.lower()):
        safe = safe_text(text) if isinstance(text, str) else ""
        if safe:
            return safe
    return "pod"


def safe_text(text: str) -> str:
    """The text with only those characters that every file system, shell and HTTP header accepts."""
    return _UNSAFE.sub("-", text)[:_LONGEST].strip("-._")
