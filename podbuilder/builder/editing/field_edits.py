"""What the posted texts of a form change in the pod.

A control's name is its field's path, so that its meaning is read from the name, the catalogue and the pod; no form is
drawn for it. What names no control of the page is passed over, as that of a page that is out of date would be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from podbuilder.builder.advice.corrections import CorrectionButton
from podbuilder.builder.forms.branch_choice import BranchChoice
from podbuilder.builder.forms.control import HINT, Message
from podbuilder.builder.forms.fields import NoValue, ValueField, as_posted, field_for
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.names import CHOOSER, chooser_name, pair_name
from podbuilder.builder.forms.units import UNIT, in_unit, units_of
from podbuilder.builder.steps import new_volume
from podbuilder.builder.steps.outline import COMPANIONS, WITH_KIND, holds_template
from podbuilder.builder.steps.unions import choice_at, decides
from podbuilder.kube.catalogue import Catalogue, FieldSpec, UnknownPath
from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.corrections.shape import meant_by
from podbuilder.kube.corrections.words import shown_value
from podbuilder.kube.manifest import Edit
from podbuilder.kube.yamltext.edits import EditRefused, meaning

_PAIR = re.compile(r"(.+)#([0-9]{1,5})\.(key|value)")
# What begins the value of a button that replaces a text by what was meant by it.
MEANT = "meant"
# Only a key that no map may have makes a control's name longer.
_LONGEST_KEPT = 200


@dataclass
class FieldEdits:
    """The meaning of what was posted."""

    # What is to be made in the pod, in this order.
    edits: list[Edit] = field(default_factory=list)
    # By control: why its text could not become a value, and so changes nothing, and what was probably meant by it.
    complaints: dict[str, Message] = field(default_factory=dict)
    # Whether other controls or texts belong on the page: another branch of a union was chosen, or a unit.
    reshapes: bool = False
    # The controls that were changed.
    changed: set[str] = field(default_factory=set)


def field_edits(
    pod: Document, catalogue: Catalogue, data: Mapping[str, str], is_shown: Callable[[FieldPath], bool]
) -> FieldEdits:
    """What a posted form changes in the pod it was drawn from; `is_shown` tells which fields the form has."""
    return _Reader(pod, catalogue, data, is_shown).read()


def may_be_emptied_away(path: FieldPath) -> bool:
    """Whether what is there may be removed once it is empty.

    Not so metadata or spec as a whole, an item of a list, and what a pod template stands in. What a companion has
    beside them, such as a ConfigMap's data, is a field like any other.
    """
    tops = 2 if path[0] in WITH_KIND else 1
    if path[0] in COMPANIONS and path[1:2] not in (("metadata",), ("spec",)):
        tops = 1
    return len(path) > tops and not isinstance(path[-1], int) and not holds_template(path)


def meant_target(op: str) -> str:
    """The control whose text the button `op` replaces by what was meant by it; "" for any other button."""
    verb, _, name = op.partition(":")
    return name if verb == MEANT else ""


def as_meant(catalogue: Catalogue, data: Mapping[str, str]) -> Mapping[str, str]:
    """The posted texts; if the button asks for it, with what was meant in place of the text of its control."""
    name = meant_target(data.get("op", ""))
    known = _known(catalogue, name) if name in data else None
    guess = _guess(as_posted(data[name]), known[1]) if known else ""
    return {**{key: data[key] for key in data}, name: guess} if guess else data


@lru_cache(maxsize=4096)
def _known(catalogue: Catalogue, name: str) -> tuple[FieldPath, FieldSpec | None] | None:
    """The field that a name spells, as far as the version has it."""
    try:
        path = catalogue.resolve(name)
    except UnknownPath:
        return None
    return path, catalogue.field(path)


class _Reader:
    """The posted texts compared with the pod."""

    def __init__(
        self, pod: Document, catalogue: Catalogue, data: Mapping[str, str], is_shown: Callable[[FieldPath], bool]
    ) -> None:
        self.pod = pod
        self.catalogue = catalogue
        self.sheet = Sheet(pod, catalogue, posted=data)
        self.is_shown = is_shown
        self.found = FieldEdits()
        self.texts = {name: data[name] for name in data}
        self._convert_units()

    def read(self) -> FieldEdits:
        pod = self.pod
        for name, edit in self._changes():
            if edit.op == "remove":
                if not document.has(pod, edit.path):
                    continue
                edit = replace(edit, path=self._with_emptied_parents(pod, edit.path))
            try:
                pod = meaning(pod, edit)
            except EditRefused as refusal:
                self._complain(str(edit.path), str(refusal))
                continue
            self.found.edits.append(edit)
            self.found.changed.add(name)
        return self.found

    def _complain(self, name: str, why: str) -> None:
        self.found.complaints[name] = Message("error", why)

    def _convert_units(self) -> None:
        """Write each amount in the unit chosen beside it; where that is impossible, say why."""
        for name in [name for name in self.texts if name.endswith(UNIT) and self.texts[name]]:
            self.found.reshapes = True
            amount, unit = name.removesuffix(UNIT), self.texts[name]
            known, text = self._field(amount), self.texts.get(amount)
            if not text or known is None or not known[1] or known[1].type != "quantity":
                continue
            if unit not in units_of(str(known[0][-1])):
                continue
            converted = in_unit(text, unit)
            if converted is None:
                self._complain(amount, f"{text} cannot be said exactly in {unit}; it stays as it is.")
            else:
                self.texts[amount] = converted

    def _changes(self) -> Iterator[tuple[str, Edit]]:
        """The edits, each with the control that makes it."""
        for name in self.texts:
            if name.endswith("]") or ":" not in name:
                if pair := _PAIR.fullmatch(name):
                    yield from self._pair(pair)
                    continue
                edits = self._control(name)
            elif name.endswith(CHOOSER):
                edits = self._chooser(name)
            else:
                continue
            for edit in edits:
                yield name, edit

    def _field(self, name: str) -> tuple[FieldPath, FieldSpec | None] | None:
        """The field that a name spells: one of the version, or one that only the manifest has."""
        known = _known(self.catalogue, name) if len(name) < _LONGEST_KEPT else _known.__wrapped__(self.catalogue, name)
        if known is None and "." in name and (path := self._only_here.get(name)) is not None:
            return path, None
        return known

    @property
    def _only_here(self) -> dict[str, FieldPath]:
        """What the manifest has that the version does not know."""
        if not hasattr(self, "_unknown"):
            walked = document.walk(self.pod)
            self._unknown = {str(path): path for path, _ in walked if self.catalogue.field(path) is None}
        return self._unknown

    def _control(self, name: str) -> Iterator[Edit]:
        known = self._field(name)
        if known is None or (known[1] is not None and not known[1].is_scalar):
            return
        path, spec = known
        if new_volume.is_mounted_name(path) and self._asks_for_volume(name):
            return
        value, is_valid = self._value(name, path, spec)
        if not is_valid or self._is_elsewhere(path) or self._is_left(path):
            return
        self.found.reshapes |= decides(path)
        # An item that is there keeps its row, with an empty text in it, until it is removed.
        keeps_empty = isinstance(path[-1], int) and document.has(self.pod, path)
        if value is None and not keeps_empty:
            yield Edit("remove", path)
        else:
            yield Edit("set", path, "" if value is None else value)

    def _asks_for_volume(self, name: str) -> bool:
        """Whether a new volume is to be mounted, which is made when its name and kind are known."""
        asks = self.texts[name] == new_volume.CHOICE
        self.found.reshapes |= asks != (f"{name}{new_volume.KIND}" in self.texts)
        if asks:
            self.found.complaints[name] = Message(HINT, "Name the new volume and choose its kind.")
        return asks

    def _value(self, name: str, path: FieldPath, spec: FieldSpec | None) -> tuple[Any, bool]:
        """The value that a posted text stands for, and whether it differs from the manifest's."""
        text, old = as_posted(self.texts[name]), document.get(self.pod, path)
        kind = field_for(spec, old) if spec else ValueField()
        is_same = text == as_posted(kind.text_of(old))
        if is_same and (not text or not kind.can_refuse):
            return None, False
        try:
            return kind.clean(text), not is_same
        except NoValue as error:
            if not self._is_elsewhere(path):
                self.found.complaints[name] = _guessing(name, str(error), text, spec)
            return None, False

    def _pair(self, pair: re.Match[str]) -> Iterator[tuple[str, Edit]]:
        """One key and value of a map, told by their place in it, so that a key keeps it while it is renamed."""
        known, place = self._field(pair[1]), int(pair[2])
        if known is None or known[1] is None or known[1].type != "map" or self._is_elsewhere(known[0]):
            return
        mapping = document.get(self.pod, known[0])
        mapping = mapping if isinstance(mapping, dict) else {}
        if place > len(mapping) or pair[3] == "value":
            return
        old = [*mapping, ""][place]
        names = (pair[0], pair_name(known[0], place, "value"))
        yield from self._key_and_value(names, known[0], old, mapping, is_blank=place == len(mapping))

    def _key_and_value(
        self, names: tuple[str, str], path: FieldPath, old: str, mapping: Mapping[str, Any], *, is_blank: bool
    ) -> Iterator[tuple[str, Edit]]:
        key, at = as_posted(self.texts[names[0]]).strip(), path.key(old)
        value, is_changed = None, False
        if names[1] in self.texts:
            value, is_changed = self._value(names[1], at, self.catalogue.field(at))
        if not key:
            if not is_blank or self.texts.get(names[1]):
                self._complain(names[0], "A value needs a key; until it has one, nothing is saved.")
        elif key != old and key in mapping:
            self._complain(names[0], "This key is already used; each key can be used only once.")
        elif not self._is_left(path):
            if is_blank:
                yield names[0], Edit("set", path.key(key), "" if value is None else value)
                return
            if key != old:
                yield names[0], Edit("rename", at, to=key)
            if is_changed:
                yield names[1], Edit("set", path.key(key), "" if value is None else value)

    def _chooser(self, name: str) -> Iterator[Edit]:
        known = self._field(name.removesuffix(CHOOSER))
        choice = choice_at(self.sheet, known[0]) if known else None
        if choice is None or chooser_name(choice.path) != name or self._is_elsewhere(choice.path):
            return
        posted = as_posted(self.texts[name])
        self.found.reshapes |= posted != choice.chosen
        if not self._is_left(choice.path):
            yield from choice.changes(posted)

    def _is_elsewhere(self, path: FieldPath) -> bool:
        """Whether the page has no control there: in another step, beyond the rows, in a branch that is not set."""
        if not self.is_shown(path) or not _has_place(self.pod, path):
            return True
        return any(
            branch != choice.chosen and path.is_under(at)
            for choice in self._choices_around(path)
            for branch, at in choice.branches.items()
        )

    def _is_left(self, path: FieldPath) -> bool:
        """Whether the same page chooses another branch, which removes this one."""
        return any(
            choice.chosen and path.is_under(choice.branches[choice.chosen]) and choice.is_left_for(posted)
            for choice in self._choices_around(path)
            if (posted := self.texts.get(chooser_name(choice.path))) is not None
        )

    def _choices_around(self, path: FieldPath) -> Iterator[BranchChoice]:
        for length in range(1, len(path)):
            choice = choice_at(self.sheet, FieldPath(path[:length]))
            if choice is not None and choice.path != path:
                yield choice

    def _with_emptied_parents(self, pod: Document, path: FieldPath) -> FieldPath:
        """The outermost object that would be left empty by removing `path`.

        An item of a list stays, or the rows on the page would no longer be those of the manifest; the chosen branch
        of a union stays too, because its presence is what was chosen.
        """

        def may_go(emptied: FieldPath) -> bool:
            is_object = isinstance(document.get(pod, emptied), dict)
            return is_object and may_be_emptied_away(emptied) and not self._is_branch(emptied)

        return document.outermost_emptied(pod, path, may_go)

    def _is_branch(self, path: FieldPath) -> bool:
        choices = (choice_at(self.sheet, at) for at in (path, path.parent))
        return any(choice is not None and path in choice.branches.values() for choice in choices)


def _guessing(name: str, why: str, text: str, spec: FieldSpec | None) -> Message:
    """Why a text is no value of its field, and a button that writes what was probably meant."""
    shown = _guess(text, spec)
    if not shown:
        return Message("error", why)
    button = CorrectionButton(f"Write {shown}", f"{MEANT}:{name}")
    return Message("error", f"{why} Did you mean {shown}?", corrections=(button,))


def _guess(text: str, spec: FieldSpec | None) -> str:
    """What to write instead of a text that is no value of its field; "" where nothing near is known."""
    meant = meant_by(text, spec) if spec else document.MISSING
    return "" if spec is None or meant is document.MISSING else shown_value(meant, spec)


def _has_place(pod: Document, path: FieldPath) -> bool:
    """Whether every row on the way to `path` is there, or is the empty one behind those that are."""
    node: Any = pod
    for part in path:
        if isinstance(part, int):
            items = node if isinstance(node, list) else []
            if part > len(items):
                return False
            node = items[part] if part < len(items) else None
        else:
            node = node.get(part) if isinstance(node, dict) else None
    return True
