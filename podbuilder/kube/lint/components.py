"""Which pods are a part of the cluster itself: of its control plane, its network, its DNS and its nodes."""

from __future__ import annotations

import re

from podbuilder.kube.lint.subject import Container, Subject

# By the ends of their images' repositories; "/" keeps a name from being another's end.
_IMAGES = re.compile(
    r"/(?:kube-(?:apiserver|controller-manager|scheduler|proxy|vip)|etcd|coredns|kubelet|hyperkube|cloud-controller-manager|"
    r"calico/\w+|cilium(?:-\w+)*|flannel(?:-cni-plugin)?|multus(?:-cni)?|amazon-k8s-cni|k8s-dns-[a-z-]+|metrics-server|"
    r"node-exporter|node-problem-detector|keepalived(?:-vip)?)(?:-amd64|-arm64)?$"
)
# What a cluster or a node cannot do without has one of these priority classes.
_CRITICAL = ("system-node-critical", "system-cluster-critical")


def is_component(pod: Subject) -> bool:
    """Whether a pod is a part of the cluster, by its priority class or by an image of a container that lasts."""
    return pod.spec.get("priorityClassName") in _CRITICAL or any(map(_is_known, pod.lasting))


def _is_known(c: Container) -> bool:
    return c.image is not None and _IMAGES.search(f"/{c.image.repository}") is not None
