"""What goes well with a device: tolerations, node labels, shared memory and the rest."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.devices import requests
from podbuilder.kube.devices.suggestions import offers
from podbuilder.kube.review import review
from tests.support.devices import AT, POD, offer, patched, wish, with_all
from tests.support.pod_text import pod_of

KEY = "example.com/model"
BIG, TWO = ((KEY, ("big",)),), ((KEY, ("big", "huge")),)
EXPRESSION = {"key": KEY, "operator": "In", "values": ["big", "huge"]}
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"


@pytest.mark.parametrize("resource", [*(v.resources[0].name for v in requests.vendors()), "example.com/fpga"])
@pytest.mark.parametrize("wanted", [{"models": BIG}, {"models": TWO}, {"models": TWO, "is_strict": False}])
def test_a_pod_with_a_device_and_all_offers_is_accepted(resource: str, wanted: dict[str, Any]) -> None:
    pod = with_all(patched(POD, requests.ask(POD, AT, resource, 1)), resource, **wanted)
    for version in ("1.29", "1.36"):
        result = review(pod, version)
        assert not result.errors
        assert not result.warnings
    last = offers(pod, wish(resource, **wanted))
    assert all(o.is_done for o in last)
    assert all(o.reason.endswith(".") for o in last)


def test_shared_memory_is_in_memory_and_has_a_size() -> None:
    shared = offer(POD, "shared-memory", memory="2Gi")
    spec = patched(POD, shared.edits)["spec"]
    assert spec["volumes"] == [{"name": "shared-memory", "emptyDir": {"medium": "Memory", "sizeLimit": "2Gi"}}]
    assert spec["containers"][0]["volumeMounts"] == [{"name": "shared-memory", "mountPath": "/dev/shm"}]
    assert "hostIPC" in shared.reason
    assert shared.caution == ""


@pytest.mark.parametrize(
    ("limit", "is_tight"), [("64Gi", False), ("1Gi", True), ("512Mi", True), ("a lot", False), ({}, False)]
)
def test_shared_memory_counts_against_the_limit(limit: Any, is_tight: bool) -> None:
    pod = pod_of(containers=[{"name": "a", "resources": {"limits": {"memory": limit}}}])
    assert bool(offer(pod, "shared-memory").caution) is is_tight


TOLERATIONS: dict[str, tuple[dict[str, Any], bool]] = {
    "everything": ({"operator": "Exists"}, True),
    "the taint": ({"key": "nvidia.com/gpu", "operator": "Exists"}, True),
    "the taint with a value": ({"key": "nvidia.com/gpu", "value": "present", "effect": "NoSchedule"}, True),
    "another taint": ({"key": "amd.com/gpu", "operator": "Exists"}, False),
    "another effect": ({"key": "nvidia.com/gpu", "operator": "Exists", "effect": "NoExecute"}, False),
    "nothing": ({}, False),
}


@pytest.mark.parametrize("case", TOLERATIONS.values(), ids=TOLERATIONS)
def test_a_toleration_that_is_there_is_enough(case: tuple[dict[str, Any], bool]) -> None:
    toleration, is_enough = case
    pod = pod_of(containers=[{"name": "a"}], tolerations=[toleration])
    assert offer(pod, "toleration").is_done is is_enough


def test_one_model_is_a_node_selector() -> None:
    chosen = offer(POD, f"model:{KEY}", models=BIG)
    assert patched(POD, chosen.edits)["spec"]["nodeSelector"] == {KEY: "big"}


def test_several_models_are_an_affinity() -> None:
    chosen = offer(POD, f"model:{KEY}", models=TWO)
    affinity = patched(POD, chosen.edits)["spec"]["affinity"]["nodeAffinity"]
    assert affinity == {REQUIRED: {"nodeSelectorTerms": [{"matchExpressions": [EXPRESSION]}]}}
    assert chosen.label == "Only nodes with example.com/model: big or huge"


def test_a_required_model_goes_into_every_term() -> None:
    zone = {"key": "zone", "operator": "In", "values": ["a"]}
    terms: list[Any] = [{"matchExpressions": [zone]}, {"matchFields": []}, "odd", {"matchExpressions": [EXPRESSION]}]
    pod = pod_of(affinity={"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": terms}}}, containers=[{"name": "a"}])
    after = patched(pod, offer(pod, f"model:{KEY}", models=TWO).edits)
    assert after["spec"]["affinity"]["nodeAffinity"][REQUIRED]["nodeSelectorTerms"] == [
        {"matchExpressions": [zone, EXPRESSION]},
        {"matchFields": [], "matchExpressions": [EXPRESSION]},
        "odd",
        {"matchExpressions": [EXPRESSION]},
    ]


def test_a_model_that_is_only_liked() -> None:
    pod = pod_of(affinity={"nodeAffinity": {PREFERRED: [{"weight": 1, "preference": {}}]}}, containers=[{"name": "a"}])
    after = patched(pod, offer(pod, f"model:{KEY}", models=TWO, is_strict=False).edits)
    preferred = after["spec"]["affinity"]["nodeAffinity"][PREFERRED]
    assert preferred[1:] == [{"weight": 100, "preference": {"matchExpressions": [EXPRESSION]}}]
    assert offer(after, f"model:{KEY}", models=TWO, is_strict=False).is_done


def test_another_runtime_class_is_not_replaced_in_silence() -> None:
    pod = pod_of(runtimeClassName="gvisor", containers=[{"name": "a"}])
    found = offer(pod, "runtime-class")
    assert not found.is_advised
    assert "gvisor" in found.caution
    assert patched(pod, found.edits)["spec"]["runtimeClassName"] == "nvidia"


def test_the_nodes_memory_is_given_back() -> None:
    pod = pod_of(hostIPC=True, containers=[{"name": "a"}])
    assert "hostIPC" not in patched(pod, offer(pod, "host-ipc").edits)["spec"]
    assert "host-ipc" not in [o.name for o in offers(POD, wish())]


def test_the_plugin_says_what_is_visible() -> None:
    env = ["odd", {"name": "A"}, {"name": "NVIDIA_VISIBLE_DEVICES", "value": "all"}]
    pod = pod_of(containers=[{"name": "a", "env": env}])
    assert patched(pod, offer(pod, "visible").edits)["spec"]["containers"][0]["env"] == env[:2]
    assert "visible" not in [o.name for o in offers(POD, wish())]


def mounted(volume: dict[str, Any]) -> dict[str, Any]:
    container = {"name": "a", "volumeMounts": [{"name": "shm", "mountPath": "/dev/shm"}]}
    return pod_of(containers=[container], volumes=["odd", {"name": "shm", **volume}])


@pytest.mark.parametrize("held", ["1Gi", "1024Mi"])
def test_shared_memory_of_the_size_is_there(held: str) -> None:
    assert offer(mounted({"emptyDir": {"medium": "Memory", "sizeLimit": held}}), "shared-memory", memory=held).is_done
    assert offer(mounted({"emptyDir": {"medium": "Memory", "sizeLimit": "1Gi"}}), "shared-memory", memory=held).is_done


@pytest.mark.parametrize(("directory", "was"), [({"sizeLimit": "1Gi"}, "1Gi"), ({}, "no limit")])
def test_the_size_of_shared_memory_is_changed(directory: dict[str, str], was: str) -> None:
    pod = mounted({"emptyDir": {"medium": "Memory", **directory}})
    found = offer(pod, "shared-memory", memory="8Gi")
    assert found.label == f"Shared memory of 8Gi instead of {was}"
    assert patched(pod, found.edits)["spec"]["volumes"][1]["emptyDir"] == {"medium": "Memory", "sizeLimit": "8Gi"}


def test_what_else_is_mounted_there_stays() -> None:
    assert offer(mounted({"hostPath": {"path": "/dev/shm"}}), "shared-memory").is_done
