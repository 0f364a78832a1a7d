"""How many more copies of a pod fit."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.cluster.scheduling import copies as module
from podbuilder.kube.cluster.scheduling.copies import Copies, copies
from podbuilder.kube.cluster.scheduling.cycle import Cycle
from podbuilder.kube.cluster.scheduling.status import CycleError, NotJudged
from tests.kube.cluster.scheduling.table import pod_of, snapshot_of
from tests.support.cases import Case, cases


def asked(content: dict[str, Any], **further: Any) -> Copies:
    case = Case("", content)
    return copies(snapshot_of(case), pod_of("subject", case.get("pod") or {}), "1.36", **further)


@cases(__file__, "copies.yaml")
def test_a_case(case: Case) -> None:
    found = copies(snapshot_of(case), pod_of("subject", case.get("pod") or {}), "1.36", case.get("most", 100))
    assert found.nodes == case.get("takes", {})
    assert found.message == case.get("message", "")
    assert found.total == sum(case.get("takes", {}).values())


def test_what_controllers_make_for_it() -> None:
    claim = {"metadata": {"name": "data", "namespace": "default"}, "spec": {"storageClassName": "fast"}}
    objects = {"StorageClass fast": {"provisioner": "csi", "volumeBindingMode": "WaitForFirstConsumer"}}
    volumes = [{"name": "v", "persistentVolumeClaim": {"claimName": "data"}}]
    content = {"nodes": {"a": {}}, "objects": objects, "pod": {"spec": {"volumes": volumes}}}
    assert asked(content).total == 0
    assert asked(content, made={"PersistentVolumeClaim": [claim]}).total == 10


def test_it_takes_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_COPY_CHECKS", 3)
    assert asked({"nodes": {"a": {}}}) == Copies({"a": 3})


def test_devices_are_not_judged() -> None:
    claims = [{"name": "gpu", "resourceClaimName": "gpu"}]
    with pytest.raises(NotJudged, match="devices"):
        asked({"nodes": {"a": {}}, "objects": {"ResourceClaim gpu": {}}, "pod": {"spec": {"resourceClaims": claims}}})


def test_an_error_of_the_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise CycleError("it failed")

    monkeypatch.setattr(Cycle, "check", fail)
    assert asked({"nodes": {"a": {}}}) == Copies({}, "it failed")
