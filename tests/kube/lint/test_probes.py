"""What probes ask, how patient they are, and which ones are proposed."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS
from podbuilder.kube.lint.probes import (
    handler,
    liveness_proposal,
    patience,
    pre_stop_wait,
    proposal,
    readiness_proposal,
)
from podbuilder.kube.lint.subject import Container


def container_of(**fields: Any) -> Container:
    return Container(FieldPath(("spec", "containers", 0)), fields, CONTAINERS)


HTTP = {"httpGet": {"path": "/", "port": 8080}}


@pytest.mark.parametrize(
    ("ports", "proposed"),
    {
        "no port": ([], None),
        "UDP": ([{"containerPort": 53, "protocol": "UDP"}], None),
        "some port": ([{"containerPort": 5432}], {"tcpSocket": {"port": 5432}}),
        "the first of TCP": (
            [{"containerPort": 53, "protocol": "UDP"}, {"containerPort": 5432}, {"containerPort": 8080}],
            {"tcpSocket": {"port": 5432}},
        ),
        "TCP in so many words": ([{"containerPort": 7, "protocol": "TCP"}], {"tcpSocket": {"port": 7}}),
        "a port of the web": ([{"containerPort": 8080}], HTTP),
        "its name says HTTP": (
            [{"containerPort": 7, "name": "http-admin"}],
            {"httpGet": {"path": "/", "port": 7}},
        ),
        "its name is web": ([{"containerPort": 7, "name": "web"}], {"httpGet": {"path": "/", "port": 7}}),
        "its name has web in it": ([{"containerPort": 7, "name": "webhook"}], {"tcpSocket": {"port": 7}}),
        "gRPC before the number": ([{"containerPort": 8080, "name": "grpc"}], {"grpc": {"port": 8080}}),
    }.values(),
)
def test_a_proposed_handler(ports: list[dict[str, Any]], proposed: dict[str, Any] | None) -> None:
    assert proposal(container_of(ports=ports)) == proposed


@pytest.mark.parametrize(
    ("probe", "asks"),
    {
        "nothing": ({}, ("", {})),
        "only numbers": ({"periodSeconds": 5}, ("", {})),
        "HTTP with its defaults": ({"httpGet": {"port": 80}}, ("httpGet", {"path": "/", "scheme": "HTTP", "port": 80})),
        "HTTP without them": (
            {"httpGet": {"port": 80, "path": "/a", "scheme": "HTTPS"}},
            ("httpGet", {"path": "/a", "scheme": "HTTPS", "port": 80}),
        ),
        "TCP": ({"tcpSocket": {"port": 80}, "periodSeconds": 5}, ("tcpSocket", {"port": 80})),
        "gRPC": ({"grpc": {"port": 80}}, ("grpc", {"port": 80})),
        "a command": ({"exec": {"command": ["true"]}}, ("exec", {"command": ["true"]})),
    }.values(),
)
def test_what_a_probe_asks(probe: dict[str, Any], asks: tuple[str, Any]) -> None:
    assert handler(probe) == asks


@pytest.mark.parametrize(
    ("probe", "seconds"),
    [
        ({}, 30),
        ({"periodSeconds": 5}, 15),
        ({"failureThreshold": 2}, 20),
        ({"timeoutSeconds": 9}, 30),
        ({"timeoutSeconds": 20}, 60),
        ({"periodSeconds": 2, "timeoutSeconds": 4, "failureThreshold": 5}, 20),
        ({"periodSeconds": 0, "failureThreshold": 0}, 30),
    ],
)
def test_patience(probe: dict[str, Any], seconds: int) -> None:
    assert patience(probe) == seconds


@pytest.mark.parametrize(
    ("ready", "tries"),
    [
        ({}, 6),
        ({"failureThreshold": 1}, 2),
        ({"periodSeconds": 3, "failureThreshold": 1}, 1),
        ({"periodSeconds": 7}, 5),
    ],
)
def test_a_proposed_liveness_probe_is_twice_as_patient(ready: dict[str, Any], tries: int) -> None:
    container = container_of(ports=[{"containerPort": 8080}], readinessProbe=ready)
    assert liveness_proposal(container) == {**HTTP, "failureThreshold": tries}
    assert liveness_proposal(container_of(readinessProbe=ready)) is None


@pytest.mark.parametrize(
    ("live", "proposed"),
    {
        "no liveness probe": (None, HTTP),
        "one that asks for something else": (
            {"httpGet": {"port": 8080, "path": "/livez"}, "failureThreshold": 1},
            HTTP,
        ),
        "one that is more patient": ({**HTTP, "failureThreshold": 4}, HTTP),
        "one that is as patient": (HTTP, {**HTTP, "failureThreshold": 1}),
        "one that just leaves time": (
            {**HTTP, "periodSeconds": 11, "failureThreshold": 1},
            {**HTTP, "failureThreshold": 1},
        ),
        "one that leaves no time": ({**HTTP, "failureThreshold": 1}, None),
    }.values(),
)
def test_a_proposed_readiness_probe_is_less_patient(
    live: dict[str, Any] | None, proposed: dict[str, Any] | None
) -> None:
    assert readiness_proposal(container_of(ports=[{"containerPort": 8080}], livenessProbe=live)) == proposed


def test_no_readiness_probe_without_a_port() -> None:
    assert readiness_proposal(container_of(livenessProbe=HTTP)) is None


@pytest.mark.parametrize(
    ("hook", "seconds"),
    {
        "no hook": (None, 0),
        "an HTTP call": ({"httpGet": {"port": 80}}, 0),
        "another command": ({"exec": {"command": ["nginx", "-s", "quit"]}}, 0),
        "a program that begins like sleep": ({"exec": {"command": ["sleepy", "5"]}}, 0),
        "a program that ends like sleep": ({"exec": {"command": ["sh", "-c", "nosleep 5"]}}, 0),
        "sleep of words": ({"exec": {"command": ["sleep", "long"]}}, 0),
        "the action": ({"sleep": {"seconds": 7}}, 7),
        "sleep": ({"exec": {"command": ["sleep", "5"]}}, 5),
        "a shell": ({"exec": {"command": ["/bin/sh", "-c", "sync; sleep  15 && nginx -s quit"]}}, 15),
    }.values(),
)
def test_how_long_a_hook_sleeps(hook: dict[str, Any] | None, seconds: int) -> None:
    assert pre_stop_wait(container_of(lifecycle={"preStop": hook})) == seconds
    assert pre_stop_wait(container_of()) == 0
