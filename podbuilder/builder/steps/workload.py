"""The step of the workload around a pod template: how many pods it makes, when, which are its own, and its metadata."""

from __future__ import annotations

from collections.abc import Callable

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields
from podbuilder.builder.forms.layout import Line
from podbuilder.builder.steps import claims, job
from podbuilder.builder.steps.metadata import BY_HAND, labels_and_annotations
from podbuilder.builder.steps.outline import workload_of
from podbuilder.builder.steps.selector import draw_selector
from podbuilder.kube.catalogue import SERVER_WRITTEN
from podbuilder.kube.core.field import FieldPath

# What the names of its pods are made from.
NAMES = {
    "StatefulSet": "Its pods are named after it and numbered: web-0, web-1 and so on.",
    "CronJob": "At most 52 characters, since the time is added to it for the name of each job.",
    "PodTemplate": "",
}
OTHER_NAMES = "The names of its pods begin with it; the rest is random."

SCALE = ("replicas", "minReadySeconds")


def draw(sheet: Sheet) -> list[Part]:
    kind = workload_of(sheet.pod)
    at = FieldPath((kind,))
    return [_name(sheet, at, kind), *SPECS.get(kind, _no_spec)(sheet, at.child("spec")), *_metadata(sheet, at, kind)]


def _name(sheet: Sheet, at: FieldPath, kind: str) -> Part:
    metadata = at.child("metadata")
    hint = NAMES.get(kind, OTHER_NAMES)
    controls = [sheet.control(metadata.child("name"), hint=hint), *sheet.controls(metadata, "namespace")]
    line = Line(metadata, f"{metadata}:line", controls)
    return sheet.group(metadata, "Name", [line], f"What the {kind} itself is called, and its namespace")


def _metadata(sheet: Sheet, at: FieldPath, kind: str) -> list[Part]:
    metadata = at.child("metadata")
    about = f"Of the {kind} itself; its pods have those of the pod template"
    return [
        sheet.fold(metadata.child("labels"), "Labels and annotations", labels_and_annotations(sheet, metadata), about),
        sheet.fold(
            metadata,
            "More about the object",
            auto_fields(sheet, metadata, skip=BY_HAND | SERVER_WRITTEN),
            "Generated name, owners, and finalizers",
        ),
    ]


def _no_spec(sheet: Sheet, spec: FieldPath) -> list[Part]:
    return []


def _deployment(sheet: Sheet, spec: FieldPath) -> list[Part]:
    return [
        _scale(sheet, spec),
        draw_selector(sheet, spec.child("selector")),
        _rollout(sheet, spec, "strategy", "maxSurge", "maxUnavailable"),
        _rest(sheet, spec, {*SCALE, "selector", "strategy"}, "Rollout details", "When it gives up, old ReplicaSets"),
    ]


def _scale(sheet: Sheet, spec: FieldPath) -> Part:
    return sheet.group(spec, "Scale", [sheet.line(spec, *SCALE)], "How many pods there are, and when one counts")


def _replica_set(sheet: Sheet, spec: FieldPath) -> list[Part]:
    return [
        _scale(sheet, spec),
        draw_selector(sheet, spec.child("selector")),
        *_remaining(sheet, spec, {*SCALE, "selector"}),
    ]


def _stateful_set(sheet: Sheet, spec: FieldPath) -> list[Part]:
    shown = {*SCALE, "serviceName", "podManagementPolicy", "selector", "updateStrategy", *claims.BY_HAND}
    return [
        sheet.group(
            spec,
            "Scale",
            [sheet.line(spec, "replicas", "serviceName"), sheet.line(spec, "podManagementPolicy", "minReadySeconds")],
            "How many pods there are, and how each is found by name",
        ),
        draw_selector(sheet, spec.child("selector")),
        *claims.draw(sheet, spec),
        _rollout(sheet, spec, "updateStrategy", "partition", "maxUnavailable"),
        _rest(sheet, spec, shown, "Numbering and history", "The number of the first pod, old revisions"),
    ]


def _daemon_set(sheet: Sheet, spec: FieldPath) -> list[Part]:
    return [
        draw_selector(sheet, spec.child("selector")),
        _rollout(sheet, spec, "updateStrategy", "maxUnavailable", "maxSurge"),
        _rest(sheet, spec, {"selector", "updateStrategy"}, "Rollout details", "When a pod counts, old revisions"),
    ]


def _rollout(sheet: Sheet, spec: FieldPath, name: str, *shares: str) -> Part:
    """How new pods take the place of old ones when the template changes."""
    strategy = spec.child(name)
    rolling = strategy.child("rollingUpdate")
    parts: list[Part] = [sheet.line(strategy, "type"), sheet.line(rolling, *shares)]
    parts += auto_fields(sheet, strategy, skip={"type", "rollingUpdate"})
    parts += auto_fields(sheet, rolling, skip=shares)
    return sheet.group(strategy, "Rollout", parts, "How new pods replace old ones when the template changes")


def _rest(sheet: Sheet, spec: FieldPath, shown: set[str], title: str, about: str) -> Part:
    return sheet.fold(spec, title, auto_fields(sheet, spec, skip=shown), about)


def _remaining(sheet: Sheet, spec: FieldPath, shown: set[str]) -> list[Part]:
    """A fold for fields that no version has so far, so that none is ever missing."""
    parts = auto_fields(sheet, spec, skip=shown)
    return [sheet.fold(spec, "More", parts)] if parts else []


SPECS: dict[str, Callable[[Sheet, FieldPath], list[Part]]] = {
    "Deployment": _deployment,
    "StatefulSet": _stateful_set,
    "DaemonSet": _daemon_set,
    "ReplicaSet": _replica_set,
    "ReplicationController": _replica_set,
    "Job": job.draw,
    "CronJob": job.draw_cron_job,
}
