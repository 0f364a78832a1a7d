"""A field of what an overlay builds, with another value: in the file that sets it, shown before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import cached_property

from podbuilder.builder.draft_folder import written
from podbuilder.builder.forms.fields import NoValue, as_posted, field_for
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.overlay_page import FIELD, OBJECT, text_of
from podbuilder.builder.proposals.built_errors import built_errors
from podbuilder.builder.proposals.proposal import Proposal
from podbuilder.kube import catalogue
from podbuilder.kube.core import document
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.kustomization.build import Built, build_with_files
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.overlays.field_edit import (
    BASE,
    OVERLAY,
    BuiltField,
    EditedFolder,
    edit_field,
)
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.overlays.overlay_fields import words
from podbuilder.kube.kustomization.overlays.setting_file import FieldOwner, owner_of
from podbuilder.kube.kustomization.overlays.typed_path import read_path
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.text_diff import DiffLine, changes
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem

LONGEST = 50_000
VALUE, REMOVE, WHERE = "value", "remove", "where"


class ChangedFile(NamedTuple):
    """A file that the edit changes, or makes."""

    name: str
    is_new: bool
    diff: list[DiffLine]


@dataclass(frozen=True)
class OverlayEdit:
    """One field of one object of an overlay's build; `data` has what was asked for, and once posted, the value."""

    draft: Draft
    kept: KeptFolder
    at: str
    data: Mapping[str, str]

    # What is edited.

    @cached_property
    def _built(self) -> list[Built]:
        return build_with_files(self.kept.folder, self.at)

    @property
    def number(self) -> int:
        """The number of the object; -1 for none."""
        found = whole_number(self.data.get(OBJECT, ""))
        return -1 if found is None or found >= len(self._built) else found

    @property
    def field(self) -> str:
        return self.data.get(FIELD, "").strip()

    @cached_property
    def path(self) -> FieldPath | None:
        """The field; None where there can be none of this name."""
        return read_path(self.field, self._built[self.number].document) if self.number >= 0 else None

    @cached_property
    def unknown(self) -> str:
        """Why there is nothing to edit; "" if there is."""
        try:
            if self.number < 0:
                return "Choose an object that this overlay builds."
        except KustomizationError as problem:
            return str(problem)
        if self.path is None:
            return "There can be no such field: write it as spec.replicas, or spec.template.spec.containers[app].image."
        return ""

    @property
    def object_words(self) -> str:
        return words(self._built[self.number])

    @property
    def now(self) -> Any:
        """What it is now; MISSING for nothing."""
        return MISSING if self.path is None else document.get(self._built[self.number].document, self.path, MISSING)

    @property
    def now_text(self) -> str:
        return text_of(self.now)

    @property
    def is_there(self) -> bool:
        return self.now is not MISSING

    @cached_property
    def in_base(self) -> str:
        """What it is in the base; "" for nothing."""
        try:
            found = build_with_files(self.kept.folder, self.kept.base)
        except KustomizationError:
            return ""
        mine = self._built[self.number]
        same = (one for one in found if (one.file, one.number, one.original) == (mine.file, mine.number, mine.original))
        below = next(same, None)
        return text_of(document.get(below.document, self.path or (), MISSING)) if below else ""

    @cached_property
    def owner(self) -> FieldOwner:
        return owner_of(self.kept.folder, self._field)

    @property
    def _field(self) -> BuiltField:
        return BuiltField(self.at, self.number, self.path or FieldPath())

    # What is asked.

    @property
    def text(self) -> str:
        """What stands in the control."""
        return as_posted(self.data[VALUE])[:LONGEST] if VALUE in self.data else self.now_text

    @property
    def is_long(self) -> bool:
        return "\n" in self.text or isinstance(self.now, dict | list) or not self._is_scalar

    @property
    def removes(self) -> bool:
        return bool(self.data.get(REMOVE))

    @property
    def where(self) -> str:
        """Where it is to be set, if nothing of the overlay sets it: only there, unless somebody says otherwise."""
        return BASE if self.data.get(WHERE) == BASE else OVERLAY

    @property
    def can_choose(self) -> bool:
        """Whether base and overlay are both places for it."""
        return not self.owner.overlay

    @property
    def _spec(self) -> catalogue.FieldSpec | None:
        known = catalogue.of_document(self._built[self.number].document, self.draft.kubernetes)
        return known.field(self.path) if known and self.path else None

    @property
    def _is_scalar(self) -> bool:
        return self._spec is None or self._spec.is_scalar

    @cached_property
    def _value(self) -> tuple[Any, str]:
        """The value that was typed, None to take the field away, or what is wrong with it."""
        try:
            return (None if self.removes else self._typed()), ""
        except NoValue as problem:
            return None, str(problem)

    def _typed(self) -> Any:
        if isinstance(self.now, str):
            return self.text
        if not self.text.strip():
            raise NoValue("Write a value, or take the field away.")
        if self._spec is not None and self._spec.is_scalar:
            return field_for(self._spec).clean(self.text)
        try:
            found = [one.tree for one in parse.documents(self.text)]
        except YamlProblem as problem:
            raise NoValue(f"This cannot be read as YAML. {problem.message}") from problem
        value = found[0].root.value if len(found) == 1 and found[0] else None
        if value is None:
            raise NoValue("Write one value, as it stands in YAML.")
        return value

    @property
    def wrong(self) -> str:
        """What is wrong with the value that was typed; "" for nothing, and where none was."""
        return self._value[1] if self.is_posted and not self.unknown else ""

    @property
    def is_posted(self) -> bool:
        return VALUE in self.data

    # What becomes of it.

    @cached_property
    def edited(self) -> EditedFolder:
        """The folder afterwards; as it is, while nothing is posted, or that is wrong."""
        if not self.is_posted or self.unknown or self.wrong or (self.is_there and not self.removes and self._is_same):
            return EditedFolder(self.kept.files)
        return edit_field(self.kept.folder, self._field, self._value[0], self.where)

    @property
    def _is_same(self) -> bool:
        return bool(self._value[0] == self.now and type(self._value[0]) is type(self.now))

    @property
    def files(self) -> list[ChangedFile]:
        """The files that change, that of the field first."""
        before, after = self.kept.files, self.edited.files
        names = sorted(
            (name for name in after if after[name] != before.get(name)), key=lambda one: one != self.edited.file
        )
        return [ChangedFile(name, name not in before, changes(before.get(name, ""), after[name])) for name in names]

    @cached_property
    def errors(self) -> list[str]:
        """What the API server says of the object then, and does not say now."""
        if not self.edited.file:
            return []
        after = build_with_files(Folder(self.edited.files), self.at)
        old = self._built[self.number]
        same = (one for one in after if (one.file, one.number, one.original) == (old.file, old.number, old.original))
        new = next(same, old)
        return built_errors(old.document, new.document, self.draft.kubernetes)

    @cached_property
    def proposal(self) -> Proposal:
        manifest = self.draft.manifest
        if self.unknown or self.wrong or self.edited.refused or not self.edited.file:
            refusals = tuple(filter(None, (self.unknown, self.wrong, self.edited.refused)))
            return Proposal(
                self.draft, manifest, manifest, "Change a field", refusals=refusals or ("Nothing changes.",)
            )
        verb = "Take away" if self.removes else "Set"
        title = f"{verb} {self.path} of {self.object_words} in {self.at}"
        done = f"{self.path} of {self.object_words} is changed, in {self.edited.file}."
        try:
            text, state = written(self.draft, self.kept, self.edited.files)
            return Proposal(self.draft, manifest, Manifest.read(text, manifest.number), title, done, state=state)
        except (KustomizationError, ManifestError) as problem:
            return Proposal(self.draft, manifest, manifest, title, refusals=(str(problem),))
