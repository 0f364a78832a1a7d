"""What the numbers of a probe amount to."""

import pytest

from podbuilder.kube.insight.probe_schedule import ProbeTiming, duration, probe_sentence, probe_timing


@pytest.mark.parametrize(
    ("kind", "probe", "sentence"),
    [
        pytest.param(
            "startup",
            {"httpGet": {"port": 80}, "periodSeconds": 5, "failureThreshold": 30},
            "Up to 150 s to start: 30 tries, one every 5 s; then the container is restarted.",
            id="startup",
        ),
        pytest.param(
            "startup",
            {"initialDelaySeconds": 10},
            "Up to 40 s to start: 3 tries, one every 10 s, the first after 10 s; then the container is restarted.",
            id="startup with a delay",
        ),
        pytest.param(
            "startup",
            {"failureThreshold": 1},
            "Up to 10 s to start: one try; then the container is restarted.",
            id="startup with one try",
        ),
        pytest.param(
            "startup",
            {"periodSeconds": 60, "failureThreshold": 90},
            "Up to 1 h 30 min to start: 90 tries, one every 60 s; then the container is restarted.",
            id="startup that takes long",
        ),
        pytest.param(
            "liveness",
            {"initialDelaySeconds": 30},
            "Restarted about 30 s after it stops answering (3 checks without an answer, one every 10 s);"
            " first check 30 s after start.",
            id="liveness",
        ),
        pytest.param(
            "liveness",
            {"failureThreshold": 1, "periodSeconds": 5},
            "Restarted about 5 s after it stops answering (1 check without an answer, one every 5 s);"
            " checked from the start.",
            id="liveness with one check",
        ),
        pytest.param(
            "liveness",
            {"periodSeconds": 5, "timeoutSeconds": 20},
            "Restarted about 60 s after it stops answering (3 checks without an answer, one every 20 s);"
            " checked from the start.",
            id="liveness that waits longer than it pauses",
        ),
        pytest.param(
            "readiness",
            {"periodSeconds": 5, "failureThreshold": 2},
            "Taken out of traffic about 10 s after the last answer (2 checks without an answer, one every 5 s),"
            " back at the first answer; checked from the start.",
            id="readiness",
        ),
        pytest.param(
            "readiness",
            {"successThreshold": 3, "initialDelaySeconds": 5},
            "Taken out of traffic about 30 s after the last answer (3 checks without an answer, one every 10 s),"
            " back after 3 answers in a row, about 30 s; first check 5 s after start.",
            id="readiness that waits for more than one answer",
        ),
        pytest.param("liveness", {"periodSeconds": -1}, "", id="refused number"),
        pytest.param("liveness", {"periodSeconds": "10"}, "", id="no number"),
        pytest.param("liveness", {"failureThreshold": True}, "", id="true is no number"),
    ],
)
def test_sentence(kind, probe, sentence):
    assert probe_sentence(kind, probe) == sentence


def test_defaults_and_zeros_are_the_same():
    zeros = dict.fromkeys(
        ("initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"), 0
    )
    assert probe_timing({}) == probe_timing(zeros) == ProbeTiming(first_check=0, interval=10, failures=3, successes=1)


def test_times():
    timing = ProbeTiming(first_check=15, interval=20, failures=3, successes=2)
    assert (timing.detection, timing.recovery, timing.deadline) == (60, 40, 75)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (179, "179 s"),
        (180, "3 min"),
        (630, "10 min 30 s"),
        (3600, "1 h"),
        (9005, "2 h 30 min 5 s"),
        (7205, "2 h 5 s"),
    ],
)
def test_duration(seconds, text):
    assert duration(seconds) == text
