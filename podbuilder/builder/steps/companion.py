"""The step of what stands beside a pod: every field of a Service, a ConfigMap or the like, the common ones first."""

from __future__ import annotations

from collections.abc import Callable

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields
from podbuilder.builder.forms.layout import Line
from podbuilder.builder.steps import claims
from podbuilder.builder.steps.companions import (
    autoscaler,
    config_values,
    disruption_budget,
    http_route,
    ingress,
    namespace_limits,
    network_policy,
    permissions,
    service,
)
from podbuilder.builder.steps.metadata import BY_HAND, labels_and_annotations
from podbuilder.builder.steps.outline import companion_of
from podbuilder.kube.catalogue import SERVER_WRITTEN
from podbuilder.kube.core.field import FieldPath

# By kind: what is drawn of the object between its name and its labels.
FIELDS: dict[str, Callable[[Sheet, FieldPath], list[Part]]] = {
    "Service": service.draw,
    "Ingress": ingress.draw,
    "HTTPRoute": http_route.draw,
    "ConfigMap": config_values.draw_config_map,
    "Secret": config_values.draw_secret,
    "PersistentVolumeClaim": claims.draw_object,
    "ServiceAccount": permissions.draw_service_account,
    "Role": permissions.draw_role,
    "RoleBinding": permissions.draw_role_binding,
    "NetworkPolicy": network_policy.draw,
    "PodDisruptionBudget": disruption_budget.draw,
    "HorizontalPodAutoscaler": autoscaler.draw,
    "LimitRange": namespace_limits.draw_limit_range,
    "ResourceQuota": namespace_limits.draw_resource_quota,
    "PriorityClass": namespace_limits.draw_priority_class,
    "Namespace": namespace_limits.draw_namespace,
}
# Objects of the cluster, which are in no namespace.
OF_CLUSTER = frozenset({"Namespace", "PriorityClass"})
# What its name is for, where that is not plain.
NAMES = {
    "Service": "Other pods reach it by this name.",
    "Namespace": "Everything in it names it.",
    "PriorityClass": "Pods name it as their priority class.",
    "PersistentVolumeClaim": "Volumes of pods name it.",
    "ServiceAccount": "Pods name it as their account.",
}


def draw(sheet: Sheet) -> list[Part]:
    kind = companion_of(sheet.pod)
    at = FieldPath((kind,))
    metadata = at.child("metadata")
    by_hand = BY_HAND - ({"namespace"} if kind in OF_CLUSTER else set())
    return [
        _name(sheet, metadata, kind),
        *FIELDS[kind](sheet, at),
        sheet.fold(metadata.child("labels"), "Labels and annotations", labels_and_annotations(sheet, metadata)),
        sheet.fold(
            metadata,
            "More about the object",
            auto_fields(sheet, metadata, skip=by_hand | SERVER_WRITTEN),
            "Generated name, owners, and finalizers",
        ),
    ]


def _name(sheet: Sheet, metadata: FieldPath, kind: str) -> Part:
    controls: list[Part] = [sheet.control(metadata.child("name"), hint=NAMES.get(kind, ""))]
    if kind not in OF_CLUSTER:
        controls += sheet.controls(metadata, "namespace")
    about = "" if kind in OF_CLUSTER else f"What the {kind} is called, and its namespace"
    return sheet.group(metadata, "Name", [Line(metadata, f"{metadata}:line", controls)], about)
