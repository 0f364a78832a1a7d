"""A field by its path, as `kubectl explain` takes it: `pod.spec.containers.image`, `deployment.spec.replicas`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.catalogue import load, with_workload
from podbuilder.kube.catalogue.field_example import field_example
from podbuilder.kube.catalogue.field_words import bounds_of, type_of
from podbuilder.kube.catalogue.search_index import search_fields
from podbuilder.kube.catalogue.spec import FieldSpec, Union
from podbuilder.kube.core import companion_kinds, kinds, versions
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.nearest_word import nearest
from podbuilder.kube.core.quoting import cut

POD = "Pod"
LONGEST = 500
_BRACKETS = re.compile(r"\[[^\][]*+\]")
_SUGGESTIONS = 3


class UnknownField(ValueError):
    """There is no such field in a version; the message says so, and `nearest` are paths that may be meant."""

    def __init__(self, message: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.nearest = tuple(nearest)


@dataclass(frozen=True)
class FieldChange:
    """What is different about a field from a version on, in a sentence."""

    version: str
    says: str


@dataclass(frozen=True)
class Explanation:
    """A field of a kind of object in a version. `path` has the names that lead to it; () is the object itself."""

    version: str
    kind: str
    path: tuple[str, ...]
    spec: FieldSpec

    @property
    def text(self) -> str:
        """The path as it is asked for."""
        return ".".join((self.kind.lower(), *self.path))

    @property
    def api_version(self) -> str:
        """The apiVersion of the kind."""
        beside = companion_kinds.KINDS.get(self.kind)
        return beside.api_version if beside else kinds.native()[self.kind].api_version

    @property
    def fields(self) -> list[FieldSpec]:
        """The fields of the object that it is, or of each item."""
        inner = self.spec.item if self.spec.item is not None else self.spec
        found = list(inner.fields.values())
        inside = _template_path(self.kind)
        if inside and self.path == inside[:-1] and (template := _at(self.version, self.kind, inside)):
            found.append(template)
        return found

    @property
    def union(self) -> Union | None:
        """The fields of which it is one, where only one may be set."""
        around = _at(self.version, self.kind, self.path[:-1]) if self.spec.union else None
        inner = around.item if around is not None and around.item is not None else around
        return next((one for one in inner.unions if one.name == self.spec.union), None) if inner else None

    @property
    def example(self) -> Any:
        """A document with the field; {} for the object itself."""
        ends = range(1, len(self.path) + 1)
        along = (_at(self.version, self.kind, self.path[:end]) for end in ends)
        return field_example([spec for spec in along if spec is not None])

    @cached_property
    def changes(self) -> list[FieldChange]:
        """What became different about it over the versions that Podbuilder knows, from the oldest on."""
        found: list[FieldChange] = []
        before: FieldSpec | None = None
        for number, version in enumerate(versions.VERSIONS):
            now = _at(version, self.kind, self.path)
            if number and now is not None and before is None:
                found.append(FieldChange(version, "It is there."))
            elif before is not None and now is None:
                found.append(FieldChange(version, "It is gone."))
            elif before is not None and now is not None:
                found.extend(FieldChange(version, says) for says in _differences(before, now))
            before = now
        return found


def explained(text: str, version: str) -> Explanation:
    """The field that a text names (UnknownField).

    The kind comes first, in any capitals, as a plural, or as kubectl abbreviates it; without one it is a Pod's. Indices
    and keys may be there or not.
    """
    words = _BRACKETS.sub("", text[:LONGEST]).strip().strip(".").split(".")
    kind = kind_named(words[0])
    if kind:
        words = words[1:]
    elif words[0] in load(version).root.fields:
        kind = POD
    else:
        raise _no_kind(words, version)
    found = Explanation(version, kind, (), _root(version, kind))
    for word in words:
        path = (*found.path, word)
        spec = _at(version, kind, path)
        if spec is None:
            raise _no_field(found, word)
        found = Explanation(version, kind, path, spec)
    return found


def kind_named(word: str) -> str:
    """The kind that a word names, of those whose fields are known; "" for none."""
    return _kinds().get(word.lower(), "")


def _kinds() -> dict[str, str]:
    names = (POD, *kinds.workloads(), *companion_kinds.KINDS)
    found = {spelled: name for name in names for spelled in (name.lower(), _plural(name.lower()))}
    short = {**kinds.SHORT_NAMES, **companion_kinds.SHORT_NAMES}
    return found | {abbreviation: found[name] for abbreviation, name in short.items()}


def _plural(name: str) -> str:
    if name.endswith("s"):
        return f"{name}es"
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _at(version: str, kind: str, path: tuple[str, ...]) -> FieldSpec | None:
    """The field of a kind with a path; None if there is none. A pod template's are those of a pod."""
    inside = _template_path(kind)
    if not inside or path[: len(inside)] != inside:
        return _below(_root(version, kind), path)
    if len(path) == len(inside):
        return _below(load(version, kind).root, inside)
    return _below(load(version).root, path[len(inside) :])


