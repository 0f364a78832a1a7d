"""What a change has added to a pod, as people read it."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.proposals.additions_text import added

WEB: dict[str, Any] = {"name": "web", "image": "nginx:1.27"}
HELPER: dict[str, Any] = {"name": "helper", "image": "busybox:1.36"}


def pod(*containers: dict[str, Any], inits: list[dict[str, Any]] | None = None, volumes: Any = ()) -> dict[str, Any]:
    return {"spec": {"containers": list(containers), "initContainers": inits or [], "volumes": list(volumes)}}


FULL = {
    "ports": [{"containerPort": 80}, {"containerPort": 9090, "name": "metrics"}],
    "volumeMounts": [{"name": "logs", "mountPath": "/logs", "readOnly": True}],
    "env": [
        {"name": "MODE", "value": "fast"},
        {"name": "TOKEN", "valueFrom": {"secretKeyRef": {"name": "keys", "key": "token"}}},
        {"name": "NODE", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}},
    ],
    "readinessProbe": {},
    "resources": {"limits": {"memory": "64Mi"}},
}
CASES = {
    "nothing": (pod(WEB), []),
    "a container": (pod(WEB, HELPER), [("helper", "container", ["Runs busybox:1.36."])]),
    "an init container": (pod(WEB, inits=[HELPER]), [("helper", "init container", ["Runs busybox:1.36."])]),
    "a native sidecar": (
        pod(WEB, inits=[{**HELPER, "restartPolicy": "Always"}]),
        [("helper", "native sidecar", ["Runs busybox:1.36."])],
    ),
    "all that a container has": (
        pod(WEB, {**HELPER, **FULL}),
        [
            (
                "helper",
                "container",
                [
                    "Runs busybox:1.36.",
                    "Listens on port 80, 9090 (metrics).",
                    "Has the volume logs at /logs, read-only.",
                    "Has the variable MODE: fast.",
                    "Has the variable TOKEN from the Secret keys.",
                    "Has the variable NODE.",
                    "Probes: readiness.",
                    "May use 64 Mi memory.",
                ],
            )
        ],
    ),
    "volumes": (
        pod(
            WEB,
            volumes=[
                {"name": "a", "configMap": {"name": "settings"}},
                {"name": "b", "emptyDir": {"medium": "Memory", "sizeLimit": "1Gi"}},
                {"name": "c", "nfs": {}},
            ],
        ),
        [
            ("a", "volume", ["The ConfigMap settings."]),
            ("b", "volume", ["An empty directory of at most 1Gi in memory, which lives as long as the pod."]),
            ("c", "volume", ["A volume."]),
        ],
    ),
    "what the app gets": (
        pod({**WEB, "volumeMounts": [{"name": "logs", "mountPath": "/logs"}], "env": [{"name": "A", "value": "b"}]}),
        [("web", "changed", ["Gets the volume logs at /logs.", "Gets the variable A: b."])],
    ),
}


@pytest.mark.parametrize(("after", "pieces"), CASES.values(), ids=CASES)
def test_it_is_said(after: dict[str, Any], pieces: list[tuple[str, str, list[str]]]) -> None:
    assert [tuple(piece) for piece in added(pod(WEB), after)] == pieces
