"""Taking devices away again, with what came with them."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.devices import requests
from podbuilder.kube.devices.removal import drop, leftovers
from tests.support.devices import AT, POD, patched, with_all
from tests.support.pod_text import pod_of

GPU = "nvidia.com/gpu"
PRODUCT = "nvidia.com/gpu.product"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"


def taken(pod: dict[str, Any], resource: str = GPU) -> dict[str, Any]:
    """The pod without a device, and without all that came with it."""
    for name in [o.name for o in leftovers(pod, AT, resource)]:
        pod = patched(pod, {o.name: o for o in leftovers(pod, AT, resource)}[name].edits)
    return patched(pod, drop(pod, AT, resource))


@pytest.mark.parametrize("resource", [*(v.resources[0].name for v in requests.vendors()), "example.com/fpga"])
@pytest.mark.parametrize("wanted", [{}, {"values": ("a",)}, {"values": ("a", "b")}, {"is_strict": False}])
def test_what_was_added_can_be_taken_away(resource: str, wanted: dict[str, Any]) -> None:
    vendor = requests.vendor_of(resource)
    values = wanted.get("values", ("a",) if wanted else ())
    models = tuple((m.key, values) for m in vendor.models) if vendor and values else ()
    pod = with_all(POD, resource, models=models, is_strict=wanted.get("is_strict", True))
    pod = patched(pod, requests.ask(pod, AT, resource, 2))
    assert len(leftovers(pod, AT, resource)) >= 2
    assert all(o.reason.endswith(".") for o in leftovers(pod, AT, resource))
    assert taken(pod, resource) == POD


def test_other_amounts_stay() -> None:
    resources = {"requests": {"cpu": "1", GPU: 1}, "limits": {GPU: 1}, "claims": [{"name": "x"}]}
    pod = pod_of(containers=[{"name": "a", "resources": resources}])
    assert patched(pod, drop(pod, AT, GPU))["spec"]["containers"][0]["resources"] == {
        "requests": {"cpu": "1"},
        "claims": [{"name": "x"}],
    }
    assert drop(POD, AT, GPU) == []


def test_what_another_container_needs_stays() -> None:
    pod = with_all(POD, GPU, models=((PRODUCT, ("a",)),))
    pod = patched(pod, requests.ask(pod, AT, GPU, 1))
    other = {"name": "other", "resources": {"limits": {"nvidia.com/mig-1g.5gb": 1}}}
    pod["spec"]["containers"].append(other)
    assert [o.name for o in leftovers(pod, AT, GPU)] == ["shared-memory", "env"]


def test_what_another_device_of_the_container_needs_stays() -> None:
    pod = with_all(POD, GPU)
    pod = patched(pod, [*requests.ask(pod, AT, GPU, 1), *requests.ask(pod, AT, "amd.com/gpu", 1)])
    assert [o.name for o in leftovers(pod, AT, GPU)] == ["toleration", "runtime-class"]


def test_what_is_the_pods_own_stays() -> None:
    zone = {"key": "zone", "operator": "In", "values": ["a"]}
    model = {"key": PRODUCT, "operator": "In", "values": ["b"]}
    weighted = {"weight": 1, "preference": {"matchExpressions": [zone]}}
    mounts = [{"name": "disk", "mountPath": "/y"}, {"name": "shm", "mountPath": "/dev/shm/"}]
    pod = pod_of(
        tolerations=["odd", {"key": "mine", "operator": "Exists"}],
        nodeSelector={"mine": "yes", PRODUCT: "a"},
        runtimeClassName="gvisor",
        affinity={
            "nodeAffinity": {
                REQUIRED: {"nodeSelectorTerms": [{"matchExpressions": [zone, model]}, {"matchFields": []}, "odd"]},
                PREFERRED: [weighted, {"weight": 2, "preference": {"matchExpressions": [model]}}],
            },
            "podAffinity": {},
        },
        volumes=["odd", {"name": "shm", "emptyDir": {"medium": "Memory"}}, {"name": "disk", "emptyDir": {}}],
        containers=[
            {
                "name": "a",
                "resources": {"limits": {GPU: 1}},
                "volumeMounts": mounts,
                "env": [{"name": "A"}],
            },
            {"name": "b", "volumeMounts": [{"name": "shm", "mountPath": "/x"}], "env": ["odd", {"name": "A"}]},
        ],
    )
    spec = taken(pod)["spec"]
    assert spec["tolerations"] == ["odd", {"key": "mine", "operator": "Exists"}]
    assert spec["nodeSelector"] == {"mine": "yes"}
    assert spec["runtimeClassName"] == "gvisor"
    assert spec["affinity"]["nodeAffinity"] == {
        REQUIRED: {"nodeSelectorTerms": [{"matchExpressions": [zone]}, {"matchFields": []}, "odd"]},
        PREFERRED: [weighted],
    }
    assert spec["volumes"] == pod["spec"]["volumes"]
    assert spec["containers"] == [
        {"name": "a", "volumeMounts": mounts[:1], "env": [{"name": "A"}]},
        pod["spec"]["containers"][1],
    ]


def test_a_term_of_models_alone_let_every_node_in_without_it() -> None:
    model = {"key": PRODUCT, "operator": "In", "values": ["b"]}
    zone = {"key": "zone", "operator": "In", "values": ["a"]}
    terms = [{"matchExpressions": [model]}, {"matchExpressions": [zone]}]
    pod = pod_of(
        affinity={"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": terms}}},
        containers=[{"name": "a", "resources": {"limits": {GPU: 1}}}],
    )
    assert "affinity" not in taken(pod)["spec"]
