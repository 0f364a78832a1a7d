"""Profiles as values: which rules they turn on, and how severe each is."""

from __future__ import annotations

import pytest

from podbuilder.kube.lint import NAMED, Profile, ProfileError, Rule, Severity, all_rules, profile_named
from podbuilder.kube.lint.profile import STARTS, STRICT_RULES

ON = Rule("rules.on", Severity.INFO, "images", ("pod",))
OFF = Rule("rules.off", Severity.INFO, "images", ("pod",), default=False)
STRICT = Rule("rules.ssh_port", Severity.INFO, "images", ("pod",), default=False)
LESSON = Rule("rules.run_as_non_root", Severity.INFO, "images", ("pod",), default=False)
STANDARD = Rule("rules.off", Severity.INFO, "images", ("pod",), default=False, foreign={"pod-security": ("a",)})
OTHERS = Rule("rules.off", Severity.INFO, "images", ("pod",), default=False, foreign={"trivy": ("a",)})

WANTED = {
    "nothing": (),
    "default": (ON,),
    "strict": (ON, STRICT),
    "course": (LESSON,),
    "pod-security": (STANDARD,),
    "all": (ON, OFF, STRICT, LESSON, STANDARD, OTHERS),
}


@pytest.mark.parametrize("start", STARTS)
def test_what_a_start_turns_on(start: str) -> None:
    rules = (ON, OFF, STRICT, LESSON, STANDARD, OTHERS)
    assert tuple(rule for rule in rules if Profile(start=start).wants(rule)) == WANTED[start]


@pytest.mark.parametrize(
    ("added", "removed", "wants_on", "wants_off"),
    [
        ([], [], True, False),
        ([], ["on", "off"], False, False),
        (["on", "off"], [], True, True),
        (["on", "off"], ["on", "off"], False, False),
    ],
)
def test_what_is_added_and_removed(added: list[str], removed: list[str], wants_on: bool, wants_off: bool) -> None:
    profile = Profile(frozenset(added), frozenset(removed))
    assert (profile.wants(ON), profile.wants(OFF)) == (wants_on, wants_off)


def test_severities_by_id() -> None:
    profile = Profile(severities=(("on", Severity.CRITICAL),))
    assert [profile.severity(rule) for rule in (ON, OFF)] == [Severity.CRITICAL, Severity.INFO]


@pytest.mark.parametrize("name", NAMED)
def test_a_built_in_profile(name: str) -> None:
    profile = profile_named(name)
    assert profile.start == name
    assert profile.name
    assert profile.description.endswith(".")
    on = {id for id, loaded in all_rules().items() if profile.wants(loaded.rule)}
    print(f"{name}: {len(on)} rules")
    assert len(on) >= 8


def test_strict_adds_rules_that_are_off() -> None:
    assert [id for id in STRICT_RULES if all_rules()[id].rule.default] == []


def test_no_profile_of_that_name() -> None:
    message = "There is no such profile. The built-in ones are default, strict, course, pod-security, all."
    with pytest.raises(ProfileError) as raised:
        profile_named("loud")
    error = raised.value
    assert (str(error), error.message, error.line, error.column) == (message, message, 0, 0)
