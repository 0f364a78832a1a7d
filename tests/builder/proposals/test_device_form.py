"""The chooser on pods in which anything may stand anywhere: it never breaks, whatever is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.http import QueryDict

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.device_form import device_context
from podbuilder.builder.proposals.device_post import posted_choice
from podbuilder.builder.proposals.device_request import DeviceRequest
from podbuilder.kube.core.document import assign
from podbuilder.kube.manifest import Manifest, ManifestError, write

GPU, PRODUCT = "nvidia.com/gpu", "nvidia.com/gpu.product"
MODEL = {"matchExpressions": [{"key": PRODUCT, "operator": "In", "values": ["b"]}]}
POD: dict[str, Any] = {
    "kind": "Pod",
    "spec": {
        "tolerations": [{"key": GPU}],
        "nodeSelector": {PRODUCT: "a"},
        "hostIPC": True,
        "runtimeClassName": "nvidia",
        "affinity": {
            "nodeAffinity": {
                "requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [MODEL]},
                "preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1, "preference": MODEL}],
            }
        },
        "resourceClaims": [{"name": "c", "resourceClaimName": "d"}],
        "volumes": [{"name": "shm", "emptyDir": {"medium": "Memory", "sizeLimit": "1Gi"}}],
        "containers": [
            {
                "name": "a",
                "env": [{"name": "NVIDIA_VISIBLE_DEVICES", "value": "all"}],
                "volumeMounts": [{"name": "shm", "mountPath": "/dev/shm"}],
                "resources": {"claims": [{"name": "c"}], "limits": {GPU: 1}, "requests": {GPU: 1}},
            }
        ],
    },
}
ODD = (None, 5, "x", [], {}, [1], ["a"], {"a": 1}, [[]], [{}], [{"name": 5}], [None])
EVERY_TICK = "&".join(f"tick={name}" for name in ("toleration", "shared-memory", "env", "visible", "host-ipc"))
ASKED = (
    f"vendor=nvidia&count=2&model:{PRODUCT}=x,y&tick=model:{PRODUCT}&memory=2Gi&{EVERY_TICK}",
    "kind=claim&claim-name=n&claim-object=d",
    f"remove={GPU}",
    "remove-claim=c",
    "vendor=other&resource=a/b&label=z&model=q&strict=rather",
)


def places(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from places(value, (*path, key))


CASES = [
    pytest.param(path, ODD[(number + turn * 5) % len(ODD)], ASKED[(number + turn) % len(ASKED)], id=f"{number}-{turn}")
    for number, path in enumerate(places(POD["spec"], ("spec",)))
    for turn in range(3)
]


@pytest.mark.parametrize(("path", "odd", "asked"), CASES)
def test_it_has_an_answer(path: tuple[str | int, ...], odd: Any, asked: str) -> None:
    text = write(assign(deepcopy(POD), path, odd))
    try:
        manifest = Manifest.read(text)
    except ManifestError:
        return
    choice = posted_choice(manifest.pod, "1.36", QueryDict(asked))
    if choice is None:
        assert path[:2] == ("spec", "containers")
        return
    wanted = DeviceRequest(Draft(text=text, kubernetes="1.36"), manifest, choice)
    assert device_context(wanted)["devices"] is wanted
    assert wanted.proposal.refusals or wanted.proposal.changes_nothing or wanted.proposal.diff
