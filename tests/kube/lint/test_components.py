"""Pods that are a part of the cluster, and such as only look like one."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.lint.components import is_component
from podbuilder.kube.lint.subject import Subject

SPECS: dict[str, tuple[dict[str, Any], bool]] = {
    "an app": ({"containers": [{"name": "a", "image": "nginx:1.27"}]}, False),
    "no image": ({"containers": [{"name": "a"}]}, False),
    "a name that ends alike": ({"containers": [{"name": "a", "image": "registry.example/app-etcd:1"}]}, False),
    "an init container alone": ({"initContainers": [{"name": "a", "image": "calico/cni:v3"}], "containers": []}, False),
    "a priority class of another": ({"priorityClassName": "high", "containers": []}, False),
    "the control plane": ({"containers": [{"name": "a", "image": "registry.k8s.io/kube-proxy:v1.36.0"}]}, True),
    "for one architecture": ({"containers": [{"name": "a", "image": "gcr.io/x/etcd-amd64:3.0"}]}, True),
    "an agent of the network": ({"containers": [{"name": "a", "image": "quay.io/calico/node:v3.30.0"}]}, True),
    "the DNS": ({"containers": [{"name": "a", "image": "registry.k8s.io/coredns/coredns:v1.12.0"}]}, True),
    "what no node can do without": ({"priorityClassName": "system-node-critical", "containers": []}, True),
}


@pytest.mark.parametrize(("spec", "expected"), SPECS.values(), ids=SPECS)
def test_components(spec: dict[str, Any], *, expected: bool) -> None:
    assert is_component(Subject({"spec": spec})) is expected
