"""What the kubelet says of a probe that fails."""

from typing import Any

import pytest

from podbuilder.kube.lifecycle.probe_words import unhealthy
from tests.kube.lifecycle.plays import APP, pod_of

REFUSED = "connect: connection refused"


@pytest.mark.parametrize(
    ("handler", "early", "late"),
    [
        pytest.param(
            {"httpGet": {"path": "/up", "port": 80}},
            f'Get "http://10.244.1.5:80/up": dial tcp 10.244.1.5:80: {REFUSED}',
            "HTTP probe failed with statuscode: 503",
            id="http",
        ),
        pytest.param(
            {"httpGet": {"path": "up", "port": "web", "scheme": "HTTPS", "host": "h"}},
            f'Get "https://h:8080/up": dial tcp h:8080: {REFUSED}',
            "HTTP probe failed with statuscode: 503",
            id="http with all",
        ),
        pytest.param(
            {"tcpSocket": {"port": "other"}},
            f"dial tcp 10.244.1.5:other: {REFUSED}",
            f"dial tcp 10.244.1.5:other: {REFUSED}",
            id="tcp and a port that is not there",
        ),
        pytest.param(
            {"grpc": {"port": 9}, "timeoutSeconds": 4},
            'timeout: failed to connect service "10.244.1.5:9" within 4s: context deadline exceeded',
            'service unhealthy (responded with "NOT_SERVING")',
            id="grpc",
        ),
        pytest.param({"exec": {"command": ["x"]}}, "", "", id="exec"),
    ],
)
def test_each_handler(handler: dict[str, Any], early: str, late: str) -> None:
    pod = pod_of({**APP, "ports": [{"name": "web", "containerPort": 8080}], "startupProbe": handler})
    container = pod.apps[0]
    told = [unhealthy(pod.document, container, container.probes[0], answers=answers) for answers in (False, True)]
    assert told == [f"Startup probe failed: {early}", f"Startup probe failed: {late}"]
