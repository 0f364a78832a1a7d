"""Advice that can wait: a pod that has just begun is asked for what it needs before it is told what could be better.

Nothing is lost: the page of the advice, the reports and the command line have all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from podbuilder.builder.advice.advice import Advice
from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document, ErrorType, FieldError, FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS, KINDS, SPEC

# What a pod is told before any of its containers has an image.
MOST_AT_FIRST = 3


@dataclass(frozen=True)
class Deferral:
    """The advice that is given now, and how much of it waits."""

    now: list[Advice]
    waiting: int = 0


def defer(advice: list[Advice], pod: Document, errors: Iterable[FieldError]) -> Deferral:
    """Let advice wait on what is not filled in yet, in containers that the API server still asks for an image.

    Of what cannot be read as a value only that is said: any advice on it is neither heard nor counted among what waits.
    """
    errors = list(errors)
    if unread := {error.path for error in errors if error.type is ErrorType.TYPE_INVALID}:
        advice = [one for one in advice if not one.path.is_under_any(unread)]
    begun = {error.path.parent for error in errors if error.type is ErrorType.REQUIRED and _is_image(error.path)}
    containers = document.listed(pod, (*SPEC, CONTAINERS))
    if containers and not begun:
        return Deferral(advice)
    is_blank = all(SPEC.child(CONTAINERS).index(i) in begun for i in range(len(containers)))
    now = [one for one in advice if not _waits(one, pod, begun, is_blank=is_blank)]
    now = now[:MOST_AT_FIRST] if is_blank else now
    return Deferral(now, len(advice) - len(now))


def _is_image(path: FieldPath) -> bool:
    return len(path) == 4 and path[1] in KINDS and path[3] == "image"


def _waits(advice: Advice, pod: Document, begun: set[FieldPath], *, is_blank: bool) -> bool:
    """Whether it is about something that is not there, in a container that has just begun or a pod of such."""
    around = FieldPath(advice.path[:3])
    is_in_container = len(around) == 3 and around[1] in KINDS
    if not (around in begun or (is_blank and not is_in_container)):
        return False
    # What is said of the spec, its containers or one of them as a whole is said of what is not in it.
    is_whole = advice.path == around if is_in_container else advice.path in (SPEC, SPEC.child(CONTAINERS))
    return is_whole or not document.get(pod, advice.path)
