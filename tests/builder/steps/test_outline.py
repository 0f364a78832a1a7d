"""The steps of a pod in their order, and the step in which each field stands."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.steps.outline import (
    METADATA,
    OBJECT,
    STEP_OF_FIELD,
    companion_of,
    container_path,
    fields_of,
    first_step,
    path_kind_of,
    role_of,
    slug_for,
    steps_of,
)
from podbuilder.kube.catalogue import load
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.manifest import Manifest
from tests.support.pods import make_pod

REST = [
    ("volumes", "Volumes", "Shared"),
    ("networking", "Networking", "Shared"),
    ("running", "Restart and identity", "Placement"),
    ("scheduling", "Scheduling", "Placement"),
    ("security", "Security", "Placement"),
    ("review", "Review and export", "Finish"),
]


def test_a_pod_without_containers_has_the_other_steps() -> None:
    assert [(one.slug, one.title, one.heading) for one in steps_of({})] == [("metadata", "Metadata", "Pod"), *REST]
    assert {(one.role, one.path) for one in steps_of({})} == {("", ROOT)}


def test_containers_stand_between_in_the_order_in_which_they_start() -> None:
    pod = make_pod(
        ("spec.initContainers", [{"name": "migrate"}, {"name": "proxy", "restartPolicy": "Always"}]),
        ("spec.containers", [{"name": "web"}, {}, {"name": 7}]),
        ("spec.ephemeralContainers", [{"name": "debug"}]),
    )
    found = steps_of(pod)
    assert [(one.slug, one.title, one.role, str(one.path)) for one in found[1:-6]] == [
        ("init-containers/0", "migrate", "init", "spec.initContainers[0]"),
        ("init-containers/1", "proxy", "native sidecar", "spec.initContainers[1]"),
        ("containers/0", "web", "app", "spec.containers[0]"),
        ("containers/1", "unnamed 2", "app", "spec.containers[1]"),
        ("containers/2", "unnamed 3", "app", "spec.containers[2]"),
    ]
    assert {one.heading for one in found[1:-6]} == {"Containers"}


def test_which_containers_can_be_moved() -> None:
    pod = make_pod(
        ("spec.initContainers", [{"name": "migrate"}]),
        ("spec.containers", [{"name": "web"}, {"name": "log"}, {"name": "cache"}]),
    )
    assert [(one.title, one.is_first, one.is_last) for one in steps_of(pod)[1:-6]] == [
        ("migrate", True, True),
        ("web", True, False),
        ("log", False, False),
        ("cache", False, True),
    ]


@pytest.mark.parametrize(
    ("container", "kind", "role"),
    [
        ({}, "containers", "app"),
        ({}, "initContainers", "init"),
        ({"restartPolicy": "Always"}, "initContainers", "native sidecar"),
        ({"restartPolicy": "Never"}, "initContainers", "init"),
        ({"restartPolicy": "Always"}, "containers", "app"),
    ],
)
def test_the_kind_of_a_container(container: dict[str, Any], kind: str, role: str) -> None:
    assert role_of(container, kind) == role


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ((), "metadata"),
        (("metadata", "name"), "metadata"),
        (("kind",), "metadata"),
        (("status", "phase"), "metadata"),
        (("spec",), "review"),
        (("spec", "containers"), "running"),
        (("spec", "containers", 2), "containers/2"),
        (("spec", "containers", 0, "image"), "containers/0"),
        (("spec", "initContainers", 1, "env", 0), "init-containers/1"),
        (("spec", "ephemeralContainers", 0), "running"),
        (("spec", "volumes", 0, "name"), "volumes"),
        (("spec", "restartPolicy"), "running"),
        (("spec", "serviceAccountName"), "running"),
        (("spec", "hostNetwork"), "networking"),
        (("spec", "dnsConfig", "options"), "networking"),
        (("spec", "tolerations", 0), "scheduling"),
        (("spec", "resources", "limits"), "scheduling"),
        (("spec", "securityContext", "runAsUser"), "security"),
        (("spec", "hostPID"), "security"),
        (("spec", "nonsense"), "running"),
    ],
)
def test_the_step_of_a_field(path: tuple[str | int, ...], slug: str) -> None:
    assert slug_for(FieldPath(path)) == slug


def test_every_field_that_has_a_step_is_one() -> None:
    spec = load("1.36").field(FieldPath(("spec",)))
    assert spec is not None
    assert STEP_OF_FIELD.keys() - spec.fields.keys() <= {"workloadRef"}
    assert set(STEP_OF_FIELD.values()) == {"volumes", "networking", "scheduling", "security"}


@pytest.mark.parametrize(
    ("slug", "path"),
    [
        ("containers/0", "spec.containers[0]"),
        ("init-containers/12", "spec.initContainers[12]"),
        ("containers", None),
        ("containers/", None),
        ("containers/x", None),
        ("containers/-1", None),
        ("volumes/0", None),
        ("metadata", None),
        ("", None),
    ],
)
def test_the_container_of_a_step(slug: str, path: str | None) -> None:
    found = container_path(slug)
    assert (None if found is None else str(found)) == path


@pytest.mark.parametrize(
    ("slug", "some"),
    [
        ("metadata", ["metadata"]),
        ("containers/1", ["spec.containers[1]"]),
        ("volumes", ["spec.volumes"]),
        ("security", ["spec.securityContext", "spec.hostPID"]),
        ("running", ["spec.restartPolicy", "spec.unheardOf"]),
        ("review", []),
    ],
)
def test_what_a_step_is_about(slug: str, some: list[str]) -> None:
    pod = {"spec": {"restartPolicy": "Never", "unheardOf": 1, "containers": [{}, {}]}}
    found = [str(path) for path in fields_of(slug, pod)]
    assert set(some) <= set(found)
    assert {slug_for(path) for path in fields_of(slug, pod)} <= {slug}
    assert fields_of(slug, {"spec": None}) is not None


WORKLOADS = {
    "a Deployment": (
        "kind: Deployment\nmetadata: {name: a}\nspec: {replicas: 1, strategy: {}, template: {spec: {}}}\n",
        ["Deployment.kind", "Deployment.metadata", "Deployment.spec.replicas", "Deployment.spec.strategy"],
    ),
    "a CronJob": (
        "kind: CronJob\nspec: {schedule: x, jobTemplate: {metadata: {}, "
        "spec: {backoffLimit: 1, template: {spec: {}}}}}\n",
        [
            "CronJob.kind",
            "CronJob.spec.schedule",
            "CronJob.spec.jobTemplate.metadata",
            "CronJob.spec.jobTemplate.spec.backoffLimit",
        ],
    ),
    "a pod": ("kind: Pod\nspec: {containers: []}\n", []),
}


@pytest.mark.parametrize(("text", "paths"), WORKLOADS.values(), ids=WORKLOADS)
def test_the_step_of_the_workload_is_about_all_but_its_template(text: str, paths: list[str]) -> None:
    pod = Manifest.read(text).place.pod_with_workload
    assert [str(path) for path in fields_of("workload", pod)] == paths


def test_the_kind_of_what_is_edited_and_the_step_to_begin_with() -> None:
    secret = {"Secret": {"kind": "Secret"}}
    assert (companion_of(secret), path_kind_of(secret), first_step(secret)) == ("Secret", "Secret", OBJECT)
    job = {"Job": {}, "spec": {}}
    assert (companion_of(job), path_kind_of(job), first_step(job)) == ("", "Job", METADATA)
    # A pod may have a field of that name by mistake.
    assert companion_of({"Secret": {}, "kind": "Pod"}) == ""
    assert fields_of(OBJECT, secret) == [FieldPath(("Secret", "kind"))]
