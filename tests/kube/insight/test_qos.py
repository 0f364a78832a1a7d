"""The quality-of-service class of a defaulted pod."""

import pytest

from podbuilder.kube.insight import qos_class
from tests.support.cases import cases


@cases(__file__, "qos.yaml")
def test_class(case):
    spec = {
        "containers": [{"name": f"app-{i}", "resources": own} for i, own in enumerate(case["containers"])],
        "initContainers": [{"name": f"init-{i}", "resources": own} for i, own in enumerate(case.get("init", []))],
    }
    if "pod" in case:
        spec["resources"] = case["pod"]
    assert qos_class({"spec": spec}, case.get("version", "1.36")) == case["class"]


@pytest.mark.parametrize("pod", [{}, {"spec": {}}, {"spec": {"containers": [{"name": "app"}]}}])
def test_a_pod_without_resources(pod):
    assert qos_class(pod, "1.36") == "BestEffort"
