"""Draws parts from a pod and the catalogue: what a step is written with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from podbuilder.builder.forms.branch_choice import BranchChoice
from podbuilder.builder.forms.control import Control, Part
from podbuilder.builder.forms.fields import ValueField, as_text, field_for
from podbuilder.builder.forms.layout import Chooser, Group, Line, Pair, Row, Rows
from podbuilder.builder.forms.names import chooser_name, pair_name
from podbuilder.builder.forms.units import units_of
from podbuilder.kube.catalogue import Catalogue, FieldSpec
from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.core.limits import SHOWN_ROWS

_END_OF_ROW = re.compile(r"\]|#[0-9]+\.")
TRUE_OR_FALSE = {"true": "Yes", "false": "No"}


class Sheet:
    """The pod that a form is drawn from, and what the page that was posted had on it.

    `pending` are the paths of lists and maps to which an empty row was just asked for; `posted` are the names of the
    controls on the posted page, whose empty rows stay. `at` is a path that is to be among the rows of a long list.
    """

    def __init__(
        self,
        pod: Document,
        catalogue: Catalogue,
        *,
        posted: Iterable[str] = (),
        pending: Iterable[str] = (),
        at: FieldPath = ROOT,
    ) -> None:
        self.pod = pod
        self._at = at
        self.catalogue = catalogue
        self._posted = tuple(posted)
        # The row that each posted control stood in, and the rows around that: `spec.volumes[0]`, `metadata.labels#0.`.
        self._rows = {name[: end.end()] for name in self._posted for end in _END_OF_ROW.finditer(name)}
        self._texts: Mapping[str, str] = posted if isinstance(posted, Mapping) else {}
        self._pending = frozenset(pending)
        self._specs: dict[FieldPath, FieldSpec | None] = {}

    def spec(self, path: FieldPath) -> FieldSpec | None:
        """What the catalogue says about a field, cached while it is drawn."""
        if path not in self._specs:
            self._specs[path] = self.catalogue.field(path)
        return self._specs[path]

    def get(self, path: FieldPath, default: Any = None) -> Any:
        return document.get(self.pod, path, default)

    def items(self, path: FieldPath) -> list[Any]:
        """The list at a path; an empty one where there is none."""
        value = self.get(path)
        return value if isinstance(value, list) else []

    def knows(self, path: FieldPath) -> bool:
        """Whether the chosen Kubernetes version has this field."""
        return self.spec(path) is not None

    def is_shown(self, path: FieldPath) -> bool:
        """Whether a part belongs on the page: the version has the field, or the manifest does."""
        return self.knows(path) or document.has(self.pod, path)

    def has_blank(self, path: FieldPath, place: int) -> bool:
        """Whether an empty row stands (or is wanted) behind the items of a list or map."""
        name = str(path)
        return name in self._pending or f"{name}[{place}]" in self._rows or f"{name}#{place}." in self._rows

    def typed(self, name: FieldPath | str) -> str:
        """The text that the posted page has in the control with this name, or that of a field."""
        return self._texts.get(str(name), "")

    def asked_keys(self, path: FieldPath) -> list[str]:
        """The keys of a map for which the posted page has a control, or an empty one is wanted."""
        start = f"{path}["
        return [
            name[len(start) : -1]
            for name in (*self._posted, *self._pending)
            if name.startswith(start) and name[-1] == "]"
        ]

    def control(self, path: FieldPath, label: str = "", *, name: str = "", **options: Any) -> Control:
        """The control of one scalar. Options are attributes of Control that the catalogue does not decide."""
        spec, value = self.spec(path), self.get(path)
        field = field_for(spec, value) if spec else ValueField()
        text = field.text_of(value)
        control = Control(path=path, name=name or str(path), label=label, field=field, text=text)
        if spec is not None:
            describe(control, spec)
        for option, value in options.items():
            setattr(control, option, value)
        if control.choices and text and text not in dict(control.choices):
            control.choices = [*control.choices, (text, f"{text} (not a known value)")]
        if "\n" in text:
            control.is_multiline = True
        if text and text in control.choice_help:
            control.hint = control.choice_help[text]
        return control

    def controls(self, base: FieldPath, *names: str, **options: Any) -> list[Part]:
        """The controls of those fields of an object that the version or the manifest has."""
        paths = [base.child(*name.split(".")) for name in names]
        return [self.control(path, **options) for path in paths if self.is_shown(path)]

    def line(self, base: FieldPath, *names: str, **options: Any) -> Line:
        parts = self.controls(base, *names, **options)
        return Line(base, f"{base}:line:{'+'.join(names)}", parts)

    def rows(
        self,
        path: FieldPath,
        draw: Callable[[FieldPath], list[Part]],
        *,
        label: str,
        add: str,
        noun: str,
        name_of: Callable[[Any], str] = lambda item: "",
        **options: Any,
    ) -> Rows:
        """A list of objects; `draw` gives the parts of one item, `noun` and `name_of` its title."""
        items = self.items(path)
        rows: list[Part] = []
        has_blank = self.has_blank(path, len(items))
        window = self._window(path, len(items), has_blank)
        for i in window:
            at, is_blank = path.index(i), i == len(items)
            called = "" if is_blank else name_of(items[i])
            title = f"{noun} {called or i + 1}"
            # An empty row counts: its neighbour's buttons are there for when it is filled in.
            is_last = i == len(items) - 1 + has_blank
            rows.append(Row(at, str(at), title, draw(at), i, is_blank, is_first=i == 0, is_last=is_last))
        return self._cut(Rows(path, str(path), label, rows, add, **options), window, len(items), path.index)

    def _window(self, path: FieldPath, count: int, has_blank: bool, keys: Sequence[str] = ()) -> range:
        """The numbers of the rows that are shown: those with an empty row, or else with what is looked for."""
        at = 0
        if has_blank:
            at = count
        elif len(self._at) > len(path) and self._at.is_under(path):
            part = self._at[len(path)]
            at = part if isinstance(part, int) else keys.index(part) if part in keys else 0
        start = at // SHOWN_ROWS * SHOWN_ROWS if count > SHOWN_ROWS else 0
        return range(start, min(count + has_blank, start + SHOWN_ROWS + has_blank))

    @staticmethod
    def _cut(rows: Rows, window: range, count: int, path_of: Callable[[int], FieldPath]) -> Rows:
        """The rows with the ways to those that are not shown."""
        rows.count, rows.start = count, window.start
        if window.start:
            rows.earlier = quote(str(path_of(window.start - SHOWN_ROWS)))
        if window.stop < count:
            rows.later = quote(str(path_of(window.stop)))
        return rows

    def strings(self, path: FieldPath, *, label: str, add: str, noun: str, about: str = "", **options: Any) -> Rows:
        """A list of texts; an item that is emptied stays as an empty text until it is removed."""

        def draw(at: FieldPath) -> list[Part]:
            return [self.control(at, noun, is_label_hidden=True, **options)]

        return self.rows(path, draw, label=label, add=add, noun=noun, about=about)

    def pairs(self, path: FieldPath, *, label: str, add: str, noun: str, **options: Any) -> Rows:
        """A map of texts."""
        value = self.get(path)
        mapping: Mapping[str, Any] = value if isinstance(value, dict) else {}
        keys = [*mapping, *([""] if self.has_blank(path, len(mapping)) else [])]
        window = self._window(path, len(mapping), len(keys) > len(mapping), keys)
        rows: list[Part] = [
            self._pair(path, place, keys[place], mapping, noun, is_blank=place == len(mapping), **options)
            for place in window
        ]
        return self._cut(Rows(path, str(path), label, rows, add), window, len(mapping), lambda i: path.key(keys[i]))

    def _pair(
        self,
        path: FieldPath,
        place: int,
        key: str,
        mapping: Mapping[str, Any],
        noun: str,
        *,
        is_blank: bool,
        key_suggestions: str = "",
        key_placeholder: str = "app",
        value_placeholder: str = "",
    ) -> Pair:
        at = path.key(key)
        key_control = Control(
            at,
            pair_name(path, place, "key"),
            f"{noun} key",
            ValueField(),
            text=key,
            suggestions=key_suggestions,
            placeholder=key_placeholder,
            is_label_hidden=True,
        )
        value_control = self.control(
            at,
            f"{noun} value",
            name=pair_name(path, place, "value"),
            is_label_hidden=True,
            placeholder=value_placeholder,
            hint="",
        )
        return Pair(
            at,
            pair_name(path, place),
            f"{noun} {key or place + 1}",
            [key_control, value_control],
            place,
            is_blank,
        )

    def choice(
        self,
        path: FieldPath,
        branches: Mapping[str, FieldPath],
        chosen: str,
        start: Callable[[str], Any],
        owner: FieldPath | None = None,
    ) -> BranchChoice:
        """A union with those of its branches that the version has, and the one that the manifest has."""
        known = {branch: at for branch, at in branches.items() if branch == chosen or self.knows(at)}
        return BranchChoice(path, known, chosen, start, owner)

    def chooser(
        self,
        choice: BranchChoice,
        *,
        label: str,
        labels: Mapping[str, str],
        parts: list[Part],
        nothing: str = "",
        **options: Any,
    ) -> Chooser:
        """A union's select. `nothing` labels the choice of no branch, which is offered only if there is one."""
        choices = [(branch, labels.get(branch, branch)) for branch in choice.branches]
        if nothing or not choice.chosen:
            choices.insert(0, ("", nothing or "Choose…"))
        path = choice.path
        return Chooser(path, chooser_name(path), label, choices, choice.chosen, parts, choice.branches, **options)

    def group(self, path: FieldPath, title: str, parts: Iterable[Part], about: str = "", **options: Any) -> Group:
        kept = [p for p in parts if not isinstance(p, Line) or p.parts]
        return Group(path, f"{path}:{title}", title, kept, about, **options)

    def fold(self, path: FieldPath, title: str, parts: Iterable[Part], about: str = "", **options: Any) -> Group:
        """A group that is folded away unless something in it has a value."""
        group = self.group(path, title, parts, about, is_fold=True, **options)
        group.is_open = any(_has_value(part) for part in group.walk())
        return group


