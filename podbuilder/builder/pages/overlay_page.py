"""What an overlay of a brought folder builds, field by field beside its base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.functional import cached_property

from podbuilder.builder.draft_folder import overlay_names
from podbuilder.builder.draft_overlays import GROUPS
from podbuilder.builder.forms.fields import as_text
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.urls import url_of
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.limits import SHOWN_OVERLAY_FIELDS
from podbuilder.kube.kustomization.build import Built, build_with_files
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.overlays.overlay_fields import NewObject, OverlayField, overlay_fields, words
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.manifest import write
from podbuilder.kube.manifest.text_diff import DiffLine, changes

# What an address says: the overlay's folder, the number of an object of its build, and a field of that.
AT, OBJECT, FIELD = "at", "object", "field"
TITLES: dict[str, str] = {**{str(group): title for group, title in GROUPS.items()}, "others": "Whatever else differs"}
# Of a value in a row; all of it is on the page of the field.
SHOWN_CHARACTERS = 200


class OverlayLink(NamedTuple):
    """An overlay of the folder."""

    name: str
    url: str
    is_shown: bool


class FieldRow(NamedTuple):
    """A field with its values, and the page that changes it; "" for one that the overlay takes away."""

    field: OverlayField
    base: str
    now: str
    url: str


class FieldGroup(NamedTuple):
    """Fields that belong together."""

    title: str
    rows: tuple[FieldRow, ...]

    @property
    def different(self) -> int:
        return sum(row.field.differs for row in self.rows)


@dataclass(frozen=True)
class OverlayPage:
    """One overlay of a folder that a draft keeps."""

    draft: Draft
    kept: KeptFolder
    at: str

    @property
    def links(self) -> list[OverlayLink]:
        return [OverlayLink(name, overlay_url(self.draft, name), name == self.at) for name in overlay_names(self.kept)]

    @cached_property
    def _builds(self) -> tuple[list[Built], list[Built], str]:
        """What is built of the base and of the overlay, or why it cannot be."""
        try:
            folder = self.kept.folder
            return build_with_files(folder, self.kept.base), build_with_files(folder, self.at), ""
        except KustomizationError as problem:
            return [], [], str(problem)

    @property
    def problem(self) -> str:
        """Why it cannot be built; "" if it can."""
        return self._builds[2]

    @property
    def objects(self) -> list[tuple[int, str]]:
        """The objects that it builds, by their numbers."""
        return [(number, words(one)) for number, one in enumerate(self._builds[1])]

    @property
    def first(self) -> int:
        """The number of the object whose fields are asked for most: one with a pod."""
        built = self._builds[1]
        found = (i for i, one in enumerate(built) if one.original.kind == self.draft.manifest.kind)
        return next(found, 0)

    @cached_property
    def _found(self) -> list[OverlayField | NewObject]:
        return list(overlay_fields(*self._builds[:2]))

    @property
    def news(self) -> list[NewObject]:
        """The objects that only it has, or only the base."""
        return [one for one in self._found if isinstance(one, NewObject)]

    @property
    def _shown(self) -> list[OverlayField]:
        """Those that differ first, if not all can be shown."""
        fields = [one for one in self._found if isinstance(one, OverlayField)]
        if len(fields) > SHOWN_OVERLAY_FIELDS:
            fields.sort(key=lambda one: not one.differs)
        return fields[:SHOWN_OVERLAY_FIELDS]

    @property
    def groups(self) -> list[FieldGroup]:
        rows: dict[str, list[FieldRow]] = {}
        for one in self._shown:
            url = field_url(self.draft, self.at, one.number, str(one.path)) if one.number is not None else ""
            rows.setdefault(one.group, []).append(FieldRow(one, _cut(text_of(one.base)), _cut(text_of(one.now)), url))
        return [FieldGroup(title, tuple(rows[group])) for group, title in TITLES.items() if group in rows]

    @property
    def more(self) -> int:
        """How many fields are not shown."""
        return sum(isinstance(one, OverlayField) for one in self._found) - len(self._shown)

    @property
    def diff(self) -> list[DiffLine]:
        """What kubectl builds of it, beside the base."""
        return changes(*map(_text, self._builds[:2]))


def overlay_url(draft: Draft, at: str) -> str:
    """The page of an overlay."""
    return f"{url_of('builder:draft-overlay', draft.key)}?{urlencode({AT: at})}"


def field_url(draft: Draft, at: str, number: int, field: str) -> str:
    """The page that changes a field of an object of an overlay."""
    asked = urlencode({AT: at, OBJECT: number, FIELD: field})
    return f"{url_of('builder:draft-overlay-field', draft.key)}?{asked}"


def text_of(value: Any) -> str:
    """A value as a control shows it; "" for nothing."""
    if value is MISSING or value is None:
        return ""
    return write(value) if isinstance(value, dict | list) else as_text(value)


def _cut(text: str) -> str:
    text = text.rstrip("\n")
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"


def _text(built: Sequence[Built]) -> str:
    return "---\n".join(write(one.document) for one in built)
