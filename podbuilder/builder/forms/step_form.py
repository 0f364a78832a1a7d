"""The form of a step: binds a posted page to the step's parts and answers with edits and messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms

from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.forms.parts import Chooser, Control, Message, Part
from podbuilder.builder.forms.units import UNIT, in_unit
from podbuilder.kube import document
from podbuilder.kube.field import Document, FieldPath
from podbuilder.kube.manifest import Edit
from podbuilder.kube.yamltext.edits import EditRefused, meaning


class StepForm(forms.Form):
    """A Django form whose fields are the controls of a step, each named by its field path."""

    def __init__(self, parts: list[Part], pod: Document, data: Mapping[str, str] | None = None) -> None:
        self.parts = parts
        self.pod = pod
        self.all_parts = [part for top in parts for part in top.walk()]
        # Whether a unit was chosen beside an amount, which is then shown in it.
        self.has_units = any(name.endswith(UNIT) and data[name] for name in data) if data else False
        amounts, not_exact = self._in_units(data) if data and self.has_units else ({}, {})
        super().__init__(dict(data.items()) | amounts if data and amounts else data)
        for part in self.all_parts:
            if isinstance(part, Control):
                self.fields[part.name] = part.field
        self._complaints: dict[str, str] = not_exact

    def _in_units(self, data: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """By control: the amounts in the units that were chosen; and why some stay as they are."""
        amounts: dict[str, str] = {}
        not_exact: dict[str, str] = {}
        for part in self.all_parts:
            text, unit = data.get(part.name), data.get(part.name + UNIT, "")
            if not text or not isinstance(part, Control) or unit not in part.units:
                continue
            amount = in_unit(text, unit)
            if amount is None:
                not_exact[part.name] = f"{text} cannot be said exactly in {unit}; it stays as it is."
            else:
                amounts[part.name] = amount
        return amounts, not_exact

    def full_clean(self) -> None:
        super().full_clean()
        # They refer to the form and it to them, so that only a search for cycles would free it with all its parts.
        self._bound_fields_cache.clear()

    def add_prefix(self, field_name: str) -> str:
        return field_name

    # What parts may ask (forms.parts.Posted).

    def text(self, name: str) -> str | None:
        value = self.data.get(name)
        return None if value is None else as_posted(value)

    def value(self, name: str) -> Any:
        return self.cleaned_data.get(name)

    def is_valid_text(self, name: str) -> bool:
        return name not in self.errors

    def complain(self, name: str, message: str) -> None:
        self._complaints[name] = message

    # What views ask.

    def edits(self) -> list[Edit]:
        """What the posted texts change in the pod, to be made in this order."""
        self.full_clean()
        pod, edits = self.pod, []
        for edit in self._changes():
            if edit.op == "remove":
                if not document.has(pod, edit.path):
                    continue
                edit = replace(edit, path=self._with_emptied_parents(pod, edit.path))
            try:
                pod = meaning(pod, edit)
            except EditRefused as refusal:
                self.complain(str(edit.path), str(refusal))
                continue
            edits.append(edit)
        return edits

    def _changes(self) -> Iterator[Edit]:
        for part in self.parts:
            yield from part.changes(self)

    def _with_emptied_parents(self, pod: Document, path: FieldPath) -> FieldPath:
        """The outermost object that would be left empty by removing `path`.

        An item of a list stays, or the rows on the page would no longer be those of the manifest; the chosen branch
        of a union stays too, because its presence is what was chosen.
        """
        kept = {at for part in self.all_parts if isinstance(part, Chooser) for at in part.branches.values()}

        def may_go(emptied: FieldPath) -> bool:
            if len(emptied) < 2 or emptied in kept or isinstance(emptied[-1], int):
                return False
            return isinstance(document.get(pod, emptied), dict)

        return document.outermost_emptied(pod, path, may_go)

    def complaints(self) -> dict[str, str]:
        """By control: why its text could not become a value and so changed nothing."""
        found = dict(self._complaints)
        if self.is_bound:
            for name, errors in self.errors.items():
                found[name] = str(errors[0])
        return found

    def take_complaints(self, earlier: StepForm) -> None:
        """Carry over what the form before the edit could not make anything of."""
        self._complaints = earlier.complaints()

    def slot_for(self, path: FieldPath) -> str:
        """The name of the part beside which a message about `path` stands; "" for the step as a whole.

        That is the control of exactly this path, or else the nearest part around it.
        """
        if not hasattr(self, "_slots"):
            self._slots: dict[FieldPath, str] = {}
            for part in self.all_parts:
                if hasattr(part, "messages") and (part.path not in self._slots or isinstance(part, Control)):
                    self._slots[part.path] = part.name
        at = path
        while at:
            if at in self._slots:
                return self._slots[at]
            at = at.parent
        return ""

    def place(self, messages: Iterable[tuple[FieldPath, Message]]) -> list[Message]:
        """Attach each message to its part; what belongs to no part is returned, for the head of the step."""
        homeless = []
        for path, message in messages:
            part: Any = self._by_name.get(self.slot_for(path))
            (part.messages if part else homeless).append(message)
        return homeless

    def place_complaints(self) -> None:
        """Say at each control why its text changed nothing, and show that text again, so that it can be mended."""
        for name, text in self.complaints().items():
            part: Any = self._by_name.get(name)
            if part is None:
                continue
            part.messages.append(Message("error", text))
            if isinstance(part, Control):
                part.text = self.text(name) or ""

    @cached_property
    def _by_name(self) -> dict[str, Part]:
        """The parts that can say something."""
        return {part.name: part for part in self.all_parts if hasattr(part, "messages")}
