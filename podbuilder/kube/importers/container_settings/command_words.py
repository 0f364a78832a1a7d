"""What a container runs: docker's words behind the image are args, and its entrypoint is command."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.conversion_report.note import Note, carried, different, refused
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.literal_text import literal


def set_arguments(parts: ContainerParts, words: Sequence[str]) -> str:
    """Pass these words to the program; the path of the list."""
    return parts.set(("args",), [literal(word) for word in words])


def set_entrypoint(parts: ContainerParts, words: Sequence[str], arguments: Sequence[str]) -> Note:
    """Replace the image's entrypoint; without words it is taken away, and the arguments are the whole command."""
    if words:
        return carried(parts.set(("command",), [literal(word) for word in words]))
    if not arguments:
        return refused("Without the image's entrypoint and without a command there is nothing to run.")
    parts.container.pop("args", None)
    to = parts.set(("command",), [literal(word) for word in arguments])
    return different(to, "The image's entrypoint is taken away, so the words behind the image are the whole command.")
