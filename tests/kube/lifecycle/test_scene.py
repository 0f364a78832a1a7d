"""What all players share."""

from tests.kube.lifecycle.plays import pod_of, scene_of


def test_names_and_numbers() -> None:
    scene = scene_of(pod_of(name="db"))
    assert (scene.now, scene.minor, scene.full_name) == (0, 36, "db_default(UID)")


def test_events_are_noted_with_their_container() -> None:
    scene = scene_of()
    scene.normal("Pulled", "Here", scene.pod.apps[0])
    scene.warn("FailedScheduling", "Nowhere", source="default-scheduler")
    assert [(one.type, one.field_path, one.source) for one in scene.journal.events] == [
        ("Normal", "spec.containers{app}", "kubelet"),
        ("Warning", "", "default-scheduler"),
    ]


def test_of_a_node_that_is_cut_off_nothing_is_heard() -> None:
    scene = scene_of()
    scene.is_cut_off = True
    scene.normal("Pulled", "Here")
    scene.warn("NodeNotReady", "Gone", source="node-controller")
    assert [one.reason for one in scene.journal.events] == ["NodeNotReady"]
