"""Claims of a StatefulSet's templates as volumes."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.workload_change.claim_volumes import claim_volumes, volume_edits

DATA = {"name": "data", "persistentVolumeClaim": {"claimName": "data-db-0"}}
TMP = {"name": "tmp", "emptyDir": {}}


@pytest.mark.parametrize(
    ("templates", "volumes"),
    [
        (None, []),
        ([], []),
        ([{"metadata": {"name": 1}}, {}, "odd"], []),
        ([{"metadata": {"name": "data"}}], [DATA]),
    ],
)
def test_the_first_pods_claims(templates: Any, volumes: list[Any]) -> None:
    one = {"metadata": {"name": "db"}, "spec": {"volumeClaimTemplates": templates}}
    assert claim_volumes(one) == volumes


@pytest.mark.parametrize(
    ("there", "volumes", "after"),
    [
        (None, [], None),
        ([TMP], [], [TMP]),
        (None, [DATA], [DATA]),
        ([], [DATA], [DATA]),
        ([TMP], [DATA], [TMP, DATA]),
        ([{"name": "data", "emptyDir": {}}, TMP], [DATA], [DATA, TMP]),
    ],
)
def test_volumes_are_added(there: Any, volumes: list[Any], after: Any) -> None:
    spec = {"containers": []} if there is None else {"containers": [], "volumes": there}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "db"}, "spec": spec}
    manifest = Manifest.read(write(pod)).patch(volume_edits(pod, volumes))
    assert manifest.pod["spec"].get("volumes") == after
