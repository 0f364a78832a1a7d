"""Pods that are played in tests, and what is read off a play."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.lifecycle.assumptions import Assumptions
from podbuilder.kube.lifecycle.faults import Faults
from podbuilder.kube.lifecycle.life import Life, play
from podbuilder.kube.lifecycle.played_pod import PlayedPod, played_pod
from podbuilder.kube.lifecycle.rehearsals import BY_SLUG, NONE
from podbuilder.kube.lifecycle.scene import Scene

VERSION = "1.36"
APP = {"name": "app", "image": "nginx:1.27"}


def pod_of(*containers: dict[str, Any], version: str = VERSION, name: str = "web", **spec: Any) -> PlayedPod:
    """A pod of some containers, by default one."""
    document = {"metadata": {"name": name}, "spec": {**spec, "containers": list(containers or (APP,))}}
    return played_pod(document, version)


def scene_of(pod: PlayedPod | None = None, faults: Faults | None = None, **numbers: int) -> Scene:
    return Scene(pod or pod_of(), Assumptions(numbers), faults or Faults())


def rehearse(pod: PlayedPod, slug: str = NONE, container: str = "", min_ready: int = 0, **numbers: int) -> Life:
    """A play of a rehearsal with the first container that it fits, or one by name."""
    rehearsal = BY_SLUG[slug]
    fitting = [one for one in rehearsal.fitting(pod) if container in ("", one.name)]
    assumptions = Assumptions({**rehearsal.numbers, **numbers})
    return play(pod, assumptions, rehearsal.inject(pod, fitting[0], assumptions), min_ready_seconds=min_ready)


def cells(life: Life, second: int) -> str:
    """READY, STATUS and RESTARTS at a second, or that there is no such pod."""
    moment = life.at(second)
    return "gone" if moment.is_gone else " ".join(moment.row[1:4])


def event_lines(life: Life) -> list[str]:
    """All events: second, reason, message."""
    return [f"{one.second} {one.reason} {one.message}" for one in life.events]
