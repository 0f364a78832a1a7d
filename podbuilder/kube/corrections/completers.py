"""Errors at what another tool fills in, if the pod is a template for it: a sentence that says which tool that is.

As a Pod the server refuses such a template all the same. The tools and how they are told are in `schemas/kinds/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from podbuilder.kube.core import kinds
from podbuilder.kube.core.field import Document, ErrorType, FieldError, FieldPath
from podbuilder.kube.core.kinds import Completer
from podbuilder.kube.core.pod_containers import CONTAINERS, visit_containers
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.core.template_fields import pattern

_METADATA = "metadata"


def with_completers(errors: Iterable[FieldError], pod: Document) -> Iterator[FieldError]:
    """The errors of a pod; those at a field that is missing, and that a tool would fill in, say so."""
    completer, container = _completer(pod)
    if completer is None:
        yield from errors
        return
    places = {_place(field, container) for field in completer.fields}
    said = (
        f"If this is a pod template for {completer.tool}, as the container {quote(completer.container)} suggests, "
        "leave it out, and the tool fills it in."
    )
    for error in errors:
        is_filled_in = error.type is ErrorType.REQUIRED and error.path in places
        yield replace(error, detail=f"{error.detail} {said}") if is_filled_in else error


def _completer(pod: Document) -> tuple[Completer | None, FieldPath]:
    """The tool that the name of a container tells of, and where that container is."""
    known = {one.container: one for one in kinds.native()["Pod"].completed_by}
    for path, container, _ in visit_containers(pod, (CONTAINERS,)):
        if found := known.get(str(container.get("name"))):
            return found, path
    return None, FieldPath()


def _place(field: str, container: FieldPath) -> FieldPath:
    return FieldPath(pattern(field)) if field.split(".")[0] == _METADATA else container.child(*pattern(field))
