"""Every cause has a page that keeps its schema, and no page is about anything else."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from podbuilder.kube.catalogue import load
from podbuilder.kube.core.versions import VERSIONS
from podbuilder.kube.lint.run import all_rules
from podbuilder.kube.troubleshooting import all_troubles
from podbuilder.kube.troubleshooting.cause_pages import (
    BARE_WORDS,
    BARE_WORDS_SCHEMA,
    PAGES,
    PAGES_SCHEMA,
    CausePage,
    all_cause_pages,
    all_sayings,
    causes_by_rule,
)
from podbuilder.kube.troubleshooting.reasons import all_reasons

FILES = sorted(PAGES.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_pages_keeps_its_schema(path: Path) -> None:
    keeps(path, PAGES_SCHEMA)


def test_the_bare_words_keep_their_schema() -> None:
    keeps(BARE_WORDS, BARE_WORDS_SCHEMA)


def keeps(path: Path, schema: Path) -> None:
    validator = Draft202012Validator(json.loads(schema.read_text()))
    assert [f"{list(e.path)}: {e.message}" for e in validator.iter_errors(yaml.safe_load(path.read_text()))] == []


def test_every_cause_has_one_page_and_every_page_a_cause() -> None:
    written = Counter(label for path in FILES for label in yaml.safe_load(path.read_text()))
    assert set(written) == set(all_troubles())
    assert set(written.values()) == {1}
    assert set(all_cause_pages()) == set(all_troubles())


def test_pages_stand_in_the_order_of_a_pods_life() -> None:
    stages = [page.trouble.stage for page in all_cause_pages().values()]
    assert stages == sorted(stages)


@pytest.mark.parametrize("page", all_cause_pages().values(), ids=lambda page: page.label)
def test_a_page_names_fields_and_causes_that_there_are(page: CausePage) -> None:
    fields = load(VERSIONS[-1])
    for path in page.fields:
        fields.resolve(path)
    twins = [twin.label for twin in page.twins]
    assert len(twins) == len(set(twins)), "a twin stands in twins.yaml and in the page"
    assert page.label not in twins
    assert set(twins) <= set(all_troubles())


def test_pages_name_rules_of_advice_that_there_are() -> None:
    assert set(causes_by_rule()) <= set(all_rules())
    assert [page.label for page in causes_by_rule()["decimal-file-mode"]] == [
        "command-not-executable",
        "file-permission",
    ]


def test_no_two_pages_have_one_title() -> None:
    assert max(Counter(page.title for page in all_cause_pages().values()).values()) == 1


def test_what_is_looked_up_leads_to_causes_that_there_are() -> None:
    assert {label for saying in all_sayings().values() for label in saying.causes} <= set(all_troubles())


def test_no_word_is_explained_twice() -> None:
    words = yaml.safe_load(BARE_WORDS.read_text())
    assert not words.keys() & {name for reasons in all_reasons().values() for name in reasons}


def test_a_reason_that_stands_at_several_places_is_one() -> None:
    assert all_sayings()["exit code 137"].is_bare
    assert not all_sayings()["InvalidImageName"].is_bare
    assert "deadline-exceeded" in all_sayings()["DeadlineExceeded"].causes
