"""Names out of pastes, and commands with them."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting import read_facts
from podbuilder.kube.troubleshooting.pod_names import PodNames, names_in, names_of

POD = {
    "metadata": {"name": "till", "namespace": "Odd Name"},
    "spec": {"nodeName": "node-9", "containers": [{"name": "app", "image": "till:1"}]},
}
NAMES = {
    "nothing": ("", PodNames()),
    "prose": ("name: web\nWhy?", PodNames()),
    "describe output": (
        "Name:  web-0\nNamespace:    shop\nNode:         node-1/10.0.0.7\nContainers:\n  web:\n    Image: web:1",
        PodNames("web-0", "shop", "node-1", "web:1"),
    ),
    "YAML": ("metadata:\n  name: web-0\n  namespace: shop\nspec:\n  nodeName: n", PodNames("web-0", "shop", "n")),
    "JSON": ('{"metadata": {\n  "name": "web-0",\n  "namespace": "shop"\n}}', PodNames("web-0", "shop")),
    "a row": ("web-0  0/1  Error  0  9s", PodNames("web-0")),
    "an event": (
        "Normal  Scheduled  9s  default-scheduler  Successfully assigned shop/web-0 to node-1",
        PodNames("web-0", "shop", "node-1"),
    ),
    "an event before 1.9": (
        "Normal  Scheduled  9s  default-scheduler  Successfully assigned web-0 to node-1",
        PodNames("web-0", "", "node-1"),
    ),
    "a Job's event": ("9s  Warning  FailedCreate  job/till  refused", PodNames(job="till")),
    "an event of something else": ("9s  Warning  FailedCreate  replicaset/till  refused", PodNames()),
    "a message": (
        "Warning  BackOff  9s  kubelet  Back-off restarting failed container web in pod web-0_shop(1f2e3d4c-5b6a)",
        PodNames("web-0", "shop"),
    ),
    "an image": ('Warning  Failed  9s  kubelet  Failed to pull image "web:9": gone', PodNames(image="web:9")),
}


@pytest.mark.parametrize(("text", "names"), NAMES.values(), ids=NAMES)
def test_the_names_in_a_paste(text: str, names: PodNames) -> None:
    assert names_in(read_facts(text)) == names


def test_a_manifest_tells_what_the_paste_does_not() -> None:
    assert names_in(read_facts("web-0  0/1  Error  0  9s"), POD) == PodNames("web-0", "", "node-9", "till:1", "app")


def test_the_container_that_a_cause_is_about() -> None:
    facts = read_facts('Warning  Failed  9s  kubelet  spec.containers{web}: Failed to pull image "web:9": gone')
    assert names_of(PodNames(), facts) == PodNames(image="web:9", container="web")
    assert names_of(PodNames(), read_facts("hello")) == PodNames()


FILLED = {
    "no name": (PodNames(), "kubectl describe pod POD", "kubectl describe pod POD"),
    "a name": (PodNames("web-0"), "kubectl describe pod POD", "kubectl describe pod web-0"),
    "a namespace": (PodNames("web-0", "shop"), "kubectl logs POD", "kubectl -n shop logs web-0"),
    "nodes have none": (PodNames("web-0", "shop", "n"), "kubectl describe node NODE", "kubectl describe node n"),
    "all of them": (PodNames(namespace="shop"), "kubectl get pods -A", "kubectl get pods -A"),
    "not kubectl": (PodNames(namespace="shop", image="web:1"), "crictl pull IMAGE", "crictl pull web:1"),
}


@pytest.mark.parametrize(("names", "command", "filled"), FILLED.values(), ids=FILLED)
def test_a_command_with_names(names: PodNames, command: str, filled: str) -> None:
    assert names.fill(command) == filled
