"""Pod templates of kinds that Kubernetes does not define: which of a pod's rules they waive, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from podbuilder.kube.core import document as documents
from podbuilder.kube.core import kinds
from podbuilder.kube.core.field import Document, ErrorType, FieldError, FieldWarning
from podbuilder.kube.core.kinds import PodTemplate, group_of
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.core.template_fields import EACH, Pattern, fits, pattern

Complaint = TypeVar("Complaint", FieldError, FieldWarning)
_IN_CONTAINERS = ("containers", "initContainers")


def is_unknown(whole: Document) -> bool:
    """Whether an object's group is that of custom resources, and has no kind of this name that is known."""
    return kinds.is_custom(whole) and kinds.kind_of(whole) is None


def not_judged(whole: Document) -> str:
    """What of an object or a list of them was not judged, as a sentence; "" for Kubernetes' own kinds."""
    kind, name, group = kinds.kind_of(whole), whole.get("kind"), cut(group_of(whole.get("apiVersion")))
    if is_unknown(whole):
        return f"The kind {cut(str(name))} of {group} is not known here, so neither it nor its template was judged."
    if kind and kind.expanded_by:
        return f"What has a placeholder was not judged: “{kind.expanded_by}” fills it in before Kubernetes sees it."
    if kind is None or kind.definition or kind.objects:
        return ""
    return f"Of this {kind.name} only its pod template was judged, not what {kind.group} asks of the rest."


def not_waived(errors: Iterable[FieldError], pod: Document, template: PodTemplate) -> list[FieldError]:
    """The errors of a template that hold although its kind fills in what may be omitted."""
    omitted = [place for field in sorted(template.may_omit) for place in _places(field)]
    return [error for error in errors if not _is_omitted(error, pod, omitted)]


def without_placeholders(found: Iterable[Complaint], pod: Document, begin: str) -> tuple[Complaint, ...]:
    """The errors or warnings of a pod that are not about a value with a placeholder, which begins so."""
    return tuple(one for one in found if begin not in str(documents.get(pod, one.path, "")))


@cache
def _places(field: str) -> tuple[Pattern, ...]:
    if field.split(".")[0] == "spec":
        return (pattern(field),)
    return tuple(("spec", containers, EACH, *pattern(field)) for containers in _IN_CONTAINERS)


def _is_omitted(error: FieldError, pod: Document, omitted: Iterable[Pattern]) -> bool:
    """Whether an error only says that something is missing which may be: the field, or what it names."""
    if not any(fits(error.path, place) for place in omitted):
        return False
    found = documents.get(pod, error.path)
    is_missing = error.type in (ErrorType.REQUIRED, ErrorType.NOT_FOUND)
    return is_missing or found is None or (isinstance(found, str) and not found.strip())
