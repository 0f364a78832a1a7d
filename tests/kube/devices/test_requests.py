"""Asking for GPUs and other devices: what is known of them, what is wrong with a wish, and how it is written."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.devices import requests
from podbuilder.kube.review import review
from tests.support.devices import AT, POD, patched
from tests.support.pod_text import pod_of

RESOURCES = [resource.name for vendor in requests.vendors() for resource in vendor.resources]


def test_request_and_limit_are_the_same() -> None:
    resources = patched(POD, requests.ask(POD, AT, "nvidia.com/gpu", 3))["spec"]["containers"][0]["resources"]
    assert resources == {"requests": {"nvidia.com/gpu": 3}, "limits": {"nvidia.com/gpu": 3}}
    assert requests.ask(pod_of(containers=[{"resources": resources}]), AT, "nvidia.com/gpu", 3) == []
    assert requests.asked({"resources": resources}) == {"nvidia.com/gpu": "3"}


def test_a_number_in_quotes_stays_in_quotes() -> None:
    quoted = {"requests": {"nvidia.com/gpu": "3"}, "limits": {"nvidia.com/gpu": "3"}}
    pod = pod_of(containers=[{"resources": quoted}])
    assert requests.ask(pod, AT, "nvidia.com/gpu", 3) == []
    assert patched(pod, requests.ask(pod, AT, "nvidia.com/gpu", 2))["spec"]["containers"][0]["resources"] == {
        "requests": {"nvidia.com/gpu": "2"},
        "limits": {"nvidia.com/gpu": "2"},
    }


@pytest.mark.parametrize(
    ("limits", "written"),
    {
        "as its neighbour is": ({"cpu": "4"}, "2"),
        "as its like, whatever stands beside it": ({"cpu": "4", "nvidia.com/gpu": 1}, 2),
        "plain beside amounts with units": ({"cpu": "500m", "memory": "1Gi"}, 2),
        "plain beside plain ones": ({"cpu": 4}, 2),
        "plain where there is no mapping": ([], 2),
    }.values(),
)
def test_the_number_is_written_as_those_beside_it(limits: Any, written: int | str) -> None:
    pod = pod_of(containers=[{"resources": {"limits": limits}}])
    edits = requests.ask(pod, AT, "nvidia.com/gpu", 2)
    assert [edit.value for edit in edits] == [written, written]


@pytest.mark.parametrize("resource", RESOURCES)
def test_what_is_offered_is_accepted(resource: str) -> None:
    assert requests.problem(resource, 1) == ""
    assert not review(patched(POD, requests.ask(POD, AT, resource, 1)), "1.36").errors
    assert requests.known(resource) is not None
    assert requests.vendor_of(resource) is not None


PROBLEMS = {
    "a whole number": ("nvidia.com/gpu", 2, ""),
    "any number": ("amd.com/gpu", 7, ""),
    "the largest number": ("amd.com/gpu", requests.MOST, ""),
    "a name of one's own": ("example.com/fpga", 1, ""),
    "a domain that ends alike": ("notkubernetes.io/fpga", 1, ""),
    "no domain": ("gpu", 1, "domain and a name"),
    "a domain too long": (f"{'a' * 254}/gpu", 1, "at most 253"),
    "a name too long": (f"example.com/{'a' * 64}", 1, "its name 63"),
    "Kubernetes' own": ("kubernetes.io/batch-cpu", 1, "belong to Kubernetes"),
    "Kubernetes' own, below": ("node.kubernetes.io/gpu", 1, "belong to Kubernetes"),
    "half a GPU": ("nvidia.com/gpu", 0.5, "whole number, at least 1"),
    "none": ("nvidia.com/gpu", 0, "whole number, at least 1"),
    "yes": ("nvidia.com/gpu", True, "whole number, at least 1"),
    "more than can be counted": ("nvidia.com/gpu", requests.MOST + 1, "cannot count that many"),
    "two shares": ("nvidia.com/gpu.shared", 2, "ask for 1"),
}


@pytest.mark.parametrize("case", PROBLEMS.values(), ids=PROBLEMS)
def test_what_is_wrong_is_said(case: tuple[str, Any, str]) -> None:
    resource, count, fragment = case
    message = requests.problem(resource, count)
    assert fragment in message if fragment else message == ""


ASKED: dict[str, tuple[Any, dict[str, str]]] = {
    "nothing": ({}, {}),
    "no devices": ({"resources": {"limits": {"cpu": "1", "hugepages-2Mi": "2Mi", "x.kubernetes.io/y": 1}}}, {}),
    "a limit alone": ({"resources": {"limits": {"amd.com/gpu": "2"}}}, {"amd.com/gpu": "2"}),
    "a request alone": ({"resources": {"requests": {"amd.com/gpu": 2}}}, {"amd.com/gpu": "2"}),
    "the limit before the request": (
        {"resources": {"requests": {"amd.com/gpu": 1}, "limits": {"amd.com/gpu": 2}}},
        {"amd.com/gpu": "2"},
    ),
    "no amount": ({"resources": {"limits": {"amd.com/gpu": {}}}}, {"amd.com/gpu": ""}),
    "no mapping": ({"resources": {"limits": ["amd.com/gpu"]}}, {}),
    "no container": ("web", {}),
}


@pytest.mark.parametrize("case", ASKED.values(), ids=ASKED)
def test_what_a_container_asks_for(case: tuple[Any, dict[str, str]]) -> None:
    container, found = case
    assert requests.asked(container) == found


def test_devices_in_words() -> None:
    assert requests.label_of("nvidia.com/gpu", 2) == "2 × NVIDIA GPU"
    assert requests.label_of("nvidia.com/mig-1g.5gb") == "NVIDIA GPU: MIG 1g.5gb (A100 40 GB)"
    assert requests.label_of("nvidia.com/odd", 1) == "1 × nvidia.com/odd"
    assert requests.label_of("example.com/fpga") == "example.com/fpga"


def test_what_is_known_is_complete() -> None:
    assert [v.slug for v in requests.vendors()] == ["nvidia", "amd", "intel", "tpu", "neuron", "gaudi"]
    assert all(rule.endswith(".") for rule in requests.RULES)
    for vendor in requests.vendors():
        assert requests.vendor(vendor.slug) is vendor
        assert vendor.source.startswith("https://")
        assert {r.way for r in vendor.resources} <= set(requests.WAYS)
        assert vendor.models
        assert vendor.classes
    assert requests.vendor_of("example.com/x") is None
    assert requests.vendor("other") is None
