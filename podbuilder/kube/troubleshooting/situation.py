"""What a fix is made from: a cause, the field it points to, what the paste says, and the pod."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS, KINDS, SPEC
from podbuilder.kube.core.quantity import QuantityError, parse
from podbuilder.kube.lint.rule import Patch
from podbuilder.kube.manifest import Edit, insert_, set_


@dataclass(frozen=True, slots=True)
class Situation:
    """A cause in a pod. `field` is the path that the cause points to, `text` what the facts of the paste say."""

    label: str
    field: FieldPath
    text: str
    pod: Document
    # The amounts of memory and CPU that the paste gives, to see whether the pod has changed since.
    amounts: frozenset[str] = frozenset()

    @property
    def container(self) -> FieldPath:
        """The container that the cause is about; the first one where the paste does not tell."""
        if len(self.field) > 2 and self.field[1] in KINDS:
            return FieldPath(self.field[:3])
        return SPEC.child(CONTAINERS).index(0)

    def get(self, path: FieldPath, default: Any = None) -> Any:
        """The value at a path of the pod."""
        return document.get(self.pod, path, default)

    def words(self, name: str) -> list[str]:
        """The container's command or args."""
        return [word for word in document.listed(self.pod, self.container.child(name)) if isinstance(word, str)]

    def found(self, pattern: str) -> re.Match[str] | None:
        """Where the paste matches an expression."""
        return re.search(pattern, self.text)

    def is_as_told(self, path: FieldPath) -> bool:
        """Whether an amount is still the one that the paste tells, or may be."""
        return not self.amounts or self.get(path) in self.amounts


Fix = Callable[[Situation], Iterator[Patch]]


def doubled(amount: Any, least: str = "") -> str:
    """Twice an amount, and no less than another one; "" for what is none."""
    try:
        twice = parse(amount) + parse(amount)
        return str(max(twice, parse(least))) if least else str(twice)
    except (QuantityError, TypeError):
        return ""


def appended(pod: Document, path: FieldPath, value: Any) -> Edit:
    """The edit that puts an item at the end of a list, which it makes where there is none."""
    items = document.get(pod, path)
    return insert_(path.index(len(items)), value) if isinstance(items, list) and items else set_(path, [value])


def own_volume(pod: Document, container: FieldPath, name: str, folder: str) -> tuple[Edit, Edit]:
    """The edits that give a container an empty volume of its own at a folder."""
    taken = [document.get(volume, ("name",)) for volume in document.listed(pod, SPEC.child("volumes"))]
    name = next(one for one in (name, *(f"{name}-{number}" for number in range(2, 1000))) if one not in taken)
    return (
        appended(pod, SPEC.child("volumes"), {"name": name, "emptyDir": {}}),
        appended(pod, container.child("volumeMounts"), {"name": name, "mountPath": folder}),
    )
