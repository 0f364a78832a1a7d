"""One set of facts reads alike in every form, of every version, whatever was done to the paste."""

from __future__ import annotations

import random

import pytest

from podbuilder.kube.troubleshooting import diagnose
from tests.kube.troubleshooting.paste_forms import DONE, forms_of, story_of
from tests.kube.troubleshooting.test_scenarios import SCENARIOS

# All of them would take a minute; a sample that is the same every time finds what breaks.
SAMPLE = 60
_CASES = [
    (name, form, scenario)
    for name, scenario in SCENARIOS.items()
    if "first" in scenario
    for form in forms_of(story_of(scenario))
]


@pytest.mark.parametrize("done", DONE)
def test_what_is_done_to_a_paste_changes_nothing(done: str) -> None:
    for name, form, scenario in random.Random(done).sample(_CASES, SAMPLE):
        story = story_of(scenario)
        text = DONE[done](forms_of(story)[form](story))
        labels = [cause.label for cause in diagnose(text)]
        assert labels[:1] == [scenario["first"]], (name, form, labels, text)
