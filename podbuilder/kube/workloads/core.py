"""ReplicationController and PodTemplate. Mirrors Kubernetes v1.36, pkg/apis/core/validation."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import ROOT, Document, FieldError, required
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.pod_template import validate_pod_template as validate_template
from podbuilder.kube.workloads.numbers import validate_nonnegative_fields
from podbuilder.kube.workloads.pod_template import (
    validate_read_only_persistent_disks,
    validate_runs_always,
    with_own_rules,
)
from podbuilder.kube.workloads.selector import labels_of, validate_labels_are_selected

SPEC = ROOT.child("spec")
TEMPLATE = SPEC.child("template")


def validate_replication_controller(wrapper: Document, template: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateReplicationControllerSpec. Its selector is a plain map, by default the template's labels."""
    spec = wrapper["spec"]
    selector = spec["selector"]
    yield from validate_nonnegative_fields(spec, ("minReadySeconds", "replicas"), SPEC)
    if not selector:
        yield required(SPEC.child("selector"), "Say which pods it owns, or give the template labels to select by.")
    if "template" not in spec:
        yield required(TEMPLATE, "Give the template that pods are made from.")
        return
    if selector:
        yield from validate_labels_are_selected({"matchLabels": selector}, labels_of(template), TEMPLATE)
    errors = validate_template(template, TEMPLATE, options)
    yield from with_own_rules(errors, validate_runs_always(template, TEMPLATE, "ReplicationController"))
    if spec["replicas"] > 1:
        yield from validate_read_only_persistent_disks(template, TEMPLATE, options)


def validate_pod_template(wrapper: Document, template: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidatePodTemplate: nothing beyond metadata and the template itself."""
    return validate_template(template, ROOT.child("template"), options)
