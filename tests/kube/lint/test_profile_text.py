"""Profiles as values and as documents: what they turn on and off, and what is said of those that cannot be read."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from podbuilder.kube.lint import (
    NAMED,
    ProfileError,
    Settings,
    all_rules,
    name_of,
    profile_named,
    read_profile,
    write_profile,
)
from podbuilder.kube.lint.profile import STRICT_RULES
from podbuilder.kube.lint.profile_text import MOST_CHARACTERS
from podbuilder.kube.lint.settings_text import KINDS, camel

HERE = Path(__file__).parent
CASES: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "profiles.yaml").read_text(encoding="utf-8"))
GOOD = [pytest.param(case, id=name) for name, case in CASES.items() if "error" not in case]
BAD = [pytest.param(case, id=name) for name, case in CASES.items() if "error" in case]
SCHEMA = json.loads((Path(__file__).resolve().parents[3] / "schemas" / "profile.schema.json").read_text("utf-8"))
CHECKER = jsonschema.Draft202012Validator(SCHEMA)
# What a schema cannot say, or what is no YAML or no single document at all.
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


def test_a_very_long_profile() -> None:
    with pytest.raises(ProfileError, match="longer than 64 KiB"):
        read_profile("#" * (MOST_CHARACTERS + 1))


def test_the_schema_knows_every_setting() -> None:
    names = [field.name for field in fields(Settings)]
    assert list(KINDS) == names
    assert list(SCHEMA["properties"]["settings"]["properties"]) == [camel(name) for name in names]


def test_rules_need_settings_that_there_are() -> None:
    needs = {need for loaded in all_rules().values() for need in loaded.rule.needs}
    assert needs <= set(KINDS)
    assert all(not loaded.rule.default for loaded in all_rules().values() if loaded.rule.needs)


@pytest.mark.parametrize("name", NAMED)
def test_a_built_in_profile(name: str) -> None:
    profile = profile_named(name)
    assert name_of(profile) == name
    assert profile.description.endswith(".")
    assert read_profile(write_profile(profile)) == profile
    on = {id for id, loaded in all_rules().items() if profile.wants(loaded.rule)}
    print(f"{name}: {len(on)} rules")
    assert len(on) >= 8


def test_strict_adds_rules_that_are_off() -> None:
    assert [id for id in STRICT_RULES if all_rules()[id].rule.default] == []


def test_no_profile_of_that_name() -> None:
    with pytest.raises(ProfileError, match=r"The built-in ones are default, strict"):
        profile_named("loud")
    assert name_of(read_profile("name: ours\n")) == ""
