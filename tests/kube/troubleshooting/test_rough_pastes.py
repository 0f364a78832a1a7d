"""A megabyte of anything is answered within a second, and nothing in it raises."""

from __future__ import annotations

import random
import time

import pytest

from podbuilder.kube.troubleshooting import all_troubles, answer
from tests.kube.troubleshooting.paste_forms import DONE, forms_of, story_of
from tests.kube.troubleshooting.test_scenarios import SCENARIOS

MOST = 1 << 20
# Seconds, thrice what they take where nothing counts the lines that run.
BAR, LOG_BAR = 3.0, 0.9
_CHANCE = random.Random(3)
_PHRASES = [
    sign.replace(" … ", " ") for trouble in all_troubles().values() for sign in (*trouble.signs, *trouble.hints)
]
ROUGH = {
    "JSON on one line": '{"a": "b", ' * 95_000,
    "JSON that only begins": "{" * MOST,
    "texts that never end": '"a": "' * 170_000,
    "a text that goes on": '"message": "x\n' * 75_000,
    "one line": "Warning " * 130_000,
    "events": "Warning Failed x Failed to pull image\n" * 27_000,
    "long events": f"Warning  FailedScheduling  3m  {'1 Insufficient a.b/c, ' * 3_000}\n" * 15,
    "quotes that never end": "a: 'x\n" * 170_000,
    "ever deeper": "\n".join(f"{' ' * depth}memory:" for depth in range(1_400)),
    "all that anything says": "\n".join(" ".join(_CHANCE.choices(_PHRASES, k=5)) for _ in range(8_000)),
    "rows": "web-0  0/1  ImagePullBackOff  0  9s\n" * 28_000,
    "a long resource": f"insufficient {'a.' * 400_000}",
    "many resources": f"insufficient {'a' * 240} " * 4_000,
    "many claims": f"persistentvolumeclaim {'a' * 250} " * 3_800,
    "a long path": f"is invalid: Invalid value spec.{'a' * 500_000}",
    "many taints": "untolerated taint {" * 55_000,
    "colours that never end": "\x1b[0;0;" * 170_000,
    "bars": "│ > " * 260_000,
    "tabs": "\t" * MOST,
    "empty lines": "\r\n" * (MOST // 2),
    "letters of all kinds": "".join(chr(_CHANCE.randrange(1, 0x2FFF)) for _ in range(MOST)),
    "states": "- name: a\n  state:\n    waiting:\n      reason: ErrImagePull\n" * 17_000,
    "secrets": "password=hunter2 token: abcdef123456\n" * 28_000,
}
LOGS = {
    "lines": "2026-01-02T03:04:05 INFO [thread-1] request 17: status=200 in 12 ms\n" * 15_400,
    "JSON": '{"time":"2026-01-02T03:04:05Z","level":"info","msg":"done","status":200,"path":"/a/b"}\n' * 11_900,
}


def best_time(text: str, bar: float) -> float:
    best = 99.0
    for _ in range(4):
        begun = time.process_time()
        answer(text[:MOST])
        best = min(best, time.process_time() - begun)
        if best < bar:
            break
    return best


@pytest.mark.parametrize("text", ROUGH.values(), ids=ROUGH)
def test_a_megabyte_of_anything(text: str) -> None:
    assert best_time(text, BAR) < BAR


@pytest.mark.parametrize("text", LOGS.values(), ids=LOGS)
def test_a_megabyte_of_logs(text: str) -> None:
    assert best_time(text, LOG_BAR) < LOG_BAR


def test_nothing_that_happens_to_a_paste_raises() -> None:
    chance = random.Random(5)
    stories = [story_of(scenario) for scenario in SCENARIOS.values()]
    for _ in range(400):
        story = chance.choice(stories)
        text = chance.choice(list(DONE.values()))(chance.choice(list(forms_of(story).values()))(story))
        letters = list(text)
        for _ in range(chance.randrange(1, 30)):
            at = chance.randrange(len(letters))
            letters[at : at + chance.randrange(3)] = chance.choice(
                ["", '"', "'", "{", "}", "\n", ":", "- ", "\x00", "…"]
            )
        for cause in answer("".join(letters)).causes:
            assert cause.evidence
            assert cause.lines
