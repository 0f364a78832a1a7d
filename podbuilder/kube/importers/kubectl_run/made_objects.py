"""What the commands of kubectl make, as Kubernetes reads it: pods and workloads, Services, Secrets."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core.field import Document
from podbuilder.kube.core.kinds import native
from podbuilder.kube.importers.container_settings.object_names import service_name
from podbuilder.kube.importers.kubectl_run.create_handlers import DEFAULT_SCHEDULE
from podbuilder.kube.importers.kubectl_run.kubectl_command import POD, KubectlCommand
from podbuilder.kube.object_patch.merge_patch import merged


def labels_of(command: KubectlCommand) -> dict[str, str]:
    """The labels of the pod that a command makes; none of a Job's, which finds its pods otherwise."""
    if command.is_run:
        return command.labels or {"run": command.name}
    return {"app": command.name} if command.kind == "Deployment" else {}


def pod_of(command: KubectlCommand) -> Document:
    """The pod that the flags make, before overrides."""
    pod = command.parts.pod.documents()[0]
    labels = labels_of(command)
    metadata = {**_metadata(command), **({"labels": labels} if labels else {}), **pod["metadata"]}
    return {**pod, "metadata": metadata}


def main_object(command: KubectlCommand, pod: Document) -> Document:
    """The pod itself, or the workload around it."""
    if command.kind == POD:
        return pod
    inner = {key: value for key, value in pod["metadata"].items() if key not in ("name", "namespace")}
    template = {**({"metadata": inner} if inner else {}), "spec": pod["spec"]}
    labels = labels_of(command) if command.kind == "Deployment" else {}
    return {
        "apiVersion": native()[command.kind].api_version,
        "kind": command.kind,
        "metadata": {**_metadata(command), **({"labels": labels} if labels else {})},
        "spec": _workload_spec(command, template),
    }


def _workload_spec(command: KubectlCommand, template: dict[str, Any]) -> dict[str, Any]:
    if command.kind == "Deployment":
        selector = {"matchLabels": labels_of(command)}
        return {"replicas": command.workload.get("replicas", 1), "selector": selector, "template": template}
    if command.kind == "Job":
        return {"template": template}
    job = {"metadata": {"name": command.name}, "spec": {"template": template}}
    return {"schedule": command.workload.get("schedule", DEFAULT_SCHEDULE), "jobTemplate": job}


def companions_of(command: KubectlCommand) -> list[Document]:
    """What stands beside it: its Service, and Secrets with values that were given."""
    found: list[Document] = []
    if command.service_port:
        port = {"port": command.service_port, "protocol": "TCP", "targetPort": command.service_port}
        service = service_object(command, service_name(command.name), [port])
        found.append(merged(service, command.service_overrides or {}))
    for one in command.parts.pod.companions.values():
        found.append({**one, "metadata": {**one["metadata"], **_namespace(command)}})
    return found


def service_object(command: KubectlCommand, name: str, ports: list[dict[str, Any]]) -> Document:
    """A Service that leads to the pods of a command."""
    labels = {"labels": command.labels} if command.labels else {}
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": name, **_namespace(command), **labels},
        "spec": {"ports": ports, "selector": labels_of(command)},
    }


def _metadata(command: KubectlCommand) -> dict[str, Any]:
    return {"name": command.name, **_namespace(command)}


def _namespace(command: KubectlCommand) -> dict[str, str]:
    return {"namespace": command.namespace} if command.namespace else {}