def _root(version: str, kind: str) -> FieldSpec:
    """The object itself, a workload without its template."""
    return load(version).root if kind == POD else with_workload(version, kind).root.fields[kind]


def _template_path(kind: str) -> tuple[str, ...]:
    """Where a workload has its template; () for what is none."""
    return kinds.workloads()[kind].templates[0].path if kind in kinds.workloads() else ()


def _below(root: FieldSpec, path: Sequence[str]) -> FieldSpec | None:
    spec: FieldSpec | None = root
    for name in path:
        inner = spec.item if spec is not None and spec.item is not None else spec
        spec = inner.fields.get(name) if inner is not None else None
    return spec


def _no_kind(words: Sequence[str], version: str) -> UnknownField:
    """What may be meant: a kind that is spelled almost like it, or a pod's field of that name."""
    asked = cut(words[0])
    if word := nearest(words[0].lower(), _kinds()):
        path = ".".join((_kinds()[word].lower(), *words[1:]))
        return UnknownField(f'"{asked}" is no kind whose fields are known here.', [path])
    found = _suggested(version, POD, words[-1])
    return UnknownField(f'"{asked}" is neither a kind whose fields are known here nor a field of a Pod.', found)


def _no_field(around: Explanation, word: str) -> UnknownField:
    """Other versions that have it; or else what may be meant: here first, then elsewhere."""
    version, kind = around.version, around.kind
    having = [other for other in versions.VERSIONS if _at(other, kind, (*around.path, word)) is not None]
    if having:
        which = f"{having[0]} has it" if len(having) == 1 else f"{having[0]} to {having[-1]} have it"
        return UnknownField(f'Kubernetes {version} has no field "{cut(word)}" in {around.text}; {which}.')
    here = {one.name.lower(): one.name for one in around.fields}
    near = nearest(word.lower(), here)
    found = [f"{around.text}.{here[near]}"] if near else _suggested(version, kind, word)
    return UnknownField(f'There is no field "{cut(word)}" in {around.text}.', found)


def _suggested(version: str, kind: str, word: str) -> list[str]:
    """Paths of fields elsewhere that are called so, or nearly."""
    around = "" if kind == POD else kind
    return [_asked(one.pattern) for one in search_fields(version, word, _SUGGESTIONS, around)]


def _asked(pattern: str) -> str:
    """The path of a pattern as it is asked for."""
    words = _BRACKETS.sub("", pattern).split(".")
    kind = kind_named(words[0]) if words[0][:1].isupper() else ""
    return ".".join((kind.lower(), *words[1:])) if kind else ".".join((POD.lower(), *words))


def _differences(before: FieldSpec, now: FieldSpec) -> Iterator[str]:
    for says, one, other in (
        ("Its type is {}", type_of(before), type_of(now)),
        ("Its default is {}", shown(before.default), shown(now.default)),
        ("It may be {}", bounds_of(before), bounds_of(now)),
    ):
        if one != other:
            yield f"{says.format(other or 'nothing any more')}."
    for choice in now.choices:
        if choice not in before.choices:
            yield f"It may be {choice or 'empty'}."
    for choice in before.choices:
        if choice not in now.choices:
            yield f"It may no longer be {choice or 'empty'}."


def shown(value: object) -> str:
    """A value as YAML writes it; "" for none."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
