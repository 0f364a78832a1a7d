"""Nothing is created in a namespace that is not there, or that is going away."""

from __future__ import annotations

from podbuilder.kube.cluster.admission.request import AdmissionRefusal, Outcome, Request

NAME = "NamespaceLifecycle"
NOT_FOUND = 404


def admit(request: Request) -> Outcome:
    """Mirrors Admit, Kubernetes v1.36, apiserver pkg/admission/plugin/namespace/lifecycle."""
    name = request.namespace
    if not request.snapshot.knows("Namespace"):
        return request.unsure(f"The snapshot has no namespaces, so nobody knows whether {name} is there.")
    namespace = request.snapshot.named("Namespace", name)
    if namespace is None:
        return AdmissionRefusal(f'namespaces "{name}" not found', NOT_FOUND)
    if namespace.get("status", {}).get("phase") == "Terminating":
        return request.forbidden(f"unable to create new content in namespace {name} because it is being terminated")
    return request
