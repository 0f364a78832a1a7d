"""What files give a ConfigMap or a Secret: keys with values, and the manifest whose file has them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from podbuilder.kube.companions.config_map import MAX_SIZE
from podbuilder.kube.core import document, versions
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.limits import MAX_BROUGHT_KEYS, MAX_CHARACTERS
from podbuilder.kube.insight.prerequisites import Prerequisite
from podbuilder.kube.manifest import Edit, Manifest, remove_, set_
from podbuilder.kube.manifest.neighbours import namespace_of
from podbuilder.kube.proposed_companions.basis import Basis
from podbuilder.kube.proposed_companions.file_end import with_companions
from podbuilder.kube.proposed_companions.named_data import FIELDS, as_text, form_of, from_files
from podbuilder.kube.proposed_companions.offer import Companion
from podbuilder.kube.proposed_companions.variable_lines import variables
from podbuilder.kube.validation.formats import is_config_map_key


class BroughtFile(NamedTuple):
    """A file that somebody pasted or uploaded; `has_variables` if each of its lines is a key with its value."""

    name: str
    content: bytes
    has_variables: bool = False


@dataclass(frozen=True, slots=True)
class FileValues:
    """The values of files by their keys; by the number of a file, what is wrong with it; keys with quoted values."""

    values: Mapping[str, bytes]
    wrong: Mapping[int, tuple[str, ...]]
    quoted: tuple[str, ...] = ()


def values_of(files: Sequence[BroughtFile]) -> FileValues:
    """The keys of files: the name of each, or those of its lines."""
    values: dict[str, bytes] = {}
    wrong: dict[int, tuple[str, ...]] = {}
    quoted: list[str] = []
    for number, file in enumerate(files):
        found: dict[str, bytes]
        if file.has_variables:
            lines = variables(file.content)
            found, problems = {key: value.encode() for key, value in lines.values.items()}, list(lines.wrong)
            quoted += lines.quoted
        else:
            found, problems = {file.name: file.content}, _problems_of(file.name)
        problems += [f"The key {key} comes twice." for key in found if key in values and not problems]
        if problems:
            wrong[number] = tuple(problems)
        else:
            values |= found
    return FileValues(values, wrong, tuple(quoted))


def _problems_of(name: str) -> list[str]:
    return is_config_map_key(name) if name else ["Give the file a name. It becomes the key."]


def refusal_of(kind: str, holder: Document, values: Mapping[str, bytes], text: str) -> str:
    """Why so much cannot be taken into an object, or into its file, of which `text` is there; "" if it can.

    Nothing is decoded or written to find that out.
    """
    if len(values) > MAX_BROUGHT_KEYS:
        return f"There are {len(values):,} keys. At most {MAX_BROUGHT_KEYS:,} can be taken from files at once."
    new = sum(map(len, values.values()))
    plain, encoded = (_others(holder, field, values) for field in FIELDS[kind])
    kept = sum(len(value.encode("utf-8", "replace")) for value in plain) + sum(len(value) * 3 // 4 for value in encoded)
    if new + kept > MAX_SIZE:
        return f"The values would take {new + kept:,} bytes together. A {kind} holds at most {MAX_SIZE:,}."
    if len(text) + new > MAX_CHARACTERS:
        return f"The manifest would be too long with these values. It has room for {MAX_CHARACTERS:,} characters."
    return ""


def _others(holder: Document, field: str, values: Mapping[str, bytes]) -> Iterable[str]:
    found = document.mapping_at(holder, (field,))
    return (value for key, value in found.items() if key not in values and isinstance(value, str))


def needed_of(manifest: Manifest, kind: str, name: str, version: str = versions.DEFAULT) -> Prerequisite | None:
    """What the pods of a file read from an object; None if its pod names none such."""
    basis = Basis(manifest, version)
    named = next((one for one in basis.prerequisites if (one.kind, one.name) == (kind, name)), None)
    return basis.needed_by_all(named) if named else None


def with_new(
    manifest: Manifest, kind: str, name: str, values: Mapping[str, bytes], needed: Prerequisite | None = None
) -> Manifest:
    """The manifest of a pod with a new object beside it that holds these values (ManifestError)."""
    form = form_of(values, needed) if kind == "Secret" else ""
    return with_companions(manifest, [Companion(from_files(kind, name, values, namespace_of(manifest.object), form))])


def with_values(manifest: Manifest, values: Mapping[str, bytes]) -> Manifest:
    """The manifest of a ConfigMap or a Secret with these values in it; each key stands once (ManifestError)."""
    return manifest.patch(edit for key, content in values.items() for edit in _edits(manifest, key, content))


def _edits(manifest: Manifest, key: str, content: bytes) -> Iterable[Edit]:
    text, (plain, encoded) = as_text(content), FIELDS[manifest.kind]
    here, there = (encoded, plain) if text is None else (plain, encoded)
    at = FieldPath((manifest.kind,))
    if key in document.mapping_at(manifest.object, (there,)):
        yield remove_(at.child(there).key(key))
    value: Any = base64.b64encode(content).decode() if text is None else text
    yield set_(at.child(here).key(key), value)
