"""Claims that each pod of a StatefulSet has of its own."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.workload_change.claim_templates import notes_on_claims, shared_claims, without_volumes

DATA = {"name": "data", "persistentVolumeClaim": {"claimName": "db-data"}}
LOGS = {"name": "logs", "persistentVolumeClaim": {"claimName": "db-logs"}}
TMP = {"name": "tmp", "emptyDir": {}}


def pod(volumes: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [], "volumes": volumes}}


@pytest.mark.parametrize(
    ("volumes", "claims"),
    [
        (None, []),
        ([TMP], []),
        (["odd", {"name": 1, "persistentVolumeClaim": {"claimName": "x"}}, {"name": "x"}], []),
        ([TMP, DATA, LOGS], [("data", "db-data"), ("logs", "db-logs")]),
    ],
)
def test_the_claims_that_all_pods_would_share(volumes: Any, claims: list[tuple[str, str]]) -> None:
    assert shared_claims(pod(volumes)) == claims


@pytest.mark.parametrize(
    ("volumes", "names", "after"),
    [
        ([TMP], [], [TMP]),
        ([TMP], ["tmp"], [TMP]),
        ([DATA, TMP, LOGS], ["logs", "data"], [TMP]),
        ([DATA, LOGS], ["data"], [LOGS]),
        ([DATA], ["data"], None),
    ],
)
def test_volumes_are_removed(volumes: Any, names: list[str], after: Any) -> None:
    one = pod(volumes)
    manifest = Manifest.read(write(one)).patch(without_volumes(one, names))
    assert manifest.pod["spec"].get("volumes") == after


def test_what_becomes_of_each_is_told() -> None:
    (note,) = notes_on_claims(pod([TMP, DATA, LOGS]), ["data"])
    assert str(note.path) == "spec.volumes[1]"
    assert note.sentence == "Each pod gets a claim of its own, which begins empty; db-data stays as it is."
