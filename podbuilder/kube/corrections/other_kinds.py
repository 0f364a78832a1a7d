"""Fields of a spec that objects of another kind have: a Pod with replicas, a Deployment with a schedule."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube import catalogue
from podbuilder.kube.core import kinds
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.corrections.homes import Home

_SPEC = ("spec",)


def other_kinds(path: FieldPath, homes: Sequence[Home], kind: str, version: str) -> str:
    """Which workloads have the unknown field at `path` of an object in their spec, as a sentence.

    "" if none has, or if one of the field's `homes` in the object is for that very name.
    """
    if path.parent != _SPEC or kind not in kinds.native() or any(home.path[-1] == path[-1] for home in homes):
        return ""
    having = [
        name for name, one in kinds.workloads().items() if one.is_common and path[-1] in _spec_fields(name, version)
    ]
    if not having:
        return ""
    *others, last = (f"a {name}" for name in having)
    return f"It is a field of {', '.join(others)}{' or ' if others else ''}{last}, not of a {kind}."


def _spec_fields(kind: str, version: str) -> set[str]:
    """The fields of a workload's spec. Its pod template, whose own fields take long to build, stands in one of them."""
    around = catalogue.with_workload(version, kind).root.fields[kind]
    return {*around.fields["spec"].fields, kinds.workloads()[kind].templates[0].path[1]}
