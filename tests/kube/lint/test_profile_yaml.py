"""Profiles as documents: what they turn on and off, and what is said of those that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from podbuilder.kube.lint import NAMED, Profile, ProfileError, Severity, all_rules, name_of, read_profile, write_profile
from podbuilder.kube.lint.profile_yaml import MOST_CHARACTERS

CASES: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("profile_yaml.yaml").read_text("utf-8"))
GOOD = [pytest.param(case, id=name) for name, case in CASES.items() if "error" not in case]
BAD = [pytest.param(case, id=name) for name, case in CASES.items() if "error" in case]
SCHEMA = json.loads((Path(__file__).resolve().parents[3] / "schemas" / "profile.schema.json").read_text("utf-8"))
CHECKER = jsonschema.Draft202012Validator(SCHEMA)
# What a schema cannot say, or what is not one YAML document.
BEYOND_SCHEMA = {
    "nothing at all",
    "two documents",
    "no YAML",
    "a rule that there is not",
    "an empty registry",
    "a range backwards",
    "an amount of nothing",
    "an amount that is none",
    "bounds that cross",
    "a proposal outside the bounds",
}


@pytest.mark.parametrize("case", GOOD)
def test_a_profile_that_can_be_read(case: dict[str, Any]) -> None:
    profile = read_profile(case["text"])
    rules = all_rules()
    assert [id for id in case["wants"] if not profile.wants(rules[id].rule)] == []
    assert [id for id in case["skips"] if profile.wants(rules[id].rule)] == []
    for id, severity in case.get("severities", {}).items():
        assert str(profile.severity(rules[id].rule)) == severity
    for name, value in case.get("settings", {}).items():
        assert json.dumps(getattr(profile.settings, name)) == json.dumps(value)
    CHECKER.validate(yaml.safe_load(case["text"]))


@pytest.mark.parametrize("case", GOOD)
def test_a_profile_is_written_as_it_was_read(case: dict[str, Any]) -> None:
    profile = read_profile(case["text"])
    text = write_profile(profile)
    assert read_profile(text) == profile
    assert write_profile(read_profile(text)) == text
    CHECKER.validate(yaml.safe_load(text))


@pytest.mark.parametrize("case", BAD)
def test_a_profile_that_cannot_be_read(case: dict[str, Any]) -> None:
    with pytest.raises(ProfileError) as raised:
        read_profile(case["text"])
    problem = raised.value
    assert case["error"] in problem.message
    assert problem.message.endswith(".")
    assert [problem.line, problem.column] == case["at"]


def test_the_schema_refuses_what_it_can() -> None:
    told = [name for name, case in CASES.items() if "error" in case and name not in BEYOND_SCHEMA]
    assert [name for name in told if CHECKER.is_valid(yaml.safe_load(CASES[name]["text"]))] == []


def test_the_longest_profile() -> None:
    assert MOST_CHARACTERS == 64 * 1024
    assert read_profile(f"start: all #{'#' * (MOST_CHARACTERS - 12)}") == Profile(start="all")
    with pytest.raises(ProfileError, match="longer than 64 KiB, the maximum for a profile"):
        read_profile("#" * (MOST_CHARACTERS + 1))


@pytest.mark.parametrize(("key", "longest"), [("name", 60), ("description", 500)])
def test_the_longest_line(key: str, longest: int) -> None:
    assert getattr(read_profile(f"{key}: ' {'a' * (longest - 2)} '\n"), key) == "a" * (longest - 2)
    with pytest.raises(ProfileError, match=f"The {key} must be text of at most {longest} characters."):
        read_profile(f"{key}: {'a' * (longest + 1)}\n")


def test_a_written_profile() -> None:
    profile = Profile(
        added=frozenset({"naked-pod", "dns-ndots"}),
        removed=frozenset({"host-pid"}),
        severities=(("naked-pod", Severity.SERIOUS),),
        name="Ours",
    )
    rules = 'dns-ndots: "on"\n  host-pid: "off"\n  naked-pod: serious\n'
    assert write_profile(profile) == f"name: Ours\nstart: default\nrules:\n  {rules}"


@pytest.mark.parametrize("name", NAMED)
def test_a_built_in_profile_keeps_its_name(name: str) -> None:
    assert name_of(read_profile(write_profile(NAMED[name]))) == name


def test_a_profile_of_a_team_has_no_built_in_name() -> None:
    assert name_of(read_profile("name: ours\n")) == ""
