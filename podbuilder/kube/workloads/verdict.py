"""A workload from top to bottom: read, defaulted and checked, and the pods that it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from podbuilder.kube import defaulting
from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldPath, FieldWarning
from podbuilder.kube.core.generated_name import generated_name
from podbuilder.kube.core.kinds import Kind
from podbuilder.kube.decoding import Decoded, decode_wrapper, not_refused
from podbuilder.kube.validation.formats import name_is_dns_label, name_is_dns_subdomain
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.object_meta import validate_object_meta
from podbuilder.kube.validation.options import PodOptions, options_for
from podbuilder.kube.workloads import apps, batch, core, former_fields
from podbuilder.kube.workloads.defaults import set_defaults
from podbuilder.kube.workloads.pods import validate_pods
from podbuilder.kube.workloads.warnings import warnings_for_workload

# A validator of a kind's fields: the wrapper with its defaults, the template with its own, what the version allows.
Validator = Callable[[Document, Document, PodOptions], Iterator[FieldError]]

METADATA = ROOT.child("metadata")
VALIDATORS: dict[str, Validator] = {
    "Deployment": apps.validate_deployment,
    "ReplicaSet": apps.validate_replica_set,
    "StatefulSet": apps.validate_stateful_set,
    "DaemonSet": apps.validate_daemon_set,
    "ReplicationController": core.validate_replication_controller,
    "PodTemplate": core.validate_pod_template,
    "Job": batch.validate_job,
    "CronJob": batch.validate_cron_job,
}


class Verdict(NamedTuple):
    """What the server says of a workload, and of the pods that it makes. All paths are the workload's own."""

    # The pod template, and the whole workload, as the server would store them.
    template: Document
    stored: Document
    # A pod as it is made from the template, with a pod's defaults.
    pod: Document
    errors: list[FieldError]
    warnings: list[FieldWarning]
    # What the server refuses in the pods only.
    pod_errors: list[FieldError]


def judge(whole: Document, kind: Kind, within: FieldPath, decoded: Decoded, version: str) -> Verdict:
    """The verdict on a workload of a kind that Kubernetes defines.

    `whole` is the workload as it was written, `decoded` what the server reads in its pod template at `within`.
    """
    options = options_for(version)
    around = decode_wrapper(_without_template(whole, within), version, kind.name)
    template = defaulting.set_template_defaults(decoded.document, version)
    pod = defaulting.set_defaults(decoded.document, version)
    wrapper = set_defaults(around.document, kind.name, template, options)
    former = former_fields.convert(around.document, kind.name)
    refused = [*around.errors, *former, *(error.below(within) for error in decoded.errors)]
    errors = [*refused, *not_refused(_validate(wrapper, around.document, kind, within, template, options), refused)]
    known = {(error.type, error.path) for error in errors}
    # Without a template there are no pods.
    in_pods = validate_pods(pod, kind.name, wrapper, within, options) if document.has(wrapper, within) else ()
    pod_errors = [error for error in not_refused(in_pods, refused) if (error.type, error.path) not in known]
    warnings = list(warnings_for_workload(kind, wrapper, template, within, options))
    stored: Document = document.assign(wrapper, within, template)
    if kind.name == "Job":
        stored = batch.with_generated_selector(stored, options)
    return Verdict(template, stored, pod, errors, warnings, pod_errors)


def _validate(
    wrapper: Document, given: Document, kind: Kind, within: FieldPath, template: Document, options: PodOptions
) -> Iterator[FieldError]:
    for error in _validate_metadata(wrapper["metadata"], kind, options):
        if error.path.is_under(METADATA.child("labels")) and not (given.get("metadata") or {}).get("labels"):
            # They are the template's, which the server copies.
            yield replace(error, path=FieldPath((*within, *error.path)), told_at=error.path)
        else:
            yield error
    yield from VALIDATORS[kind.name](wrapper, template, options)


def _validate_metadata(metadata: Document, kind: Kind, options: PodOptions) -> Iterator[FieldError]:
    # The server sets its own generation before it validates.
    metadata = {name: value for name, value in metadata.items() if name != "generation"}
    # Since 1.27 the name of a StatefulSet must be a label, so that the host names of its pods are valid.
    is_label = kind.name == "StatefulSet" and options.minor >= 27
    rule = name_is_dns_label if is_label else name_is_dns_subdomain
    if kind.name == "ReplicationController" and options.minor >= 35:
        yield from _validate_metadata_of_controller(metadata, options)
    else:
        yield from validate_object_meta(metadata, METADATA, options, kind.name, rule)


def _validate_metadata_of_controller(metadata: Document, options: PodOptions) -> Iterator[FieldError]:
    """Only the name is judged, made up or not; a generateName beside it is merely kept out of addresses.

    Mirrors ValidateObjectMetaWithOpts, Kubernetes v1.36, apimachinery pkg/api/validation, and BeforeCreate, apiserver.
    """
    prefix = metadata.get("generateName", "")
    named = {name: value for name, value in metadata.items() if name != "generateName"}
    if prefix and not named.get("name"):
        named["name"] = generated_name(prefix)
    errors = list(validate_object_meta(named, METADATA, options, "ReplicationController"))
    yield from errors
    if not errors:
        wrong = [sign for sign in "/%" if sign in prefix]
        details = [f'A name becomes part of an address, so it cannot have "{sign}". Remove it.' for sign in wrong]
        yield from invalid_for_each(METADATA.child("generateName"), prefix, details)


def _without_template(whole: Document, within: FieldPath) -> Document:
    """The workload with an empty template where there is one; anything else there is left for the decoder to refuse."""
    if isinstance(document.get(whole, within), dict):
        emptied: Document = document.assign(whole, within, {})
        return emptied
    return whole
