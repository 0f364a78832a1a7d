"""A change of a pod that lets a cluster take it."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Edit


class Size(IntEnum):
    """How much of what a person wanted a remedy gives up."""

    ADDED = 1  # nothing: something is said as well
    OTHER = 2  # a value is another one
    WISH = 3  # what was demanded is only preferred
    DROPPED = 4  # something is asked no longer
    PURPOSE = 5  # what the pod may be there for, or what keeps it from harm


class Remedy(NamedTuple):
    """A change of the pod: its title, the field that it is about, and the edits, whose paths are the pod's.

    A path that begins with the kind of the workload around the pod is one of that workload.
    """

    title: str
    field: FieldPath
    edits: tuple[Edit, ...]
    size: Size = Size.OTHER
    # What still stands in the way once the change is made, in the words of the cluster; "" for nothing.
    remaining: str = ""
