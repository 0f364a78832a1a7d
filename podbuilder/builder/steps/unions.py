"""The unions of a pod's forms: those that steps draw by hand, and all others."""

from __future__ import annotations

from collections.abc import Callable

from podbuilder.builder.forms.branch_choice import BranchChoice
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import presence_choice, union_choice
from podbuilder.builder.steps import environment, health, volumes
from podbuilder.builder.steps.outline import SLUG_OF_LIST
from podbuilder.kube.core.field import FieldPath


def _around(sheet: Sheet, at: FieldPath) -> BranchChoice:
    """The choice of an environment variable's source, which stands inside the variable."""
    return environment.source_choice(sheet, at.parent)


# By the pattern of an object: the choice between its fields.
BY_HAND: dict[str, Callable[[Sheet, FieldPath], BranchChoice]] = {"spec.volumes[]": volumes.source_choice}
for _kind in SLUG_OF_LIST:
    _container = f"spec.{_kind}[]"
    BY_HAND[f"{_container}.env[]"] = environment.source_choice
    BY_HAND[f"{_container}.env[].valueFrom"] = _around
    BY_HAND[f"{_container}.envFrom[]"] = environment.object_choice
    BY_HAND |= {f"{_container}.{name}": health.handler_choice for name, *_ in health.PROBES.values()}


# The kinds with a type that decides which other fields are drawn.
WITH_TYPE = frozenset({"Service", "HorizontalPodAutoscaler", "HTTPRoute"})


def decides(path: FieldPath) -> bool:
    """Whether a field's value decides which other fields are drawn, though it is no union's choice."""
    return path[-1] == "type" and path[0] in WITH_TYPE


def choice_at(sheet: Sheet, path: FieldPath) -> BranchChoice | None:
    """The choice between the fields of the object at `path`; None if it has none."""
    by_hand = BY_HAND.get(path.pattern())
    if by_hand is not None:
        return by_hand(sheet, path)
    spec = sheet.catalogue.field(path)
    if spec is None or spec.type != "object":
        return None
    if spec.unions:
        return union_choice(sheet, path, spec.unions[0])
    return presence_choice(sheet, path) if spec.presence else None
