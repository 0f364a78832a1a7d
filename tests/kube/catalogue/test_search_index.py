"""Finding a field: what is asked, and what comes first."""

from __future__ import annotations

import time

import pytest

from podbuilder.kube.catalogue import load, search_index, with_workload
from podbuilder.kube.core import kinds, versions

CONTAINER = "spec.containers[]"

# What is asked, and the patterns that come first, in this order.
FIRST = {
    # A field's own name, however it is spelt.
    "image": [f"{CONTAINER}.image"],
    "containerPort": [f"{CONTAINER}.ports[].containerPort"],
    "CONTAINERPORT": [f"{CONTAINER}.ports[].containerPort"],
    "imagePullPolicy": [f"{CONTAINER}.imagePullPolicy"],
    "image pull policy": [f"{CONTAINER}.imagePullPolicy"],
    # Among equals what is common, and what stands higher up.
    "name": ["metadata.name", f"{CONTAINER}.name"],
    "ports": [f"{CONTAINER}.ports"],
    "securityContext": [f"{CONTAINER}.securityContext", "spec.securityContext"],
    "tolerations": ["spec.tolerations"],
    # The one that pods have, although others are called exactly so.
    "volume": ["spec.volumes"],
    "toleration": ["spec.tolerations"],
    # Its label.
    "Pull policy": [f"{CONTAINER}.imagePullPolicy"],
    "environment variables": [f"{CONTAINER}.env"],
    # The beginning of either.
    "tolerat": ["spec.tolerations"],
    "hostNet": ["spec.hostNetwork"],
    # Words of it in any order, begun or whole.
    "grace termination": ["spec.terminationGracePeriodSeconds"],
    "root non": [f"{CONTAINER}.securityContext.runAsNonRoot"],
    # Part of a name.
    "PullSecrets": ["spec.imagePullSecrets"],
    # With the fields around it.
    "liveness path": [f"{CONTAINER}.livenessProbe.httpGet.path"],
    "spec.containers[0].ports[1].hostPort": [f"{CONTAINER}.ports[].hostPort"],
    "readiness grpc port": [f"{CONTAINER}.readinessProbe.grpc.port"],
    # A value that it takes.
    "IfNotPresent": [f"{CONTAINER}.imagePullPolicy"],
    # What people call it.
    "cpu": [f"{CONTAINER}.resources.requests", f"{CONTAINER}.resources.limits"],
    "pvc": ["spec.volumes[].persistentVolumeClaim"],
    "entrypoint": [f"{CONTAINER}.command"],
    "taint": ["spec.tolerations"],
    "healthcheck": [f"{CONTAINER}.livenessProbe", f"{CONTAINER}.readinessProbe"],
    # Only its documentation has the word.
    "oidc": [],
    "sigterm": [f"{CONTAINER}.lifecycle.stopSignal"],
    "fqdn": ["spec.setHostnameAsFQDN"],
}


@pytest.mark.parametrize(("asked", "expected"), FIRST.items(), ids=FIRST.keys())
def test_what_comes_first(asked: str, expected: list[str]) -> None:
    found = [spec.pattern for spec in search_index.search_fields("1.36", asked)]
    assert found[: len(expected)] == expected


@pytest.mark.parametrize("asked", ["", "   ", "§$%", "[0]", "xyzzy", "image xyzzy"])
def test_nothing_is_found(asked: str) -> None:
    assert search_index.search_fields("1.36", asked) == []


def test_many_fields_of_one_name_leave_room_for_others() -> None:
    names = [spec.name for spec in search_index.search_fields("1.36", "port")]
    assert names[:2] == ["ports", "containerPort"]  # what most pods have; the second is labelled Port
    assert names[2:6] == ["port"] * search_index.MOST_OF_A_NAME
    assert set(names[6:]).isdisjoint({"port"})


def test_no_more_than_wanted() -> None:
    assert len(search_index.search_fields("1.36", "name", most=5)) == 5


