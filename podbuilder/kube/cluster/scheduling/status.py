"""What a plugin of the scheduler says of a node, or of a pod as a whole.

Mirrors Status and Code of k8s.io/kube-scheduler/framework, Kubernetes v1.36.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Code(StrEnum):
    """Whether fewer pods on the node could change the answer: only then is preemption tried there."""

    UNSCHEDULABLE = "Unschedulable"
    UNRESOLVABLE = "UnschedulableAndUnresolvable"


class Status(NamedTuple):
    """A refusal: its code, its reasons, and the plugin that gave it, once it is known."""

    code: Code
    reasons: tuple[str, ...]
    plugin: str = ""


class CycleError(Exception):
    """The scheduler's attempt ends with an error of its own, and no node is tried; the message is what it says."""


def unschedulable(*reasons: str) -> Status:
    """A refusal that fewer pods on the node could lift."""
    return Status(Code.UNSCHEDULABLE, reasons)


def unresolvable(*reasons: str) -> Status:
    """A refusal that stays whatever pods leave the node."""
    return Status(Code.UNRESOLVABLE, reasons)


class NotJudged(Exception):
    """What the pod needs is not known here; the message says what."""
