"""What must stand beside a pod that uses devices by claims, in the form that each version reads."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.claim_objects import claim_object

OBJECTS: dict[str, tuple[str, int, dict[str, Any]]] = {
    "stable": ("1.34", 2, {"name": "device", "exactly": {"deviceClassName": "gpu.nvidia.com", "count": 2}}),
    "one": ("1.36", 1, {"name": "device", "exactly": {"deviceClassName": "gpu.nvidia.com"}}),
    "beta": ("1.32", 2, {"name": "device", "deviceClassName": "gpu.nvidia.com", "count": 2}),
    "alpha": ("1.31", 1, {"name": "device", "deviceClassName": "gpu.nvidia.com"}),
}
APIS = {"1.31": "v1alpha3", "1.32": "v1beta1", "1.34": "v1", "1.36": "v1"}


@pytest.mark.parametrize("case", OBJECTS.values(), ids=OBJECTS)
def test_what_must_exist_beside_the_pod(case: tuple[str, int, dict[str, Any]]) -> None:
    version, count, request = case
    spec = {"devices": {"requests": [request]}}
    expected = {"apiVersion": f"resource.k8s.io/{APIS[version]}", "metadata": {"name": "gpus"}}
    template = claim_object("gpus", "gpu.nvidia.com", count, version, is_template=True)
    assert template == {**expected, "kind": "ResourceClaimTemplate", "spec": {"spec": spec}}
    single = claim_object("gpus", "gpu.nvidia.com", count, version, is_template=False)
    assert single == {**expected, "kind": "ResourceClaim", "spec": spec}


def test_before_claims_had_their_present_form() -> None:
    found = claim_object("gpus", "gpu.nvidia.com", 1, "1.28", is_template=False)
    assert found["apiVersion"] == "resource.k8s.io/v1alpha3"
