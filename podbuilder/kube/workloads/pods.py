"""The pods that a workload makes of its template, and what the API server refuses in them."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube import validation
from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldPath
from podbuilder.kube.validation.formats import is_dns1123_label
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.workloads.claims import at_its_place, with_claims

# What pods get of their template's metadata; names and the like they get from their workload.
COPIED = ("labels", "annotations", "finalizers")
NAME = "web"


def validate_pods(
    pod: Document, kind: str, wrapper: Document, within: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """What is refused in pods that are made from the template at `within`; `pod` is that with a pod's defaults.

    Mirrors GetPodFromTemplate, Kubernetes v1.36, pkg/controller, and initIdentity, pkg/controller/statefulset.
    """
    metadata = pod.get("metadata") or {}
    made = {**pod, "metadata": {"name": NAME, **{name: metadata[name] for name in COPIED if name in metadata}}}
    if kind != "StatefulSet":
        yield from (error.below(within) for error in validation.validate_pod(made, options.version))
        return
    for error in validation.validate_pod(with_claims(made, wrapper), options.version):
        yield at_its_place(error.below(within), made, wrapper, within)
    # Since 1.33 a StatefulSet with such a name is refused; its pods, which have it as their subdomain, always were.
    service = wrapper["spec"].get("serviceName")
    if service and options.minor < 33:
        yield from invalid_for_each(ROOT.child("spec", "serviceName"), service, is_dns1123_label(service))
