"""What keeps a pod from each Pod Security level, grouped by control: which fields, and what to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.podsecurity.check import BASELINE, RESTRICTED, Violation
from podbuilder.kube.podsecurity.evaluate import all_checks


class Advice(NamedTuple):
    """A field, and the change that would satisfy the control, in a sentence."""

    path: FieldPath
    change: str


class Control(NamedTuple):
    """A violated control: upstream's id, our name for it, why it rejects the pod, and what to change where."""

    check: str
    title: str
    detail: str
    advice: tuple[Advice, ...]


def explain(violations: Mapping[str, Sequence[Violation]]) -> dict[str, tuple[Control, ...]]:
    """For "baseline" and "restricted", the violated controls; empty if the pod satisfies the level.

    Restricted includes what baseline forbids, as the level itself does.
    """
    titles = {check.id: check.title for check in all_checks()}
    return {
        level: tuple(
            Control(v.check, titles[v.check], v.detail, tuple(map(Advice, v.paths, v.changes)))
            for v in violations[level]
        )
        for level in (BASELINE, RESTRICTED)
    }