def test_a_container_counts_once_and_servers_fields_not_at_all() -> None:
    patterns = [entry.spec.pattern for entry in search_index.entries("1.36")]
    assert len(patterns) == len(set(patterns))
    assert "spec.initContainers" in patterns
    assert not [p for p in patterns if p.startswith(("spec.initContainers[", "spec.ephemeralContainers"))]
    assert not [p for p in patterns if p.endswith(("metadata.uid", "metadata.managedFields"))]


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_every_leaf_is_found_by_its_path(version: str) -> None:
    known = {entry.spec.pattern for entry in search_index.entries(version)}
    leaves = [spec.pattern for spec in load(version).leaves() if not spec.pattern.startswith("spec.initContainers[]")]
    assert [p for p in leaves if p.removesuffix("[]") not in known and p not in known] == []


def test_the_fields_with_other_names_exist() -> None:
    patterns = {entry.spec.pattern for entry in search_index.entries("1.36")}
    patterns |= {entry.spec.pattern for kind in kinds.workloads() for entry in search_index.entries("1.36", kind)}
    assert [end for end in search_index.ALSO_CALLED if not any(p.endswith(f".{end}") for p in patterns)] == []


def test_what_a_version_lacks_is_not_found() -> None:
    assert search_index.search_fields("1.25", "resizePolicy") == []
    assert [spec.pattern for spec in search_index.search_fields("1.36", "resizePolicy")][:1] == [
        f"{CONTAINER}.resizePolicy"
    ]


def test_it_is_quick() -> None:
    search_index.entries("1.36")
    times = []
    for asked in ("name", "the pod", "liveness port", "zz", "host"):
        start = time.perf_counter()
        search_index.search_fields("1.36", asked)
        times.append(time.perf_counter() - start)
    assert sorted(times)[2] < 0.02


AROUND = {
    ("Deployment", "replicas"): "Deployment.spec.replicas",
    ("Deployment", "instances"): "Deployment.spec.replicas",
    ("Deployment", "deployment name"): "Deployment.metadata.name",
    ("Deployment", "max surge"): "Deployment.spec.strategy.rollingUpdate.maxSurge",
    ("Deployment", "image"): "spec.containers[].image",
    ("CronJob", "schedule"): "CronJob.spec.schedule",
    ("CronJob", "cron"): "CronJob.spec.schedule",
    ("Job", "retries"): "Job.spec.backoffLimit",
    ("StatefulSet", "volumeClaimTemplates"): "StatefulSet.spec.volumeClaimTemplates",
}


@pytest.mark.parametrize(("workload", "asked"), AROUND)
def test_the_workload_around_a_pod_is_searched_as_well(workload: str, asked: str) -> None:
    found = search_index.search_fields("1.36", asked, workload=workload)
    assert found[0].pattern == AROUND[workload, asked]


@pytest.mark.parametrize("workload", kinds.workloads())
def test_every_leaf_of_a_workload_is_found_by_its_path(workload: str) -> None:
    known = {entry.spec.pattern for entry in search_index.entries("1.36", workload)}
    assert {leaf.pattern for leaf in with_workload("1.36", workload).workload_leaves()} <= known


@pytest.mark.parametrize("own", search_index.COMMON_AROUND)
def test_what_is_common_around_pods_exists(own: str) -> None:
    patterns = {entry.spec.pattern for kind in kinds.workloads() for entry in search_index.entries("1.36", kind)}
    assert any(f"{kind}.{own}" in patterns for kind in kinds.workloads())


@pytest.mark.parametrize(
    ("asked", "is_name"),
    [("", False), ("...", False), ("host network", True), ("image", True), ("periodSeconds 5", False), ("zzz", False)],
)
def test_whether_all_words_are_a_field_s_own(asked: str, is_name: bool) -> None:
    assert search_index.names_a_field(versions.DEFAULT, asked) is is_name


def test_of_what_stands_beside_a_pod_its_own_fields_are_found() -> None:
    found = [spec.pattern for spec in search_index.search_fields("1.36", "port", workload="Service")]
    assert found[0] in ("Service.spec.ports", "Service.spec.ports[].port")
    assert all(pattern.startswith("Service.") for pattern in found)
    assert [spec.pattern for spec in search_index.search_fields("1.36", "verbs", workload="Role")] == [
        "Role.rules[].verbs"
    ]
    assert search_index.search_fields("1.36", "immutable", workload="ConfigMap")[0].pattern == "ConfigMap.immutable"
