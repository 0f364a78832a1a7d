"""Tests of podbuilder.builder.proposals.cluster_devices, and of the chooser that offers these devices first."""

from __future__ import annotations

import json

import pytest
from django.http import QueryDict
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.cluster_devices import ClusterDevices, devices_of
from podbuilder.builder.proposals.device_form import model_controls, resource_groups, vendor_groups, what_controls
from podbuilder.builder.proposals.device_post import OTHER, DeviceChoice, posted_choice
from podbuilder.builder.proposals.device_request import DeviceRequest
from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.kube.cluster.known_names import KnownNames
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.core.field import Document
from tests.library.support import draft_of, person, signed_in
from tests.support.named_cluster import FACTS, SNAPSHOT

POD: Document = {"spec": {"containers": [{"name": "app"}]}}
NODES = ClusterDevices("prod-eu", KnownNames(SNAPSHOT, ""))
SLICE = "nvidia.com/mig-9g.99gb"


def cluster_with(*resources: str, **labels: str) -> ClusterDevices:
    """A cluster whose only node has these."""
    allocatable = dict.fromkeys(resources, "1")
    node = {"metadata": {"name": "n", "labels": labels}, "status": {"allocatable": allocatable}}
    return ClusterDevices("lab", KnownNames(Snapshot({"Node": [node]}), ""))


def choice(query: str, nodes: ClusterDevices) -> DeviceChoice:
    found = posted_choice(POD, "1.36", QueryDict(query), nodes)
    assert found is not None
    return found


def test_without_a_cluster_nothing_is_known() -> None:
    nothing = ClusterDevices()
    assert nothing.resources == nothing.vendors == {}
    assert nothing.label_values("zone") == nothing.objects("DeviceClass") == ()
    assert [title for title, _ in vendor_groups(nothing)] == [""]
    assert resource_groups(choice("", nothing), nothing)[0][0] == "Whole devices"


def test_devices_by_their_vendors() -> None:
    assert NODES.title == "In prod-eu"
    assert NODES.vendors == {"": ["example.com/fpga"], "nvidia": ["nvidia.com/gpu"]}
    assert NODES.label_values("zone") == ("eu-1", "eu-2")
    assert NODES.objects("DeviceClass") == ("gpu.nvidia.com",)
    assert cluster_with("hugepages-2Mi").resources == {}


def test_what_the_nodes_have_is_offered_first() -> None:
    here, others = vendor_groups(NODES)
    assert (here[0], [slug for slug, _ in here[1]]) == ("In prod-eu", ["nvidia", OTHER])
    assert others[0] == "Others"
    assert "amd" in dict(others[1])
    title, offered = resource_groups(choice("vendor=nvidia", NODES), NODES)[0]
    assert (title, offered) == ("In prod-eu", [("nvidia.com/gpu", "Whole GPUs · nvidia.com/gpu, on 2 nodes")])
    assert resource_groups(choice("vendor=amd", NODES), NODES)[0][0] == "Whole devices"


CHOSEN: dict[str, tuple[str, ClusterDevices, str, str]] = {
    "what most nodes have": ("", cluster_with("amd.com/gpu"), "amd", "amd.com/gpu"),
    "no vendor that is known": ("", cluster_with("example.com/fpga"), "nvidia", "nvidia.com/gpu"),
    "the vendor that was chosen": ("vendor=intel", NODES, "intel", "gpu.intel.com/i915"),
    "a slice that only the nodes know": ("vendor=nvidia", cluster_with(SLICE), "nvidia", SLICE),
    "what was chosen": (f"vendor=nvidia&resource={SLICE}", cluster_with("nvidia.com/gpu", SLICE), "nvidia", SLICE),
    "not a slice that nobody knows": (f"vendor=nvidia&resource={SLICE}", NODES, "nvidia", "nvidia.com/gpu"),
}


@pytest.mark.parametrize("case", CHOSEN)
def test_the_chooser_begins_with_what_the_nodes_have(case: str) -> None:
    query, nodes, vendor, resource = CHOSEN[case]
    found = choice(query, nodes)
    assert (found.vendor_slug, found.resource) == (vendor, resource)


def test_models_are_those_of_the_nodes_first() -> None:
    nodes = cluster_with("nvidia.com/gpu", **{"nvidia.com/gpu.product": "Own-GPU"})
    product = next(one for one in model_controls(choice("", nodes), nodes) if one.name.endswith("gpu.product"))
    assert product.offered[0] == "Own-GPU"
    assert len(product.offered) > 1


@pytest.mark.django_db
def test_a_name_is_typed_with_those_of_the_nodes_offered() -> None:
    draft = draft_of(person("alice"))
    other = posted_choice(draft.manifest.pod, "1.36", QueryDict(f"vendor={OTHER}"), NODES)
    assert other is not None
    controls = {one.name: one for one in what_controls(DeviceRequest(draft, draft.manifest, other, NODES))}
    assert controls["resource"].offered == ("example.com/fpga", "nvidia.com/gpu")
    claim = posted_choice(draft.manifest.pod, "1.36", QueryDict("kind=claim&vendor=amd"), NODES)
    assert claim is not None
    controls = {one.name: one for one in what_controls(DeviceRequest(draft, draft.manifest, claim, NODES))}
    assert controls["class"].offered == ("gpu.nvidia.com", "gpu.amd.com")


@pytest.mark.django_db
def test_the_page_marks_what_the_cluster_has() -> None:
    alice = person("alice")
    cluster = ClusterSnapshot.objects.create(owner=alice, name="prod-eu", facts=json.dumps(FACTS))
    draft: Draft = draft_of(alice, cluster=cluster.key)
    assert devices_of(draft).name == "prod-eu"
    assert devices_of(draft_of(alice)) == ClusterDevices()
    asker: Client = signed_in(alice)
    page = asker.get(f"/drafts/{draft.key}/devices/").content.decode()
    assert '<optgroup label="In prod-eu">' in page
