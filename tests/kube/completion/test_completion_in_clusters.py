"""What is offered at the cursor of a manifest where a cluster is known."""

from __future__ import annotations

import pytest

from podbuilder.kube.completion.completion import complete
from tests.kube.completion.test_completion import place
from tests.support.named_cluster import SNAPSHOT


def in_cluster(marked: str) -> list[str]:
    """What is offered of a cluster at the sign, in order."""
    found = complete(*place(marked), "1.36", SNAPSHOT)
    return [item.text for item in found.items if item.kind == "in the cluster"]


OF_A_CLUSTER: dict[str, tuple[str, list[str]]] = {
    "nothing at an image": ("spec:\n  containers:\n  - image: ‸", []),
    "nothing of an unknown kind": ("kind: Strange\nspec:\n  nodeName: ‸", []),
    "an account": ("spec:\n  serviceAccountName: ‸", ["builder", "default"]),
    "an account of the namespace": ("metadata:\n  namespace: shop\nspec:\n  serviceAccountName: ‸", ["till"]),
    "an odd namespace": ("metadata:\n  namespace: [x]\nspec:\n  serviceAccountName: ‸", ["builder", "default"]),
    "the namespace of a workload": ("kind: Deployment\nmetadata:\n  namespace: ‸", ["default", "shop"]),
    "a pull secret": ("spec:\n  imagePullSecrets:\n  - name: ‸", ["pull"]),
    "a label's value": ("spec:\n  nodeSelector:\n    zone: ‸", ["eu-1", "eu-2"]),
    "a topology": (
        "spec:\n  topologySpreadConstraints:\n  - topologyKey: ‸",
        ["kubernetes.io/hostname", "zone"],
    ),
    "a taint": ("spec:\n  tolerations:\n  - key: ‸", ["lone", "nvidia.com/gpu"]),
    "effects, those of the taint first": (
        "spec:\n  tolerations:\n  - key: nvidia.com/gpu\n    effect: ‸",
        ["NoSchedule", "NoExecute"],
    ),
    "a Secret's key": (
        "spec:\n  containers:\n  - env:\n    - valueFrom:\n        secretKeyRef:\n          name: db\n          key: ‸",
        ["password", "user"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), OF_A_CLUSTER.values(), ids=OF_A_CLUSTER)
def test_names_of_a_cluster(marked: str, expected: list[str]) -> None:
    assert in_cluster(marked) == expected


def test_keys_of_maps_that_a_cluster_knows() -> None:
    labels = [item.text for item in complete(*place("spec:\n  nodeSelector:\n    ‸"), "1.36", SNAPSHOT).items]
    assert "zone" in labels
    limits = "spec:\n  containers:\n  - resources:\n      limits:\n        ‸"
    assert "example.com/fpga" in [item.text for item in complete(*place(limits), "1.36", SNAPSHOT).items]