def _has_value(part: Part) -> bool:
    if isinstance(part, Control):
        return bool(part.text)
    return isinstance(part, Row) or (isinstance(part, Chooser) and bool(part.chosen))


def describe(control: Control, spec: FieldSpec) -> None:
    """Fill in what the catalogue knows about a control's field."""
    control.type = spec.type
    if not control.label:
        control.label = spec.label or spec.name
    control.doc = spec.doc
    control.unit = spec.unit
    if spec.type == "quantity":
        control.units = units_of(str(control.path[-1]))
    control.placeholder = spec.placeholder
    control.is_required = spec.required
    choices = _choices(spec)
    if choices:
        control.choices = list(choices)
        control.choice_help = spec.choice_help if spec.choices else {}
    elif spec.default not in (None, ""):
        control.placeholder = control.field.text_of(spec.default)
        control.hint = f"Default: {control.placeholder}{' ' + spec.unit if spec.unit else ''}."
    control.is_multiline = spec.multiline


@lru_cache(maxsize=1024)
def _choices(spec: FieldSpec) -> tuple[tuple[str, str], ...]:
    """The options of a select; none if any text is allowed."""
    if spec.type == "boolean":
        return (("", _unset(spec)), *TRUE_OR_FALSE.items())
    return (("", _unset(spec)), *((c, c) for c in spec.choices if c)) if spec.choices else ()


def _unset(spec: FieldSpec) -> str:
    if spec.default in (None, ""):
        return "Not set"
    text = as_text(spec.default)
    return f"Default: {TRUE_OR_FALSE.get(text, text) if spec.type == 'boolean' else text}"
