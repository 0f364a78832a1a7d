"""How many more copies of a pod fit."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.cluster.pod_copies import PodCopies
from podbuilder.kube.cluster.scheduling import copies as module
from podbuilder.kube.cluster.scheduling.assumed_cluster import AssumedSnapshot
from podbuilder.kube.cluster.scheduling.copies import Copies, copies
from podbuilder.kube.cluster.scheduling.cycle import Cycle
from podbuilder.kube.cluster.scheduling.scheduler import PodOutcome, schedule
from podbuilder.kube.cluster.scheduling.status import CycleError
from podbuilder.kube.cluster.snapshot import Snapshot
from tests.kube.cluster.scheduling.table import TABLES_OF_COPIES, pod_of, snapshot_of
from tests.support.cases import Case, load


def asked(content: Mapping[str, Any], **further: Any) -> Copies:
    case = Case("", content)
    snapshot = snapshot_of(case)
    pods = PodCopies(snapshot, pod_of("subject", case.get("pod") or {}), case.get("templates", ()))
    return copies(snapshot, pods, case.get("version", "1.36"), **further)


CASES = [
    pytest.param(case, id=f"{Path(name).stem}: {case.name}")
    for name in TABLES_OF_COPIES
    for case in load(str(Path(__file__).parent / name), Path(name).name)
]


@pytest.mark.parametrize("case", CASES)
def test_a_case(case: Case) -> None:
    found = asked(case.content, most=case.get("most", 100))
    assert found.nodes == case.get("takes", {})
    assert found.message == case.get("message", "")
    assert found.notes == tuple(case.get("notes", ()))
    assert found.total == sum(case.get("takes", {}).values())


def test_it_takes_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_COPY_CHECKS", 3)
    note = "Only 3 copies were tried: to try more takes too long."
    assert asked({"nodes": {"a": {}}}) == Copies({"a": 3}, notes=(note,))


def test_an_error_of_the_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise CycleError("it failed")

    monkeypatch.setattr(Cycle, "check", fail)
    assert asked({"nodes": {"a": {}}}) == Copies({}, "it failed")


@pytest.mark.parametrize(("users", "most", "takes"), [(0, 2, 2), (254, 100, 2), (254, 2, 2), (256, 9, 0), (300, 9, 0)])
def test_a_claim_can_be_reserved_for_so_many_pods(users: int, most: int, takes: int) -> None:
    claim = {"status": {"reservedFor": [{"uid": str(n)} for n in range(users)], "allocation": {}}}
    other: dict[str, Any] = {"status": {"allocation": {}}}
    names = [{"name": name, "resourceClaimName": name} for name in ("gpu", "other")]
    objects = {"ResourceClaim gpu": claim, "ResourceClaim other": other}
    content = {"nodes": {"a": {}}, "objects": objects, "pod": {"spec": {"resourceClaims": names}}}
    found = asked(content, most=most)
    assert found.total == takes
    is_told = 'ResourceClaim "gpu" can be reserved for 256 pods' in found.message
    assert is_told == (takes < most)


def test_where_the_scheduler_knows_no_claims_for_devices() -> None:
    names = [{"name": "gpu", "resourceClaimName": "gpu"}]
    claim = {"status": {"reservedFor": [{"uid": str(n)} for n in range(256)]}}
    content = {"version": "1.33", "nodes": {"a": {}}, "pod": {"spec": {"resourceClaims": names}}}
    assert asked(content | {"objects": {"ResourceClaim gpu": claim}}, most=3).total == 3


def test_copies_before_an_error_stay() -> None:
    request = {"name": "r", "exactly": {"deviceClassName": "gpu", "allocationMode": "All"}}
    constraint = {"matchAttribute": "gpu/model"}
    claim = {"spec": {"spec": {"devices": {"requests": [request], "constraints": [constraint]}}}}
    devices = [{"name": f"gpu-{n}", "attributes": {"model": {"string": "a"}}} for n in range(2)]
    objects = {
        "DeviceClass gpu": {"spec": {}},
        "ResourceClaimTemplate gpu": claim,
        "ResourceSlice a": {"spec": {"nodeName": "a", "devices": devices}},
    }
    names = [{"name": "gpu", "resourceClaimTemplateName": "gpu"}]
    found = asked({"nodes": {"a": {}}, "objects": objects, "pod": {"spec": {"resourceClaims": names}}})
    assert found.nodes == {"a": 1}


def test_a_snapshot_in_which_objects_are_put() -> None:
    def claim(name: str, namespace: str, **spec: str) -> dict[str, Any]:
        return {"metadata": {"name": name, "namespace": namespace}, "spec": spec}

    kind = "PersistentVolumeClaim"
    base = Snapshot({kind: [claim("a", "x"), claim("b", "y")]})
    assumed = AssumedSnapshot(base)
    assert assumed.of(kind) == base.of(kind)
    assumed.put(kind, claim("b", "y", volumeName="disk"))
    assumed.put(kind, claim("c", "x"))
    assert assumed.of(kind) == [claim("a", "x"), claim("b", "y", volumeName="disk"), claim("c", "x")]
    assert assumed.of(kind, "x") == [claim("a", "x"), claim("c", "x")]
    assert assumed.named(kind, "b", "y") == claim("b", "y", volumeName="disk")
    assert assumed.named(kind, "a", "x") == claim("a", "x")
    assert assumed.named(kind, "c", "y") is None
    assert assumed.knows(kind)
    assert not assumed.knows("Pod")
    assert assumed.once("it", lambda: 1) == base.once("it", lambda: 2) == 1
    assert base.named(kind, "b", "y") == claim("b", "y")


def recorded() -> Iterator[tuple[dict[str, Any], dict[str, Any], str]]:
    """Objects of clusters, and pods without claims that real schedulers were asked about there, with the version."""
    objects: dict[str, Any] = {}
    with gzip.open(Path(__file__).with_name("recorded.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if "objects" in row:
                objects = row["objects"]
                continue
            spec = row["pod"]["spec"]
            volumes = spec.get("volumes") or ()
            claims = any({"persistentVolumeClaim", "ephemeral"} & set(each) for each in volumes)
            if not claims and not spec.get("resourceClaims"):
                yield objects, row["pod"], row["version"]


def on_node(pod: dict[str, Any], node: str, number: int) -> dict[str, Any]:
    metadata = {**pod["metadata"], "name": f"{node}-{number}"}
    return {**pod, "metadata": metadata, "spec": {**pod["spec"], "nodeName": node}, "status": {"phase": "Running"}}


def test_beside_the_copies_the_scheduler_finds_no_room_for_one_more() -> None:
    tried = 0
    for objects, pod, version in recorded():
        snapshot = Snapshot(objects)
        if schedule(snapshot, pod, version).outcome is not PodOutcome.SCHEDULED:
            continue
        found = copies(snapshot, PodCopies(snapshot, pod), version, 40)
        placed = [on_node(pod, node, n) for node, number in found.nodes.items() for n in range(number)]
        after = schedule(Snapshot({**objects, "Pod": [*objects.get("Pod", ()), *placed]}), pod, version)
        assert after.message.startswith(found.message)
        assert not (found.message and after.feasible)
        assert found.message or found.total == 40
        tried += 1
    assert tried > 100
