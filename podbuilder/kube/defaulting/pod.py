"""The way of a new pod through the API server, up to its validation."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core import feature_gates, versions
from podbuilder.kube.core.field import Document
from podbuilder.kube.defaulting import container, volume
from podbuilder.kube.defaulting.admission import admit
from podbuilder.kube.defaulting.feature_gates import drop_disabled_fields
from podbuilder.kube.defaulting.resource_requirements import (
    set_defaults_pod_level,
    set_defaults_requests,
    settle_list,
    settle_quantity,
    settle_resources,
)
from podbuilder.kube.defaulting.schema_walk import Hook, Node, compile_walker
from podbuilder.kube.defaulting.strategy import prepare_for_create

KINDS = ("initContainers", "containers", "ephemeralContainers")

_OBSOLETE_ANNOTATIONS = frozenset(
    f"pod.{stage}.kubernetes.io/init-container{what}" for stage in ("alpha", "beta") for what in ("s", "-statuses")
)


def _divisor(selector: Node) -> None:
    """Not a default upstream: the number is not a pointer, so it is always written."""
    selector.setdefault("divisor", "0")
    settle_quantity(selector, "divisor")


def _claim(spec: Node) -> None:
    volume.set_defaults_claim(spec)
    if "resources" in spec:
        spec["resources"] = dict(spec["resources"])
        settle_resources(spec)


_HOOKS: dict[str, Hook] = {
    "Container": container.set_defaults_container,
    "EphemeralContainer": container.set_defaults_container,
    "ContainerPort": container.set_defaults_port,
    "Probe": container.set_defaults_probe,
    "HTTPGetAction": container.set_defaults_http_get,
    "GRPCAction": container.set_defaults_grpc,
    "TCPSocketAction": container.set_number("port"),
    "SleepAction": container.set_number("seconds"),
    "PreferredSchedulingTerm": container.set_number("weight"),
    "TopologySpreadConstraint": container.set_number("maxSkew"),
    "ObjectFieldSelector": container.set_defaults_field_ref,
    "FileKeySelector": container.set_defaults_file_key_ref,
    "ResourceFieldSelector": _divisor,
    "Volume": volume.set_defaults_volume,
    "HostPathVolumeSource": volume.set_defaults_host_path,
    "SecretVolumeSource": volume.set_defaults_mode,
    "ConfigMapVolumeSource": volume.set_defaults_mode,
    "DownwardAPIVolumeSource": volume.set_defaults_mode,
    "ProjectedVolumeSource": volume.set_defaults_mode,
    "ServiceAccountTokenProjection": volume.set_defaults_token,
    "ISCSIVolumeSource": volume.set_defaults_iscsi,
    "RBDVolumeSource": volume.set_defaults_rbd,
    "AzureDiskVolumeSource": volume.set_defaults_azure_disk,
    "ScaleIOVolumeSource": volume.set_defaults_scale_io,
    "ImageVolumeSource": volume.set_defaults_image,
    "EmptyDirVolumeSource": lambda source: settle_quantity(source, "sizeLimit"),
    "PersistentVolumeClaimSpec": _claim,
}
_walk_spec = compile_walker("PodSpec", _HOOKS)


def set_defaults(pod: Document, version: str) -> Document:
    """The pod as the server of that version would store it, a new object; parts that do not change are shared.

    The argument is decoded and well-typed. No list item is put before or between existing ones; items go only where
    the server itself drops them (volumes of a kind that is switched off).
    """
    pod = fill_in(pod, version)
    admit(pod["spec"])
    return prepare(pod, version)


def fill_in(pod: Document, version: str) -> Document:
    """The pod as admission sees it, a new object as `set_defaults`: with its defaults, but nothing of the cluster's."""
    pod, spec = _copy(pod)
    _set_defaults_pod(spec, version)
    _set_defaults_pod_spec(spec, version)
    _convert(pod, spec)
    if spec["terminationGracePeriodSeconds"] < 0 and versions.minor(version) >= 27:
        spec["terminationGracePeriodSeconds"] = 1
    return pod


def prepare(pod: Document, version: str) -> Document:
    """The pod as it is validated and stored, after admission has changed it; the pod and its spec change in place."""
    drop_disabled_fields(pod["spec"], version)
    prepare_for_create(pod, pod["spec"], version)
    return pod


def set_template_defaults(template: Document, version: str) -> Document:
    """The pod template as the server of that version would store it in a workload, a new object as `set_defaults`.

    Only its pods will get a priority, tolerations and what else SetDefaults_Pod and the registry of pods fill in.
    """
    template, spec = _copy(template)
    _set_defaults_pod_spec(spec, version)
    _convert(template, spec)
    drop_disabled_fields(spec, version)
    return template


def _copy(pod: Document) -> tuple[Document, Node]:
    """A pod or template that may be changed, and its spec, without what is as good as absent."""
    spec = pod.get("spec")
    spec = _walk_spec(spec if isinstance(spec, dict) else {})
    return {**pod, "spec": spec}, spec


def _set_defaults_pod(spec: Node, version: str) -> None:
    """Mirrors SetDefaults_Pod, Kubernetes v1.36, pkg/apis/core/v1."""
    for kind in ("initContainers", "containers"):
        for item in spec.get(kind, ()):
            set_defaults_requests(item)
    if feature_gates.enabled("PodLevelResources", version):
        set_defaults_pod_level(spec)
    if spec.get("hostNetwork"):
        _set_host_ports(spec)
    spec.setdefault("enableServiceLinks", True)


def _set_defaults_pod_spec(spec: Node, version: str) -> None:
    """Mirrors SetDefaults_PodSpec, Kubernetes v1.36, pkg/apis/core/v1; before 1.28 it also set host ports."""
    if spec.get("hostNetwork") and versions.minor(version) < 28:
        _set_host_ports(spec)
    for kind in KINDS:
        for item in spec.get(kind, ()):
            settle_resources(item)
    settle_resources(spec)
    if spec.get("overhead"):
        spec["overhead"] = settle_list(spec["overhead"])
    spec.setdefault("dnsPolicy", "ClusterFirst")
    spec.setdefault("restartPolicy", "Always")
    spec.setdefault("securityContext", {})
    spec.setdefault("terminationGracePeriodSeconds", 30)
    spec.setdefault("schedulerName", "default-scheduler")


def _set_host_ports(spec: Node) -> None:
    """On the host's network a container's port is the host's. Mirrors defaultHostNetworkPorts."""
    for kind in ("initContainers", "containers"):
        for item in spec.get(kind, ()):
            for port in item.get("ports", ()):
                if port.get("containerPort"):
                    port.setdefault("hostPort", port["containerPort"])


def _convert(pod: Document, spec: Node) -> None:
    """What conversion to the server's own types and back changes, in pods and templates alike.

    Mirrors Convert_v1_PodSpec_To_core_PodSpec and dropInitContainerAnnotations, Kubernetes v1.36, pkg/apis/core/v1.
    """
    account: Any = spec.get("serviceAccountName") or spec.get("serviceAccount")
    if account:
        spec["serviceAccountName"] = spec["serviceAccount"] = account
    metadata = pod.get("metadata") or {}
    if not _OBSOLETE_ANNOTATIONS.isdisjoint(metadata.get("annotations") or ()):
        kept = {k: v for k, v in metadata["annotations"].items() if k not in _OBSOLETE_ANNOTATIONS}
        pod["metadata"] = {**metadata, "annotations": kept}
