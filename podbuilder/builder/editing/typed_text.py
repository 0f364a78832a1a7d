"""What was typed on a page, written into the manifest that the page showed. There is no draft; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from podbuilder.builder.editing.field_comments import write_notes
from podbuilder.builder.editing.field_edits import FieldEdits, field_edits
from podbuilder.builder.editing.post_data import TEXT, posted_manifest
from podbuilder.builder.forms.names import PAIR
from podbuilder.builder.steps.registry import has_step, shown_in
from podbuilder.kube import catalogue
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError


@dataclass(frozen=True)
class TypedText:
    """A manifest with everything that was typed; what could not become part of it follows as comments."""

    manifest: Manifest
    # The names of the controls whose texts are comments at the end.
    left_over: list[str] = field(default_factory=list)


def typed_text(shown: Manifest, slug: str, version: str, data: Mapping[str, str]) -> TypedText:
    """The manifest of a page that showed `shown` and posts `data` (ManifestError for an editor's unreadable text)."""
    written = posted_manifest(data, shown)
    pod = shown.place.pod_with_workload
    if TEXT in data or not has_step(pod, slug):
        return TypedText(written)
    fields = catalogue.with_workload(version, shown.place.path_kind)
    read = field_edits(pod, fields, data, shown_in(slug))
    manifest, lost = _patched(written, read)
    noted = write_notes(written, manifest, data, fields)
    unwritten = {name for path in lost for name in data if _says(name, path)}
    left = sorted({*unwritten, *read.complaints, *(f"comment:{path}" for path, _ in noted.refused)} & data.keys())
    return TypedText(_with_comments(noted.manifest, left, data), left)


def _says(name: str, path: FieldPath) -> bool:
    """Whether a control's text may have made an edit at `path`: of that field, within it, or of a pair of its map."""
    if pair := PAIR.match(name):
        return pair[1] == str(path.parent)
    return name == str(path) or name.startswith((f"{path}.", f"{path}["))


def _patched(manifest: Manifest, read: FieldEdits) -> tuple[Manifest, list[FieldPath]]:
    """The manifest with the edits in it that can be written, and the paths of the others, which are found by halves."""
    parts, lost = [list(read.edits)], list[FieldPath]()
    while parts:
        part = parts.pop()
        try:
            manifest = manifest.patch(part)
        except ManifestError:
            if len(part) == 1:
                lost.append(part[0].path)
                continue
            half = len(part) // 2
            parts += [part[half:], part[:half]]
    return manifest, lost


def _with_comments(manifest: Manifest, names: list[str], data: Mapping[str, str]) -> Manifest:
    if not names:
        return manifest
    said = [f"# {name}: {line}" for name in names for line in data[name].splitlines()]
    text = "\n".join((manifest.text.rstrip("\n"), "# Typed, but not a value of its field:", *said, ""))
    return Manifest.read(text, manifest.number)
