"""Setting a field that is said with its value."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from podbuilder.builder.editing.assignments import MOST_PLACES, places_of, set_field
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.manifest import Manifest

POD = """\
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  initContainers: [{name: setup, image: busybox}]
  containers:
  - name: web
    image: nginx:1.27
    readinessProbe: {httpGet: {port: 80}}
    livenessProbe: {periodSeconds: 3, httpGet: {port: 80}}
  - {name: logs, image: fluent-bit}
  volumes: [{name: a, emptyDir: {}}]
"""
WEB, LOGS, SETUP = "spec.containers[0]", "spec.containers[1]", "spec.initContainers[0]"

LIMITS = [*(f"{at}.resources.limits[memory]" for at in (LOGS, WEB, SETUP)), "spec.resources.limits[memory]"]


def places(said: str, slug: str = "", pod: Any = None) -> list[str]:
    return [str(place.path) for place in places_of(yaml.safe_load(POD) if pod is None else pod, DEFAULT, said, slug)]


@pytest.mark.parametrize(
    ("said", "slug", "found"),
    [
        ("", "", []),
        ("image", "", []),
        ("nonsense 5", "", []),
        ("replicas 3", "", []),
        ("env x", "", []),
        ("periodSeconds 5", "", [f"{WEB}.livenessProbe.periodSeconds", f"{WEB}.readinessProbe.periodSeconds"]),
        ("readinessProbe.periodSeconds: 5", "", [f"{WEB}.readinessProbe.periodSeconds"]),
        ("startupProbe.periodSeconds: 5", "", []),
        ("tcpSocket.port: 5", "", []),
        ("spec.containers.image x", "", [f"{WEB}.image", f"{LOGS}.image", f"{SETUP}.image"]),
        ("spec.containers.image x", "containers/1", [f"{LOGS}.image", f"{WEB}.image", f"{SETUP}.image"]),
        ("spec.containers.image x", "init-containers/0", [f"{SETUP}.image", f"{WEB}.image", f"{LOGS}.image"]),
        ("resources.limits.memory 1Gi", "containers/1", LIMITS),
        ("metadata.labels.app: x", "", ["metadata.labels[app]"]),
        ("hostNetwork true", "", ["spec.hostNetwork"]),
        ("seLinuxOptions.level x", "metadata", [
            *(f"{at}.securityContext.seLinuxOptions.level" for at in (WEB, LOGS, SETUP)),
            "spec.securityContext.seLinuxOptions.level",
        ]),
        ("seccompProfile.localhostProfile x", "", []),
        ("emptyDir.medium Memory", "", ["spec.volumes[0].emptyDir.medium"]),
        ("configMap.defaultMode 0644", "", []),
    ],
)  # fmt: skip
def test_where_it_can_go(said: str, slug: str, found: list[str]) -> None:
    here = places(said, slug)
    assert here == found


def test_no_more_are_offered_than_can_be_looked_through() -> None:
    pod = {"spec": {"containers": [{"name": f"c{n}"} for n in range(300)]}}
    assert len(places("image x", pod=pod)) == MOST_PLACES
    assert places("image x", "containers/7", pod)[0] == "spec.containers[7].image"


@pytest.mark.parametrize("pod", [{}, {"spec": 1}, {"spec": {"containers": "x"}}, {"spec": {"containers": [None, 3]}}])
def test_a_pod_that_has_no_such_place(pod: Any) -> None:
    assert places("readinessProbe.periodSeconds 5", pod=pod) == []


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("livenessProbe.periodSeconds 5", "periodSeconds: 5"),
        ("spec.containers.image 'httpd:2'", "image: httpd:2"),
        ("labels.app shop", "app: shop"),
        ("spec.securityContext.runAsUser 1000", "runAsUser: 1000"),
        ("hostNetwork true", "hostNetwork: true"),
    ],
)
def test_the_edit_changes_its_line_alone(said: str, changed: str) -> None:
    manifest = Manifest.read(POD)
    place = places_of(manifest.pod, DEFAULT, said)[0]
    after = set_field(manifest, DEFAULT, place.op.partition(":")[2])
    assert changed in after.text
    assert abs(len(after.text) - len(POD)) < 60
    assert set_field(after, DEFAULT, place.op.partition(":")[2]).text == after.text


@pytest.mark.parametrize(
    "target",
    ["", "[", "{}", "1", "[1]", '["a"]', '["a", "b", "c"]', '["spec.nonsense", "1"]', '["spec", "1"]',
     '["spec.containers", "x"]', json.dumps(["spec.hostNetwork", "perhaps"]), "[" * 5000],
)  # fmt: skip
def test_a_button_that_means_nothing_changes_nothing(target: str) -> None:
    manifest = Manifest.read(POD)
    assert set_field(manifest, DEFAULT, target) is manifest
