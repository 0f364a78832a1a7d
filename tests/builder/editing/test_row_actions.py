"""The buttons of a form's rows: the edits, the empty row, the focus and the step that each asks for."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.editing.pairs import PASTED
from podbuilder.builder.editing.row_actions import NOTHING, Outcome, container_names, free_name, perform, remove_all
from podbuilder.builder.steps.sizes import edits_for
from podbuilder.kube.catalogue import load
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Edit
from tests.support.pods import make_pod

FIELDS = load("1.36")
POD = make_pod(
    ("metadata.labels", {"app": "web", "tier": "front", "team": "a"}),
    ("metadata.annotations", {"note": "x"}),
    (
        "spec.containers",
        [
            {
                "name": "app",
                "ports": [{"containerPort": 80}, {"containerPort": 81}, {"containerPort": 82}],
                "env": [{"name": "A"}],
                "resources": {"requests": {"cpu": 1}, "limits": {"cpu": 2, "memory": "1Gi"}},
            },
            {"name": "app-2"},
        ],
    ),
    ("spec.initContainers", [{"name": "init"}]),
)
APP = FieldPath(("spec", "containers", 0))
CONTAINERS, INIT = FieldPath(("spec", "containers")), FieldPath(("spec", "initContainers"))
PORTS, ENV, RESOURCES = APP.child("ports"), APP.child("env"), APP.child("resources")
MOUNTS, MOUNT = APP.child("volumeMounts"), "f-spec-containers-0-volumeMounts"
LABELS, ANNOTATIONS = FieldPath(("metadata", "labels")), FieldPath(("metadata", "annotations"))
ADD = {f"{RESOURCES}:add": " nvidia.com/gpu ", PASTED: "B=2"}


def gone(*paths: FieldPath) -> list[Edit]:
    return [Edit("remove", path) for path in paths]


IGNORED = {
    "no verb": "",
    "a verb that there is not": f"explode:{PORTS}[0]",
    "a field that there is not": "remove:spec.nonsense[0]",
    "no target": "remove:",
    "a whole branch": "remove:spec",
    "a list": f"remove:{PORTS}",
    "a row that is not there": f"remove:{PORTS}[3]",
    "a pair that is not there": "remove:metadata.labels#3",
    "a pair of what is no map": f"remove:{PORTS}#0",
    "a pair can only be removed": "up:metadata.labels#1",
    "the first cannot move up": f"up:{PORTS}[0]",
    "the last cannot move down": f"down:{PORTS}[2]",
    "a resource of something else": f"resource:{PORTS}",
    "what is no resource cannot be dropped": f"drop:{PORTS}",
    "nor can the table": f"drop:{RESOURCES}",
    "pairs where there are none": f"pairs:{PORTS}",
    "a size of something else": f"small:{PORTS}",
}
ASKED: dict[str, tuple[str, Outcome]] = {
    "an empty row": (f"add:{PORTS}", Outcome(pending=(str(PORTS),), focus="f-spec-containers-0-ports-3")),
    "an empty pair": ("add:metadata.labels", Outcome(pending=("metadata.labels",), focus="f-metadata-labels-3")),
    "pasted variables": (
        f"pairs:{ENV}",
        Outcome([Edit("set", ENV.index(1), {"name": "B", "value": "2"})], focus="f-spec-containers-0-env-add"),
    ),
    "pasted labels": (
        "pairs:metadata.labels",
        Outcome([Edit("set", LABELS.key("B"), "2")], focus="f-metadata-labels-add"),
    ),
    "a size": (
        f"small:{RESOURCES}",
        Outcome(edits_for(RESOURCES, "small"), focus="f-spec-containers-0-resources-requests-cpu"),
    ),
    "the first row of a list": (
        f"add:{APP}.args",
        Outcome(pending=(f"{APP}.args",), focus="f-spec-containers-0-args-0"),
    ),
    "a container": (
        "add:spec.containers",
        Outcome(
            [Edit("insert", CONTAINERS.index(2), {"name": "container"})],
            show=CONTAINERS.index(2),
            focus="f-spec-containers-2-image",
        ),
    ),
    "an init container": (
        "add:spec.initContainers",
        Outcome(
            [Edit("insert", INIT.index(1), {"name": "init-2"})],
            show=INIT.index(1),
            focus="f-spec-initContainers-1-image",
        ),
    ),
    "a resource": (
        f"resource:{RESOURCES}",
        Outcome(
            pending=(f"{RESOURCES}.requests[nvidia.com/gpu]",),
            focus="f-spec-containers-0-resources-requests-nvidia-com-gpu",
        ),
    ),
    "a resource goes from both sides": (
        f"drop:{RESOURCES}.limits[cpu]",
        Outcome(
            gone(RESOURCES.child("requests"), RESOURCES.child("limits").key("cpu")),
            focus="f-spec-containers-0-resources-add",
        ),
    ),
    "a resource that has one side": (
        f"drop:{RESOURCES}.requests[memory]",
        Outcome(gone(RESOURCES.child("limits").key("memory")), focus="f-spec-containers-0-resources-add"),
    ),
    "the first pair": ("remove:metadata.labels#0", Outcome(gone(LABELS.key("app")), focus="f-metadata-labels-0-key")),
    "the last pair": ("remove:metadata.labels#2", Outcome(gone(LABELS.key("team")), focus="f-metadata-labels-1-key")),
    "the only pair": ("remove:metadata.annotations#0", Outcome(gone(ANNOTATIONS), focus="f-metadata-annotations-add")),
    "the first row": (f"remove:{PORTS}[0]", Outcome(gone(PORTS.index(0)), focus="f-spec-containers-0-ports-0")),
    "the last row": (f"remove:{PORTS}[2]", Outcome(gone(PORTS.index(2)), focus="f-spec-containers-0-ports-1")),
    "the only row": (f"remove:{ENV}[0]", Outcome(gone(ENV), focus="f-spec-containers-0-env-add")),
    "the first container": ("remove:spec.containers[0]", Outcome(gone(APP), show=CONTAINERS.index(0))),
    "the last container": (
        "remove:spec.containers[1]",
        Outcome(gone(CONTAINERS.index(1)), show=CONTAINERS.index(0)),
    ),
    "the only init container": ("remove:spec.initContainers[0]", Outcome(gone(INIT), show=INIT)),
    "a row once more": (
        f"copy:{PORTS}[0]",
        Outcome([Edit("insert", PORTS.index(1), {"containerPort": 80})], focus="f-spec-containers-0-ports-1"),
    ),
    "a container once more": (
        "copy:spec.containers[1]",
        Outcome(
            [Edit("insert", CONTAINERS.index(2), {"name": "app-2-2"})],
            focus="f-spec-containers-2",
            show=CONTAINERS.index(2),
        ),
    ),
    "a row up": (f"up:{PORTS}[1]", Outcome([Edit("move", PORTS.index(1), to=0)], focus="f-spec-containers-0-ports-0")),
    "a row down": (
        f"down:{PORTS}[1]",
        Outcome([Edit("move", PORTS.index(1), to=2)], focus="f-spec-containers-0-ports-2"),
    ),
    "a container up": (
        "up:spec.containers[1]",
        Outcome([Edit("move", CONTAINERS.index(1), to=0)], focus="f-spec-containers-0", show=CONTAINERS.index(0)),
    ),
}


@pytest.mark.parametrize("op", IGNORED.values(), ids=IGNORED)
def test_what_makes_no_sense_is_ignored(op: str) -> None:
    assert perform(op, POD, FIELDS, ADD) == NOTHING == Outcome([], (), "", None)


@pytest.mark.parametrize(("op", "expected"), ASKED.values(), ids=ASKED)
def test_what_a_button_asks_for(op: str, expected: Outcome) -> None:
    before = repr(POD)
    assert perform(op, POD, FIELDS, ADD) == expected
    assert repr(POD) == before


@pytest.mark.parametrize("text", ["", "  "])
def test_a_resource_needs_a_name(text: str) -> None:
    assert perform(f"resource:{RESOURCES}", POD, FIELDS, {f"{RESOURCES}:add": text}) == NOTHING
    assert perform(f"resource:{RESOURCES}", POD, FIELDS, {}) == NOTHING


@pytest.mark.parametrize(
    ("containers", "name"), [([], "app"), ("odd", "app"), ([{"name": "app"}], "container"), ([{}], "container")]
)
def test_what_a_new_container_is_called(containers: Any, name: str) -> None:
    (edit,) = perform("add:spec.containers", {"spec": {"containers": containers}}, FIELDS, {}).edits
    assert edit.value == {"name": name}


def test_a_copy_without_a_name_gets_one() -> None:
    (edit,) = perform("copy:spec.containers[0]", {"spec": {"containers": [{}]}}, FIELDS, {}).edits
    assert edit.value == {"name": "container"}


@pytest.mark.parametrize(
    ("taken", "name"), [(set(), "web"), ({"web"}, "web-2"), ({"web", "web-2", "web-4"}, "web-3"), ({"web-2"}, "web")]
)
def test_a_name_that_nobody_has(taken: set[str], name: str) -> None:
    assert free_name("web", taken) == name


def test_names_of_containers_of_all_kinds() -> None:
    pod = make_pod(("spec.ephemeralContainers", [{"name": "debug"}, "odd", {}]), ("spec.initContainers", None))
    assert container_names(pod) == {"app", "debug", "None"}
    assert container_names({}) == set()


def test_what_is_left_empty_goes_as_well() -> None:
    requests = RESOURCES.child("requests").key("cpu")
    limits = RESOURCES.child("limits")
    assert remove_all(POD, [requests, limits.key("cpu"), limits.key("memory")]) == gone(
        RESOURCES.child("requests"), limits.key("cpu"), RESOURCES
    )
    assert remove_all(POD, [RESOURCES.child("claims")]) == []


def test_no_item_of_a_list_and_no_branch_of_the_pod_goes_with_what_was_in_it() -> None:
    pod = {"metadata": {"name": "a"}, "spec": {"volumes": [{"name": "x"}]}}
    name = FieldPath(("spec", "volumes", 0, "name"))
    assert remove_all(pod, [FieldPath(("metadata", "name")), name]) == gone(FieldPath(("metadata", "name")), name)


VOLUMES = [{"name": "data"}, "broken", {}, {"name": "logs"}]
MOUNTED: dict[str, tuple[Any, Outcome]] = {
    "the first volume that has none": (
        None,
        Outcome([Edit("set", MOUNTS.index(0), {"name": "data"})], focus=f"{MOUNT}-0-mountPath"),
    ),
    "the next": (
        [{"name": "data"}],
        Outcome([Edit("set", MOUNTS.index(1), {"name": "logs"})], focus=f"{MOUNT}-1-mountPath"),
    ),
    "an empty row once all are mounted": (
        [{"name": "data"}, {"name": "logs"}],
        Outcome(pending=(str(MOUNTS),), focus=f"{MOUNT}-2"),
    ),
}


@pytest.mark.parametrize("case", MOUNTED)
def test_a_new_mount_is_for(case: str) -> None:
    mounts, wanted = MOUNTED[case]
    tweaks: list[Any] = [("spec.volumes", VOLUMES)]
    if mounts:
        tweaks.append(("spec.containers[0].volumeMounts", mounts))
    assert perform(f"add:{MOUNTS}", make_pod(*tweaks), FIELDS, {}) == wanted
