"""Every reason of Kubernetes leads to a cause, or is said to say nothing by itself, in every form that can tell it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.troubleshooting import all_troubles, answer
from podbuilder.kube.troubleshooting.reasons import all_reasons
from tests.kube.troubleshooting.paste_forms import forms_of, story_of

FOLDER = Path(__file__).parent / "scenarios"
SCENARIOS: dict[str, dict[str, Any]] = {
    f"{file.stem}: {name}": scenario
    for file in sorted(FOLDER.glob("*.yaml"))
    for name, scenario in yaml.safe_load(file.read_text(encoding="utf-8")).items()
}


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_a_scenario_in_every_form(scenario: dict[str, Any]) -> None:
    story = story_of(scenario)
    for name, form in forms_of(story).items():
        text = form(story)
        found = answer(text)
        labels = [cause.label for cause in found.causes]
        if "first" in scenario:
            assert labels[:1] == [scenario["first"]], (name, labels, text)
            if "field" in scenario:
                assert found.causes[0].field == scenario["field"], name
            assert set(scenario.get("also", ())) <= set(labels), (name, labels)
        else:
            assert labels == [], (name, text)
            noted = [note.reason for note in found.notes]
            assert noted == [] if scenario["note"] == "none" else scenario["note"] in noted, name


def told(scenario: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The reasons that a scenario gives, with where they stand."""
    for place, key in (("waiting", "waiting"), ("terminated", "terminated"), ("terminated", "last")):
        if key in scenario:
            yield place, scenario[key].get("reason", "")
            if "exitCode" in scenario[key]:
                yield "code", str(scenario[key]["exitCode"])
    for place in ("condition", "pod"):
        if place in scenario:
            yield place, scenario[place]["reason"]
    for event in scenario.get("events", ()):
        yield "event", event["reason"] if isinstance(event, dict) else event[1]


def test_every_reason_has_a_scenario() -> None:
    known = {(place, name) for place, reasons in all_reasons().items() for name in reasons}
    assert known <= {one for scenario in SCENARIOS.values() for one in told(scenario)}


def test_a_reason_is_said_in_a_sentence_and_leads_to_causes_that_there_are() -> None:
    for reasons in all_reasons().values():
        for reason in reasons.values():
            assert reason.says[0].isupper()
            assert reason.says.endswith(".")
            assert set(reason.causes) <= all_troubles().keys()


def test_a_scenario_leads_where_its_reason_says() -> None:
    """A reason without causes is never the only thing that a scenario with a cause tells."""
    for name, scenario in SCENARIOS.items():
        reasons = [all_reasons().get(place, {}).get(reason) for place, reason in told(scenario)]
        if "first" in scenario and reasons:
            assert any(reason is None or reason.causes for reason in reasons) or "log" in scenario, name
