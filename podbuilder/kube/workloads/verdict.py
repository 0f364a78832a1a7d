"""A workload from top to bottom: read, defaulted and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document, ErrorType, FieldError, FieldPath
from podbuilder.kube.core.kinds import Kind, kind_of
from podbuilder.kube.decoding import decode_wrapper
from podbuilder.kube.validation.formats import name_is_dns_label, name_is_dns_subdomain
from podbuilder.kube.validation.object_meta import validate_object_meta
from podbuilder.kube.validation.options import PodOptions, options_for
from podbuilder.kube.workloads import apps, batch, core
from podbuilder.kube.workloads.defaults import set_defaults
from podbuilder.kube.workloads.identity import validate_identity

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


def errors_of(whole: Document, within: FieldPath, template: Document, version: str) -> Iterator[FieldError]:
    """What the server of this version refuses in a workload beyond its pod template, which is at `within`.

    `whole` is the workload as it was written, `template` its pod template, well-typed and with its defaults. Errors
    in the template that concern the kind are included; a kind that Kubernetes does not define has none.
    """
    kind = kind_of(whole)
    if kind is None or not kind.definition:
        return
    yield from validate_identity(whole, kind)
    decoded = decode_wrapper(_without_template(whole, within), version, kind.name)
    yield from decoded.errors
    refused = {error.path for error in decoded.errors if error.type is ErrorType.TYPE_INVALID}
    for error in _validate(decoded.document, kind, template, options_for(version)):
        if not any(error.path[:length] in refused for length in range(len(error.path) + 1)):
            yield error


def _validate(wrapper: Document, kind: Kind, template: Document, options: PodOptions) -> Iterator[FieldError]:
    wrapper = set_defaults(wrapper, kind.name, template, options)
    # The server sets its own generation before it validates.
    metadata = {name: value for name, value in wrapper["metadata"].items() if name != "generation"}
    # Since 1.27 the name of a StatefulSet must be a label, so that the host names of its pods are valid.
    is_label = kind.name == "StatefulSet" and options.minor >= 27
    rule = name_is_dns_label if is_label else name_is_dns_subdomain
    yield from validate_object_meta(metadata, METADATA, options, kind.name, rule)
    yield from VALIDATORS[kind.name](wrapper, template, options)


def _without_template(whole: Document, within: FieldPath) -> Document:
    """The workload with an empty template where there is one; anything else there is left for the decoder to refuse."""
    if isinstance(document.get(whole, within), dict):
        emptied: Document = document.assign(whole, within, {})
        return emptied
    return whole
