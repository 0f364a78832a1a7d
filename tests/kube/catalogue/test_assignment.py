"""A field said with its value."""

from __future__ import annotations

import pytest

from podbuilder.kube.catalogue.assignment import read, targets
from podbuilder.kube.core.versions import DEFAULT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", None),
        ("image", None),
        ("image:", None),
        ("image ", None),
        ("- 5", None),
        (": 5", None),
        ("periodSeconds 5", ("periodSeconds", "5")),
        ("replicas: 3", ("replicas", "3")),
        ("replicas=3", ("replicas", "3")),
        ("  image   nginx:1.27  ", ("image", "nginx:1.27")),
        ("image: 'nginx:1.27'", ("image", "nginx:1.27")),
        ('app: ""', ("app", "")),
        ('app: "', ("app", '"')),
        ("resources.limits.nvidia.com/gpu 1", ("resources.limits.nvidia.com/gpu", "1")),
        ("spec.containers[0].image nginx", ("spec.containers[0].image", "nginx")),
        ("env. x", ("env", "x")),
    ],
)
def test_what_is_said(text: str, said: tuple[str, str] | None) -> None:
    assert read(text) == said


@pytest.mark.parametrize(
    ("field", "patterns"),
    [
        ("nonsense", []),
        ("resources", []),
        ("env", []),
        ("limits", []),
        ("image", ["spec.containers[].image"]),
        ("spec.containers[0].IMAGE", ["spec.containers[].image"]),
        ("hostnetwork", ["spec.hostNetwork"]),
        ("dnsConfig.options.name", ["spec.dnsConfig.options[].name"]),
        ("cpu", ["spec.containers[].resources.requests[cpu]", "spec.containers[].resources.limits[cpu]"]),
        ("spec.containers.resources.limits.memory", ["spec.containers[].resources.limits[memory]"]),
        ("containers.resources.requests.nvidia.com/gpu", ["spec.containers[].resources.requests[nvidia.com/gpu]"]),
        ("metadata.labels.app.kubernetes.io/name", ["metadata.labels[app.kubernetes.io/name]"]),
        ("nodeSelector.zone", ["spec.nodeSelector[zone]"]),
    ],
)
def test_which_fields_are_meant(field: str, patterns: list[str]) -> None:
    found = [f"{one.pattern}[{one.key}]" if one.key else one.pattern for one in targets(DEFAULT, field)]
    assert found[: len(patterns)] == patterns
    assert len(found) == len(patterns) or field == "image"


def test_those_that_most_pods_have_come_first() -> None:
    assert targets(DEFAULT, "image")[0].pattern == "spec.containers[].image"
    probes = [one.pattern for one in targets(DEFAULT, "periodSeconds")]
    assert probes[:2] == [
        "spec.containers[].livenessProbe.periodSeconds",
        "spec.containers[].readinessProbe.periodSeconds",
    ]


def test_the_workload_s_are_found_where_there_is_one() -> None:
    assert targets(DEFAULT, "replicas") == []
    assert [one.pattern for one in targets(DEFAULT, "replicas", "Deployment")] == ["Deployment.spec.replicas"]
