"""Labels and annotations that a kustomization gives to all objects.

Mirrors LabelTransformer and AnnotationsTransformer, kustomize v5.8.1 (api/internal/builtins).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from podbuilder.kube.kustomization.field_specs import FieldSpec, field_specs, set_field
from podbuilder.kube.kustomization.kustomization_file import LabelEntry
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.kustomization.resource import Resource

_OWN = FieldSpec("metadata/labels", create=True)


def add_labels(resources: Sequence[Resource], entry: LabelEntry) -> None:
    """Add labels to the objects, and where the entry says so to templates and selectors."""
    fields = [*entry.fields]
    if entry.include_selectors:
        fields += [*field_specs("selectorLabels"), *field_specs("templateLabels")]
    elif entry.include_templates:
        fields += field_specs("templateLabels")
    else:
        fields.append(_OWN)
    _add(resources, entry.pairs, fields)


def add_annotations(resources: Sequence[Resource], annotations: Mapping[str, str]) -> None:
    """Add annotations to the objects and their templates."""
    _add(resources, annotations, field_specs("annotations"))


def _add(resources: Sequence[Resource], entries: Mapping[str, str], fields: Iterable[FieldSpec]) -> None:
    def added(value: Any) -> Any:
        if not isinstance(value, dict):
            raise KustomizationError(
                "Labels and annotations cannot be added where something else than a mapping stands."
            )
        return {**value, **entries}

    for one in resources if entries else ():
        for spec in dict.fromkeys(fields):
            set_field(one, spec, added, {})
