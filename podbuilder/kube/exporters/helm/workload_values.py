"""The values of workloads and their pods: replicas, schedules, and where and as whom the pods run."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import carried
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS, INIT_CONTAINERS, Visited, visit_containers
from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.exporters.helm.chart_values import ValuePath
from podbuilder.kube.exporters.helm.container_values import add_container
from podbuilder.kube.exporters.helm.label_slots import add_pod_labels, texts_in
from podbuilder.kube.exporters.helm.object_template import ObjectTemplate, Slot, entries, text_map
from podbuilder.kube.exporters.helm.value_schema import SWITCH, TEXTS, is_fit, texts_but

_METADATA = FieldPath(("metadata",))
_REPLICAS = FieldPath(("spec", "replicas"))
_RESTART = "Whether pods are replaced when the data of a ConfigMap of this chart has changed."
_CHECKSUM = "checksum/config"
# The fields of a pod's spec that are values: what they are for, and what stands for none.
_STRUCTURES: dict[str, tuple[str, list[object] | dict[str, object]]] = {
    "imagePullSecrets": ("Secrets with the credentials of registries, each as a name.", []),
    "nodeSelector": ("Labels that a node must have.", {}),
    "tolerations": ("Taints of nodes that the pods put up with.", []),
    "affinity": ("Which nodes the pods prefer or need, and which pods beside them.", {}),
    "topologySpreadConstraints": ("How the pods are spread over nodes and zones.", []),
}


def add_workloads(draft: ChartDraft, config_files: tuple[str, ...]) -> None:
    """Make values of the fields of all workloads; `config_files` are the templates of the chart's ConfigMaps."""
    pods = [(one, path) for one in draft.workloads for path in one.pods]
    for one, pod in pods:
        about = f"The {one.kind} {one.name}."
        to = draft.values.scope(one.name, (), about) if len(pods) > 1 else ()
        _add_workload(draft, one, to)
        containers = [
            found
            for found in visit_containers(document.mapping_at(one.document, pod), (CONTAINERS, INIT_CONTAINERS))
            if _has_name(found)
        ]
        for found in containers:
            name = str(found.container["name"])
            inside = draft.values.scope(name, to, f"The container {name}.") if len(containers) > 1 else to
            add_container(draft, one, FieldPath((*pod, *found.path)), inside)
        _add_metadata(draft, one, pod, to, config_files)
        for name, (says, empty) in _STRUCTURES.items():
            if isinstance(one.get(*pod, "spec"), dict):
                draft.add_structure(one, pod.child("spec", name), (*to, name), says, empty)


def _has_name(found: Visited) -> bool:
    return isinstance(found.container.get("name"), str)


def _add_workload(draft: ChartDraft, one: ObjectTemplate, to: ValuePath) -> None:
    # Kinds that count their pods have the field.
    if draft.schema(one, _REPLICAS) and isinstance(one.get("spec"), dict):
        _add_replicas(draft, one, (*to, "replicaCount"))
    for name, says in (("schedule", "When the jobs start, as cron writes it."), ("timeZone", "The time zone of that.")):
        path = FieldPath(("spec", name))
        if one.kind == "CronJob" and one.has(path):
            draft.add_scalar(one, path, (*to, name), says)


def _add_replicas(draft: ChartDraft, one: ObjectTemplate, to: ValuePath) -> None:
    about = "How many pods there are."
    if one.has(_REPLICAS) or not _is_autoscaled(draft, one):
        draft.add_optional(one, _REPLICAS, to, about)
        return
    # An autoscaler is asked how many there are; without one, this is.
    switch = ("autoscaling", "enabled")
    read = draft.values.add(
        to,
        1,
        f"{about[:-1]} while autoscaling is off.",
        draft.schema(one, _REPLICAS),
        read_with={".".join(switch): False},
    )
    one.put(_REPLICAS, Slot(f"{read} | toJson", condition=f"if not .Values.{'.'.join(switch)}"))


def _is_autoscaled(draft: ChartDraft, one: ObjectTemplate) -> bool:
    targets = [scaler.get("spec", "scaleTargetRef") for scaler in draft.of_kind("HorizontalPodAutoscaler")]
    aims = [(target.get("kind"), target.get("name")) for target in targets if isinstance(target, dict)]
    # With several of them, no one switch is about this workload.
    return aims == [(one.kind, one.name)]


def _add_metadata(
    draft: ChartDraft, one: ObjectTemplate, pod: FieldPath, to: ValuePath, config_files: tuple[str, ...]
) -> None:
    """Labels and annotations of pods; a template that has no metadata gets none."""
    metadata = FieldPath((*pod, *_METADATA))
    if not pod or not isinstance(one.get(*metadata), dict) or not one.get(*metadata):
        return
    labels = metadata.child("labels")
    if one.is_free(labels) and bool(texts_in(one.get(*labels))) == one.has(labels):
        schema = texts_but(sorted(texts_in(one.get(*labels))))
        added = draft.values.add((*to, "podLabels"), {}, "More labels of the pods.", schema, is_needed=False)
        add_pod_labels(draft, one, labels, added)
    path = metadata.child("annotations")
    own = one.get(*path) if one.has(path) else {}
    if not one.is_free(path) or (one.has(path) and not own) or not is_fit(own, TEXTS):
        return
    read = draft.values.add((*to, "podAnnotations"), own, "Annotations of the pods.", TEXTS, is_needed=False)
    if own:
        draft.say(one, path, carried(".".join((*to, "podAnnotations"))))
    one.put(path, _annotations(draft, read, own, config_files))


def _annotations(draft: ChartDraft, read: str, own: dict[str, str], config_files: tuple[str, ...]) -> Slot:
    """Annotations of pods, with a checksum of the chart's ConfigMaps if that is asked for."""
    if not config_files or _CHECKSUM in own:
        return text_map(read)
    switch = draft.values.add(("restartOnConfigChange",), False, _RESTART, SWITCH)
    sums = " ".join(f'(include (print $.Template.BasePath "/{file}") .)' for file in config_files)
    return Slot(
        below=(
            *entries(read),
            f"{{{{- if {switch} }}}}",
            f"{_CHECKSUM}: {{{{ print {sums} | sha256sum }}}}",
            "{{- end }}",
        ),
        condition=f"if or {read} {switch}",
    )
