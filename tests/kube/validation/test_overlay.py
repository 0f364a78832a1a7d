"""Closed sets and bounds stand in the overlay, for forms, and beside the rules, for speed: the two must agree."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pytest

from podbuilder.kube import catalogue
from podbuilder.kube.core import versions
from podbuilder.kube.validation import (
    containers,
    dns,
    formats,
    handlers,
    lifecycle,
    ports,
    probes,
    restart_policy,
    scheduling,
)
from podbuilder.kube.validation.options import PodOptions, options_for

CONTAINER = "spec.containers[0]"
INIT = "spec.initContainers[0]"
RULE = f"{CONTAINER}.restartPolicyRules[0]"


def always(choices: Collection[str]) -> Callable[[PodOptions], Collection[str]]:
    return lambda options: choices


CHOICES: dict[str, Callable[[PodOptions], Collection[str]]] = {
    "spec.restartPolicy": always(restart_policy.RESTART_POLICIES),
    "spec.dnsPolicy": always(dns.DNS_POLICIES),
    "spec.preemptionPolicy": always(scheduling.PREEMPTION_POLICIES),
    f"{CONTAINER}.imagePullPolicy": always(containers.PULL_POLICIES),
    f"{CONTAINER}.terminationMessagePolicy": always(containers.TERMINATION_MESSAGE_POLICIES),
    f"{CONTAINER}.ports[0].protocol": always(ports.PORT_PROTOCOLS),
    f"{CONTAINER}.readinessProbe.httpGet.scheme": always(handlers.HTTP_SCHEMES),
    f"{CONTAINER}.lifecycle.stopSignal": always(lifecycle.STOP_SIGNALS_LINUX),
    f"{CONTAINER}.resizePolicy[0].resourceName": always(restart_policy.RESIZE_RESOURCES),
    f"{CONTAINER}.resizePolicy[0].restartPolicy": always(restart_policy.RESIZE_POLICIES),
    f"{RULE}.exitCodes.operator": always(restart_policy.RESTART_RULE_OPERATORS),
    f"{RULE}.action": restart_policy.restart_rule_actions,
    f"{INIT}.restartPolicy": restart_policy.container_restart_policies,
}
BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "spec.activeDeadlineSeconds": (1, formats.MAX_ID),
    f"{CONTAINER}.ports[0].containerPort": (1, 65535),
    # Nought stands for none.
    f"{CONTAINER}.ports[0].hostPort": (0, 65535),
    f"{CONTAINER}.livenessProbe.tcpSocket.port": (1, 65535),
    f"{CONTAINER}.livenessProbe.grpc.port": (1, 65535),
    f"{CONTAINER}.livenessProbe.httpGet.port": (1, 65535),
    **{f"{CONTAINER}.livenessProbe.{name}": (0, None) for name in probes.PROBE_NUMBERS},
}


def field(path: str, version: str) -> catalogue.FieldSpec | None:
    """What the catalogue says of a field; None where the version does not have it."""
    known = catalogue.load(version)
    try:
        return known.field(known.resolve(path))
    except catalogue.UnknownPath:
        return None


@pytest.mark.parametrize("version", versions.VERSIONS)
@pytest.mark.parametrize("path", CHOICES)
def test_choices_are_the_overlays(path: str, version: str) -> None:
    spec = field(path, version)
    if spec is not None:
        assert set(spec.choices) == set(CHOICES[path](options_for(version)))


@pytest.mark.parametrize("path", BOUNDS)
def test_bounds_are_the_overlays(path: str) -> None:
    for version in versions.VERSIONS:
        spec = field(path, version)
        if spec is not None:
            assert (spec.minimum, spec.maximum) == BOUNDS[path]


def test_the_newest_version_has_every_field() -> None:
    assert all(field(path, versions.VERSIONS[-1]) for path in (*CHOICES, *BOUNDS))
