"""Pods that are not written as pods: which field of the template is which field of the pod."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import ROOT, FieldPath

# Stands in a path for every item of a list and every value of a mapping.
EACH = "*"
# Ends the name of a list in the pod, if the items of a second list in the template follow those of the first in it.
MORE = "+"
Pattern = tuple[str | int, ...]


def pattern(text: str) -> tuple[str, ...]:
    """`spec.steps[*].image` as spec, steps, each of them, image; nothing for ""."""
    return tuple(text.replace(f"[{EACH}]", f".{EACH}").split(".")) if text else ()


def _with_index(text: str) -> Pattern:
    """The same, with `[0]` for the first item of a list."""
    return tuple(0 if part == "0" else part for part in pattern(text.replace("[0]", ".0")))


@dataclass(frozen=True, slots=True)
class TemplateFields:
    """Pairs of places, in the pod and in the template, and the fields in the template that are no pod's.

    What stands below one place of a pair stands below the other. Without pairs the template is written as a pod is.
    """

    pairs: tuple[tuple[Pattern, Pattern], ...] = ()
    own: tuple[Pattern, ...] = ()
    # The lists of one template that go on with a second one, and after how many items.
    joints: tuple[tuple[Pattern, int], ...] = ()

    @classmethod
    def of(cls, pairs: Mapping[str, str], own: Iterable[str] = ()) -> TemplateFields:
        """The fields as the data have them, places in the pod first; fields of the template's own are named there."""
        return cls(
            tuple((_with_index(pod), _with_index(template)) for pod, template in pairs.items()),
            tuple(map(pattern, own)),
        )

    @property
    def is_plain(self) -> bool:
        """Whether the template is a pod's and nothing else."""
        return not self.pairs and not self.own

    def bound(self, template: Any) -> TemplateFields:
        """The same for one template, in which it is known where one list ends and the next begins."""
        if not (seconds := self._seconds()):
            return self
        pod = self._apart(template)
        joints = [
            (one, len(documents.listed(pod, _joined(one)))) for one in sorted(seconds) if documents.listed(pod, one)
        ]
        return replace(self, joints=tuple(joints))

    def in_template(self, path: FieldPath) -> FieldPath | None:
        """Where a field of the pod stands in the template; None if the template has no place for it.

        A list of the pod that is two in the template has no place as a whole.
        """
        for second, length in self.joints:
            start = _joined(second)
            if path == start:
                return None
            if path.is_under(start) and isinstance(index := path[len(start)], int) and index >= length:
                path = FieldPath((*second, index - length, *path[len(start) + 1 :]))
        return _carried(path, self.pairs) if self.pairs else path

    def in_pod(self, path: FieldPath) -> FieldPath | None:
        """Which field of the pod stands at a place of the template; None if it is none."""
        if any(starts(path, own) is not None for own in self.own):
            return None
        found = _carried(path, tuple((there, here) for here, there in self.pairs)) if self.pairs else path
        for second, length in self.joints:
            if found and found.is_under(second):
                rest = found[len(second) :]
                return FieldPath((*_joined(second), *(int(part) + length for part in rest[:1]), *rest[1:]))
        return found

    def pod(self, template: Any) -> Any:
        """The pod in a template, a new one."""
        pod = self._apart(template)
        for second in self._seconds():
            first, more = documents.get(pod, _joined(second)), documents.listed(pod, second)
            pod = documents.remove(pod, second)
            if more and isinstance(first, list | None):
                pod = documents.assign(pod, _joined(second), [*(first or ()), *more])
        return pod

    def _seconds(self) -> set[Pattern]:
        """The lists, by the names that they have apart, that go on other lists of the pod."""
        ends = ((here, i + 1) for here, _ in self.pairs for i, part in enumerate(here) if str(part).endswith(MORE))
        return {here[:end] for here, end in ends}

    def _apart(self, template: Any) -> Any:
        """The pod in a template, in which the second of two lists has a name of its own."""
        for own in self.own:
            for path in _places(template, ROOT, own):
                template = documents.remove(template, path)
        if not self.pairs:
            return template
        pod: Any = {}
        # From the outside to the inside, so that a field moves out of a mapping that was carried over as a whole.
        for here, there in sorted(self.pairs, key=lambda pair: len(pair[0])):
            for path in _places(template, ROOT, there):
                place = _carried(path, ((there, here),)) or ROOT
                if place and isinstance(place[-1], int) and not documents.has(pod, place.parent):
                    pod = documents.assign(pod, place.parent, [])
                pod = documents.assign(documents.remove(pod, self._astray(path)), place, documents.get(template, path))
        return pod

    def _astray(self, path: FieldPath) -> FieldPath:
        """Where a field came to stand in the pod as a part of what was carried over around it."""
        outer = [(there, here) for here, there in self.pairs if len(there) < len(path)]
        return _carried(path, tuple(outer)) or FieldPath((EACH,))


PLAIN = TemplateFields()


def _joined(second: Pattern) -> Pattern:
    """The list of the pod that a second list of the template goes on."""
    return (*second[:-1], str(second[-1]).removesuffix(MORE))


def _carried(path: FieldPath, pairs: tuple[tuple[Pattern, Pattern], ...]) -> FieldPath | None:
    """A path below the first place of a pair as one below the second; the innermost such pair counts."""
    best: tuple[int, FieldPath] | None = None
    for there, here in pairs:
        met = starts(path, there)
        if met is not None and (best is None or len(there) >= best[0]):
            each = iter(met)
            best = (
                len(there),
                FieldPath((*(next(each) if part == EACH else part for part in here), *path[len(there) :])),
            )
    return best[1] if best else None


def starts(path: FieldPath, start: Pattern) -> list[str | int] | None:
    """What stands for each EACH of a pattern, if the path begins with it."""
    if len(start) > len(path):
        return None
    met = []
    for part, here in zip(path, start, strict=False):
        if here == EACH:
            met.append(part)
        elif part != here:
            return None
    return met


def fits(path: FieldPath, whole: Pattern) -> bool:
    """Whether a path is what a pattern says, and not only begins so."""
    return len(path) == len(whole) and starts(path, whole) is not None


def _places(whole: Any, at: FieldPath, rest: Pattern) -> Iterator[FieldPath]:
    """The places that a pattern stands for, if something is there."""
    if EACH not in rest:
        if documents.has(whole, path := FieldPath((*at, *rest))):
            yield path
        return
    here = rest.index(EACH)
    at = FieldPath((*at, *rest[:here]))
    items = documents.get(whole, at)
    for i in range(len(items) if isinstance(items, list) else 0):
        yield from _places(whole, at.index(i), rest[here + 1 :])
