"""Tests of the engine that coverage does not watch: they are heavy, and smaller ones beside them reach every branch."""

from __future__ import annotations

import pytest

# Being watched makes a loop five times as slow.
NOT_WATCHED_FILES = {"test_corpus.py"}
NOT_WATCHED = {
    "test_odd_texts_take_no_time",
    "test_a_megabyte_of_anything",
    "test_a_recipe_fits_every_starter",
    "test_a_recipe_fits_recorded_pods",
    "test_the_prepared_schema_is_one",
    "test_the_fast_way_and_jsonschema_agree",
    "test_nothing_makes_it_fall",
    "test_nothing_makes_it_stumble",
    "test_nothing_makes_the_newest_version_fall",
    "test_nothing_makes_an_old_version_fall",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.name in NOT_WATCHED_FILES or getattr(item, "originalname", "") in NOT_WATCHED:
            item.add_marker("no_cover")
