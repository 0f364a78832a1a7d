"""What a whole pod asks for and may use, as the server prints it."""

import pytest

from podbuilder.kube.insight import effective_limits, effective_requests

POD = {
    "spec": {
        "containers": [{"name": "app", "resources": {"requests": {"cpu": "0.5"}, "limits": {"memory": "1.5Gi"}}}],
        "initContainers": [{"name": "wait", "resources": {"requests": {"memory": "64Mi"}}}],
        "resources": {"requests": {"cpu": "2"}},
        "overhead": {"cpu": "100m"},
    }
}


@pytest.mark.parametrize(
    ("version", "requests"),
    [("1.36", {"cpu": "2100m", "memory": "64Mi"}), ("1.33", {"cpu": "600m", "memory": "64Mi"})],
)
def test_requests(version, requests):
    assert effective_requests(POD, version) == requests


def test_limits():
    assert effective_limits(POD, "1.36") == {"memory": "1536Mi"}


def test_a_pod_without_a_spec():
    assert effective_requests({}, "1.36") == effective_limits({}, "1.36") == {}
