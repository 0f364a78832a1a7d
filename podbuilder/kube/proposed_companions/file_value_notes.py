"""What is told about values that files give a ConfigMap or a Secret, before they are written."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.insight.prerequisites import Prerequisite
from podbuilder.kube.proposed_companions.file_values import FileValues
from podbuilder.kube.proposed_companions.named_data import FIELDS, as_text
from podbuilder.kube.proposed_companions.offer import CompanionNote, open_
from podbuilder.kube.secret_scanning.name_heuristics import by_name
from podbuilder.kube.secret_scanning.scanner import Leak
from podbuilder.kube.secret_scanning.token_formats import kind_of

# How many keys a sentence names.
NAMED = 5


def keys_of(holder: Document, kind: str) -> set[str]:
    """The keys that an object has."""
    return {key for field in FIELDS[kind] for key in document.mapping_at(holder, (field,))}


def keys_wanted(needed: Prerequisite | None, there: Collection[str]) -> list[str]:
    """The keys that are read from an object and are not there."""
    return sorted({key.name for key in needed.keys if key.name not in there}) if needed else []


def notes_on(kind: str, holder: Document, found: FileValues, needed: Prerequisite | None) -> Iterator[CompanionNote]:
    """Notes with paths of the object; `holder` is what stands there now, {} for an object that is new."""
    plain, _ = FIELDS[kind]
    data = ROOT.child(plain)
    if found.quoted:
        yield open_("", data, f"kubectl takes quotation marks as a part of a value, here of {_listed(found.quoted)}.")
    if kind == "ConfigMap":
        yield from _credentials(data, found)
    there = keys_of(holder, kind)
    missing = keys_wanted(needed, there | found.values.keys())
    if missing:
        yield open_("", data, f"The pod also reads {_listed(missing)}.")
    if not needed:
        yield open_("", ROOT.child("metadata", "name"), "The pod does not read it yet: add a variable or a volume.")
    if document.get(holder, ("immutable",)) is True:
        sentence = "A cluster that has it already refuses other values: give it another name, in the pod as well."
        yield open_("", ROOT.child("immutable"), sentence)
    replaced = [key for key in found.values if key in there]
    if replaced:
        yield CompanionNote("lost", "", data, f"There are values already that go: {_listed(replaced)}.")


def _credentials(data: FieldPath, found: FileValues) -> Iterator[CompanionNote]:
    for key, content in found.values.items():
        text = as_text(content)
        what = text and (kind_of(text) or by_name(key, text))
        if what:
            at = data.key(key)
            told = "Everybody who has the file reads it. A Secret that kubectl makes keeps it out."
            yield open_("", at, f"{Leak(at, key, what).in_words} {told}")


def _listed(keys: Collection[str]) -> str:
    shown = list(keys)[:NAMED]
    more = len(keys) - len(shown)
    return f"{', '.join(shown)} and {more} more" if more else ", ".join(shown)
