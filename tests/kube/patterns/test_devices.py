"""Asking for GPUs and other devices, and what goes well with them."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.patterns import devices
from podbuilder.kube.review import review
from tests.kube.patterns.support import pod_of
from tests.support.pods import path_of

AT = path_of("spec.containers[0]")
POD = pod_of(containers=[{"name": "train", "image": "x:1"}])
RESOURCES = [resource["name"] for vendor in devices.vendors() for resource in vendor.resources]


def patched(pod: dict[str, Any], edits: Any) -> dict[str, Any]:
    return Manifest.read(write(pod)).patch(edits).pod


@pytest.mark.parametrize("resource", [*RESOURCES, "example.com/fpga"])
def test_a_pod_with_a_device_and_all_offers_is_accepted(resource: str) -> None:
    pod = patched(POD, devices.ask(POD, AT, resource, 1))
    for offer in devices.offers(pod, AT, resource, model=("example.com/model", "big")):
        assert offer.reason.endswith(".")
        pod = patched(pod, offer.edits)
    for version in ("1.29", "1.36"):
        result = review(pod, version)
        assert not result.errors
        assert not result.warnings
    assert not any(offer.edits for offer in devices.offers(pod, AT, resource, model=("example.com/model", "big")))


def test_request_and_limit_are_the_same() -> None:
    resources = patched(POD, devices.ask(POD, AT, "nvidia.com/gpu", 3))["spec"]["containers"][0]["resources"]
    assert resources == {"requests": {"nvidia.com/gpu": 3}, "limits": {"nvidia.com/gpu": 3}}
    assert devices.ask(pod_of(containers=[{"resources": resources}]), AT, "nvidia.com/gpu", 3) == []


def test_shared_memory_is_in_memory_and_has_a_size() -> None:
    offer = next(o for o in devices.offers(POD, AT, "nvidia.com/gpu", memory="2Gi") if o.name == "shared-memory")
    spec = patched(POD, offer.edits)["spec"]
    assert spec["volumes"] == [{"name": "shared-memory", "emptyDir": {"medium": "Memory", "sizeLimit": "2Gi"}}]
    assert spec["containers"][0]["volumeMounts"] == [{"name": "shared-memory", "mountPath": "/dev/shm"}]
    assert "hostIPC" in offer.reason


def test_a_toleration_for_everything_is_enough() -> None:
    pod = pod_of(containers=[{"name": "a"}], tolerations=[{"operator": "Exists"}])
    assert devices.offers(pod, AT, "nvidia.com/gpu")[0].edits == ()


PROBLEMS = {
    "a whole number": ("nvidia.com/gpu", 2, ""),
    "any number": ("amd.com/gpu", 7, ""),
    "a name of one's own": ("example.com/fpga", 1, ""),
    "no domain": ("gpu", 1, "domain and a name"),
    "half a GPU": ("nvidia.com/gpu", 0.5, "whole numbers"),
    "none": ("nvidia.com/gpu", 0, "whole numbers"),
    "yes": ("nvidia.com/gpu", True, "whole numbers"),
    "two shares": ("nvidia.com/gpu.shared", 2, "ask for 1"),
}


@pytest.mark.parametrize("case", PROBLEMS.values(), ids=PROBLEMS)
def test_what_is_wrong_is_said(case: tuple[str, Any, str]) -> None:
    resource, count, fragment = case
    message = devices.problem(resource, count)
    assert fragment in message if fragment else message == ""


@pytest.mark.parametrize("source", [{"claim_name": "mine"}, {"template": "one-gpu"}])
def test_a_claim_is_bound_to_a_container(source: dict[str, str]) -> None:
    pod = patched(POD, devices.claim(POD, AT, "gpu", **source))
    assert not review(pod, "1.34").errors
    assert pod["spec"]["containers"][0]["resources"]["claims"] == [{"name": "gpu"}]
    assert list(devices.claim(pod, AT, "gpu", **source)) == []


def test_the_rules_are_sentences() -> None:
    assert all(rule.endswith(".") for rule in devices.RULES)
    assert devices.vendor_of("example.com/x") is None
    assert len(devices.vendors()) == 6
