"""Mounting volumes."""

from collections.abc import Callable, Generator

from podbuilder.kube.lifecycle.faults import Faults
from podbuilder.kube.lifecycle.scene import Scene
from podbuilder.kube.lifecycle.volume_mounts import VolumeMounts
from tests.kube.lifecycle.plays import APP, pod_of, scene_of

MISSING = Faults(mount=("certs", 'secret "tls" not found'))


def waits(scene: Scene, mounts: VolumeMounts, is_deleted: Callable[[], bool]) -> tuple[list[int], bool]:
    steps: Generator[int, None, bool] = mounts.mount(is_deleted)
    found: list[int] = []
    while True:
        try:
            found.append(next(steps))
        except StopIteration as stop:
            return found, stop.value


def test_volumes_take_what_is_assumed() -> None:
    for pod, seconds in ((pod_of(), 0), (pod_of(APP, volumes=[{"name": "a"}]), 4)):
        scene = scene_of(pod, mount=4)
        assert waits(scene, VolumeMounts(scene), lambda: False) == ([seconds], True)


def test_a_volume_that_is_missing_is_tried_again_and_again() -> None:
    scene = scene_of(faults=MISSING)
    mounts = VolumeMounts(scene)
    assert waits(scene, mounts, lambda: False) == ([1, 2, 4, 8, 16, 32, 60], False)
    assert scene.journal.events[-1].message.startswith("Unable to attach or mount volumes: unmounted volumes=[certs]")
    assert waits(scene, mounts, lambda: False) == ([122, 1], False)


def test_a_deleted_pod_waits_for_none() -> None:
    scene = scene_of(faults=MISSING)
    assert waits(scene, VolumeMounts(scene), lambda: True) == ([], False)
    assert scene.journal.events == []
