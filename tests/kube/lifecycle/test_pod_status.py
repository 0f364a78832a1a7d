"""What the API says of a pod."""

from podbuilder.kube.lifecycle.pod_status import FAILED, FALSE, READY, TRUE, Condition, PodStatus


def test_a_condition_is_there_and_true_or_not() -> None:
    status = PodStatus(conditions=(Condition(READY, FALSE), Condition("Other", TRUE)))
    assert status.condition("Missing") is None
    assert [status.is_true(name) for name in (READY, "Other", "Missing")] == [False, True, False]


def test_a_phase_may_be_the_last() -> None:
    assert not PodStatus().is_terminal
    assert PodStatus(FAILED).is_terminal
