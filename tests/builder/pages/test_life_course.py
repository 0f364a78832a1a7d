"""The course's table of phases."""

from __future__ import annotations

from podbuilder.builder.pages.life_course import phase_rows
from tests.kube.lifecycle.plays import APP, pod_of, rehearse


def times(slug: str = "none", **spec: str) -> dict[str, str]:
    return {row.name: row.when for row in phase_rows(rehearse(pod_of(APP, **spec), slug))}


def test_each_phase_has_its_times() -> None:
    assert times() == {
        "Pending": "0 s to 8 s",
        "Running": "8 s to 122 s",
        "Succeeded": "",
        "Failed": "122 s to 123 s",
        "Unknown": "",
    }


def test_the_last_one_goes_on() -> None:
    assert times("no-node")["Pending"] == "from 0 s on"
    assert times("exit-1", restartPolicy="Never")["Failed"] == "from 10 s on"
