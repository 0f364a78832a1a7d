"""The defaults inside a container: image pull policy, ports, probes, lifecycle handlers, environment."""

from __future__ import annotations

from podbuilder.kube.core import image
from podbuilder.kube.defaulting.schema_walk import Hook, Node


def set_defaults_container(container: Node) -> None:
    """Mirrors SetDefaults_Container, Kubernetes v1.36, pkg/apis/core/v1."""
    if "imagePullPolicy" not in container:
        container["imagePullPolicy"] = image.default_pull_policy(container.get("image", ""))
    container.setdefault("terminationMessagePath", "/dev/termination-log")
    container.setdefault("terminationMessagePolicy", "File")
    container.setdefault("resources", {})


def set_defaults_port(port: Node) -> None:
    port.setdefault("protocol", "TCP")
    port.setdefault("containerPort", 0)


def set_defaults_probe(probe: Node) -> None:
    """Mirrors SetDefaults_Probe, Kubernetes v1.36, pkg/apis/core/v1."""
    probe.setdefault("timeoutSeconds", 1)
    probe.setdefault("periodSeconds", 10)
    probe.setdefault("successThreshold", 1)
    probe.setdefault("failureThreshold", 3)


def set_defaults_http_get(action: Node) -> None:
    """Mirrors SetDefaults_HTTPGetAction, Kubernetes v1.36, pkg/apis/core/v1."""
    action.setdefault("path", "/")
    action.setdefault("scheme", "HTTP")
    action.setdefault("port", 0)


def set_defaults_grpc(action: Node) -> None:
    action.setdefault("service", "")
    action.setdefault("port", 0)


def set_number(name: str) -> Hook:
    """No default upstream: a number that is not a pointer is always written, as ports are, too."""

    def write(node: Node) -> None:
        node.setdefault(name, 0)

    return write


def set_defaults_field_ref(selector: Node) -> None:
    """Mirrors SetDefaults_ObjectFieldSelector, Kubernetes v1.36, pkg/apis/core/v1."""
    selector.setdefault("apiVersion", "v1")


def set_defaults_file_key_ref(selector: Node) -> None:
    selector.setdefault("optional", False)
