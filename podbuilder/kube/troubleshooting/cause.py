"""What causes are made of: what to look for, what it means, and what to look at next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Stage(IntEnum):
    """When in a pod's life a trouble strikes. Of two that are as well founded, the earlier one comes first."""

    CREATION = 0
    SCHEDULING = 1
    SANDBOX = 2
    VOLUMES = 3
    IMAGE = 4
    START = 5
    RUN = 6
    PROBE = 7
    END = 8


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cause as it is known before a paste is read.

    Each of `signs` says it by itself, each of `hints` only where nothing else is said: phrases of one fact, with ` … `
    between those that may stand apart. A fact that has one of the phrases of `unless` does not count. `field` is where
    the pod says it, "" where the pod is not at fault; `{device}` in it is the resource that is named, `{path}`
    the field. `fields` has others, to which the first fact points by a phrase.
    """

    label: str
    stage: Stage
    says: str
    field: str
    commands: tuple[str, str]
    signs: tuple[str, ...]
    hints: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    # What some line must say besides, for the hints to count.
    hints_need: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause that a paste speaks for: its label, a sentence, the lines that say so, and the field of the pod."""

    label: str
    says: str
    evidence: tuple[str, ...]
    lines: tuple[int, ...]
    field: str
    commands: tuple[str, str]
