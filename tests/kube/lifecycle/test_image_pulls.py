"""Images that are there, pulled or refused."""

from collections.abc import Generator

import pytest

from podbuilder.kube.lifecycle.assumptions import Assumptions
from podbuilder.kube.lifecycle.faults import Faults
from podbuilder.kube.lifecycle.image_pulls import ImagePulls, Refusal
from podbuilder.kube.lifecycle.scene import Scene
from tests.kube.lifecycle.plays import APP, pod_of


def walk(steps: Generator[int, None, Refusal | None]) -> tuple[int, Refusal | None]:
    """How long the steps take, and their value."""
    seconds = 0
    while True:
        try:
            seconds += next(steps)
        except StopIteration as stop:
            return seconds, stop.value


def scene_of(faults: Faults | None = None, version: str = "1.36", **own: str) -> Scene:
    pod = pod_of({**APP, **own}, version=version)
    return Scene(pod, Assumptions({"pull": 7}, present=frozenset({"here:1"})), faults or Faults())


@pytest.mark.parametrize(
    ("own", "seconds", "reason"),
    [
        pytest.param({"image": "here:1"}, 0, "", id="there"),
        pytest.param({"image": "here:1", "imagePullPolicy": "Always"}, 1, "", id="there and asked for"),
        pytest.param({"image": "far:1"}, 7, "", id="pulled"),
        pytest.param({"image": "here:1", "imagePullPolicy": "Never"}, 0, "", id="never and there"),
        pytest.param({"image": "far:1", "imagePullPolicy": "Never"}, 0, "ErrImageNeverPull", id="never"),
    ],
)
def test_by_policy(own: dict[str, str], seconds: int, reason: str) -> None:
    scene = scene_of(**own)
    took, refusal = walk(ImagePulls(scene).ensure(scene.pod.apps[0]))
    assert (took, refusal.reason if refusal else "") == (seconds, reason)


@pytest.mark.parametrize(
    ("version", "told"),
    [("1.36", 'Back-off pulling image "far:1": ErrImagePull: gone'), ("1.31", 'Back-off pulling image "far:1"')],
)
def test_a_pull_that_is_refused_waits(version: str, told: str) -> None:
    scene = scene_of(Faults(pull={0: "gone"}), version, image="far:1")
    pulls = ImagePulls(scene)
    assert walk(pulls.ensure(scene.pod.apps[0]))[1] == Refusal("ErrImagePull", "gone")
    assert walk(pulls.ensure(scene.pod.apps[0]))[1] == Refusal("ImagePullBackOff", told)


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("1.36", "in 7s (7s including waiting). Image size: 52428800 bytes."),
        ("1.29", "in 7s (7s including waiting)"),
        ("1.25", "in 7s"),
    ],
)
def test_newer_ones_tell_more(version: str, told: str) -> None:
    scene = scene_of(version=version)
    walk(ImagePulls(scene).ensure(scene.pod.apps[0]))
    assert scene.journal.events[-1].message == f'Successfully pulled image "nginx:1.27" {told}'
