"""The settings that hold where a team gives none: they must suit each other, and the schema must know them all."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

from podbuilder.kube.core.quantity import parse
from podbuilder.kube.lint import Settings, all_rules
from podbuilder.kube.lint.settings import DEFAULTS
from podbuilder.kube.lint.settings_yaml import KINDS, camel, settings_of

SCHEMA = json.loads((Path(__file__).resolve().parents[3] / "schemas" / "profile.schema.json").read_text("utf-8"))
NAMES = [field.name for field in fields(Settings)]


def test_what_fixes_propose_is_what_rules_accept() -> None:
    assert DEFAULTS.proposed_id >= DEFAULTS.lowest_id > 10_000
    for amount in (DEFAULTS.proposed_cpu, DEFAULTS.proposed_memory, DEFAULTS.proposed_volume_size):
        assert not parse(amount).is_zero
    assert settings_of({}) == DEFAULTS


def test_every_setting_can_be_written_and_is_in_the_schema() -> None:
    assert list(KINDS) == NAMES
    assert list(SCHEMA["properties"]["settings"]["properties"]) == [camel(name) for name in NAMES]


def test_rules_need_settings_that_there_are() -> None:
    needs = {need for loaded in all_rules().values() for need in loaded.rule.needs}
    assert needs <= set(NAMES)
    assert all(not loaded.rule.default for loaded in all_rules().values() if loaded.rule.needs)
