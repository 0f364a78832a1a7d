"""What can be rehearsed."""

from podbuilder.kube.lifecycle.assumptions import Assumptions
from podbuilder.kube.lifecycle.rehearsals import BY_SLUG, GROUPS, NONE, REHEARSALS
from tests.kube.lifecycle.plays import APP, pod_of, rehearse

PROBE = {"tcpSocket": {"port": 1}}
FULL = {
    **APP,
    "startupProbe": PROBE,
    "readinessProbe": PROBE,
    "livenessProbe": PROBE,
    "lifecycle": {"preStop": {"exec": {"command": ["x"]}}, "postStart": {"exec": {"command": ["x"]}}},
    "resources": {"limits": {"ephemeral-storage": "1Gi"}},
    "env": [
        {"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}},
        {"name": "B", "valueFrom": {"configMapKeyRef": {"name": "c", "key": "k"}}},
    ],
}
ALL = pod_of(FULL, volumes=[{"name": "v", "persistentVolumeClaim": {"claimName": "data"}}])


def test_each_has_a_name_a_group_a_sentence_and_a_command() -> None:
    assert len(BY_SLUG) == len(REHEARSALS)
    for one in REHEARSALS:
        assert one.group in GROUPS or one.slug == NONE
        assert one.about.endswith("."), one.slug
        assert one.command.startswith("kubectl "), one.slug


def test_each_fits_a_pod_that_has_everything_and_shows() -> None:
    well = rehearse(ALL)
    for one in REHEARSALS:
        assert [container.name for container in one.fitting(ALL)] == ["app"], one.slug
        assert (rehearse(ALL, one.slug).moments == well.moments) is (one.slug == NONE), one.slug


def test_a_plain_pod_has_fewer() -> None:
    plain = pod_of()
    fitting = [one.slug for one in REHEARSALS if one.fitting(plain)]
    assert "claim-unbound" not in fitting
    assert "startup-probe-fails" not in fitting
    assert fitting[0] == NONE
    assert len(fitting) == 12


def test_only_ends_are_played_to_the_end() -> None:
    assert {one.slug for one in REHEARSALS if not one.numbers} == {NONE, "prestop-hangs", "signal-ignored"}
    assert Assumptions(BY_SLUG["exit-1"].numbers).of("delete") == 0
