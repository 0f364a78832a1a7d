"""What a step of undo stores of what is kept beside the text: only what changed, in JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from podbuilder.builder.models.state import FIELDS, State, apply, delta, revert

EMPTY = State(
    roles={}, waivers=[], parameters=[], profile="default", profile_text="", origin="", overlays=[], folder=""
)
WAIVERS = [{"rule": f"rule-{number}", "path": "", "reason": "a test"} for number in range(100)]
# What changes, from what, and what is stored of it.
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "nothing": ({"roles": {"a": "app"}}, {"roles": {"a": "app"}}, {}),
    "roles in another order": ({"roles": {"a": "app", "b": "init"}}, {"roles": {"b": "init", "a": "app"}}, {}),
    "a role comes": (
        {"roles": {"a": "app"}},
        {"roles": {"a": "app", "b": "init"}},
        {"roles": [1, [], [["b", "init"]]]},
    ),
    "one waiver of many": (
        {"waivers": WAIVERS[1:]},
        {"waivers": WAIVERS},
        {"waivers": [0, [], [WAIVERS[0]]]},
    ),
    "a parameter goes": (
        {"parameters": [{"name": "a"}, {"name": "b"}]},
        {"parameters": [{"name": "b"}]},
        {"parameters": [0, [{"name": "a"}], []]},
    ),
    "an overlay is answered": (
        {"overlays": [{"name": "dev", "answers": {}}]},
        {"overlays": [{"name": "dev", "answers": {"namespace": "dev"}}]},
        {
            "overlays": [
                0,
                [{"name": "dev", "answers": {}}],
                [{"name": "dev", "answers": {"namespace": "dev"}}],
            ]
        },
    ),
    "a line of a file": (
        {"folder": '{"a.yaml":"replicas: 1"}'},
        {"folder": '{"a.yaml":"replicas: 2"}'},
        {"folder": [21, "1", "2"]},
    ),
    "a profile": ({}, {"profile": "strict"}, {"profile": [0, ["default"], ["strict"]]}),
    "a letter of an own profile": (
        {"profile_text": "name: mine"},
        {"profile_text": "name: mind"},
        {"profile_text": [9, "e", "d"]},
    ),
}


def state(changes: dict[str, Any]) -> State:
    return State(**{**EMPTY, **changes})  # type: ignore[typeddict-item]  # the fields of a State


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_stored_leads_forth_and_back(case: tuple[dict[str, Any], dict[str, Any], dict[str, Any]]) -> None:
    old, new, stored = state(case[0]), state(case[1]), case[2]
    change = delta(old, new)
    assert change == stored
    read = json.loads(json.dumps(change))
    assert (apply(read, old), revert(read, new)) == (new, old)


def test_what_has_become_something_else_stays() -> None:
    change = delta(EMPTY, state({"origin": "alice/web@1", "profile": "strict"}))
    later = state({"origin": "alice/web@12", "profile": "strict"})
    assert revert(change, later) == state({"origin": "alice/web@12"})


def test_fields_are_columns_of_a_draft() -> None:
    assert set(FIELDS) == set(EMPTY)
