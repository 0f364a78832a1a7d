"""Settings in a profile's document: the least and the most that each takes, and what is proposed within bounds."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.lint.settings import DEFAULTS
from podbuilder.kube.lint.settings_yaml import KINDS, LARGEST_ID, SettingsError, camel, settings_of, written

TEXTS = "texts of 1 to 253 characters, in quotes if they look like numbers."
OUTSIDE = "is outside what the profile allows."
GOOD = [
    ("allowedRegistries", [], ()),
    ("allowedRegistries", [" a ", "b", "a"], ("a", "b")),
    ("allowedRegistries", ["a" * 253], ("a" * 253,)),
    ("allowedRegistries", [str(i) for i in range(500)], tuple(str(i) for i in range(500))),
    ("requiredEnv", {" TZ ": " UTC "}, (("TZ", "UTC"),)),
    ("requiredEnv", {str(i): "x" for i in range(500)}, tuple((str(i), "x") for i in range(500))),
    ("allowedIds", [0, "5", "7-7", f"10-{LARGEST_ID}"], ((0, 0), (5, 5), (7, 7), (10, LARGEST_ID))),
    ("allowedIds", [1] * 500, ((1, 1),) * 500),
    ("largestCpu", 2, "2"),
    ("largestCpu", 0.5, "0.5"),
    ("largestCpu", "1" + "0" * 28 + "m", "1" + "0" * 28 + "m"),
    ("mostContainers", 1, 1),
    ("mostContainers", 100, 100),
    ("longestGrace", 86_400, 86_400),
    ("largestRatio", 1, 1.0),
    ("largestRatio", 1000, 1000.0),
    ("largestRatio", 1.5, 1.5),
    ("nodeSelection", "forbidden", "forbidden"),
    ("lowestId", 1, 1),
]


@pytest.mark.parametrize(("key", "given", "value"), GOOD)
def test_a_good_setting(key: str, given: Any, value: Any) -> None:
    settings = settings_of({key: given})
    found = {camel(name): getattr(settings, name) for name in KINDS}[key]
    assert found == value
    assert type(found) is type(value)


IDS, RANGES = "a list of at most 500 numbers and ranges.", "numbers such as 10001 or ranges such as 10001-19999."
AMOUNT = "an amount above zero, such as 500m or 2Gi."
BAD = [
    ("allowedRegistries", "a", f"a list of at most 500 {TEXTS}"),
    ("allowedRegistries", ["a"] * 501, f"a list of at most 500 {TEXTS}"),
    ("allowedRegistries", ["a", " "], f"a list of at most 500 {TEXTS}"),
    ("allowedRegistries", ["a" * 254], f"a list of at most 500 {TEXTS}"),
    ("allowedRegistries", [5], f"a list of at most 500 {TEXTS}"),
    ("allowedRegistries", ["a\nb"], f"a list of at most 500 {TEXTS}"),
    ("requiredEnv", ["TZ"], f"a mapping of at most 500 names to {TEXTS}"),
    ("requiredEnv", {str(i): "x" for i in range(501)}, f"a mapping of at most 500 names to {TEXTS}"),
    ("requiredEnv", {"TZ": 5}, f"a mapping of at most 500 names to {TEXTS}"),
    ("requiredEnv", {5: "a"}, f"a mapping of at most 500 names to {TEXTS}"),
    ("allowedIds", 5, IDS),
    ("allowedIds", [1] * 501, IDS),
    ("allowedIds", [True], RANGES),
    ("allowedIds", ["7-6"], RANGES),
    ("allowedIds", [LARGEST_ID + 1], RANGES),
    ("allowedIds", ["5-"], RANGES),
    ("allowedIds", [-1], RANGES),
    ("largestCpu", True, AMOUNT),
    ("largestCpu", 0, AMOUNT),
    ("largestCpu", "-1", AMOUNT),
    ("largestCpu", "", AMOUNT),
    ("largestCpu", "1" + "0" * 29 + "m", AMOUNT),
    ("largestCpu", ["1"], AMOUNT),
    ("mostContainers", 0, "a whole number from 1 to 100."),
    ("mostContainers", 101, "a whole number from 1 to 100."),
    ("mostContainers", 2.0, "a whole number from 1 to 100."),
    ("mostContainers", True, "a whole number from 1 to 100."),
    ("largestRatio", 0.99, "a number from 1 to 1000."),
    ("largestRatio", float("inf"), "a number from 1 to 1000."),
    ("largestRatio", float("nan"), "a number from 1 to 1000."),
    ("largestRatio", "2", "a number from 1 to 1000."),
    ("nodeSelection", "maybe", "one of required, forbidden."),
]


@pytest.mark.parametrize(("key", "given", "wanted"), BAD)
def test_a_bad_setting(key: str, given: Any, wanted: str) -> None:
    with pytest.raises(SettingsError) as raised:
        settings_of({key: given})
    assert raised.value.message == str(raised.value) == f"{key} must be {wanted}"
    assert raised.value.path == ("settings", key)


def test_a_setting_that_there_is_not() -> None:
    with pytest.raises(
        SettingsError, match=r"There is no such setting\. The settings are allowedRegistries, "
    ) as raised:
        settings_of({"lowest_id": 5})
    assert raised.value.path == ("settings", "lowest_id")


@pytest.mark.parametrize(
    ("given", "cpu", "memory"),
    {
        "no bounds": ({}, "100m", "128Mi"),
        "bounds around the defaults": ({"smallestCpu": "50m", "largestCpu": 1}, "100m", "128Mi"),
        "bounds at the defaults": ({"smallestCpu": "0.1", "largestMemory": "128Mi"}, "100m", "128Mi"),
        "a default below": ({"smallestCpu": "200m"}, "200m", "128Mi"),
        "a default above": ({"largestMemory": "64Mi"}, "100m", "64Mi"),
        "a proposal that fits": ({"smallestCpu": "1", "proposedCpu": "1"}, "1", "128Mi"),
        "bounds that meet": ({"smallestMemory": "1Gi", "largestMemory": "1024Mi"}, "100m", "1Gi"),
    }.values(),
)
def test_proposed_amounts_stay_within_the_bounds(given: dict[str, Any], cpu: str, memory: str) -> None:
    settings = settings_of(given)
    assert (settings.proposed_cpu, settings.proposed_memory) == (cpu, memory)


@pytest.mark.parametrize(
    ("given", "key", "message"),
    [
        (
            {"smallestMemory": "2Gi", "largestMemory": "1Gi"},
            "largestMemory",
            "The maximum 1Gi is less than the minimum 2Gi.",
        ),
        ({"largestCpu": 1, "proposedCpu": 2}, "proposedCpu", f"proposedCpu {OUTSIDE}"),
        ({"smallestCpu": 3, "proposedCpu": 2}, "proposedCpu", f"proposedCpu {OUTSIDE}"),
        ({"lowestId": 9, "proposedId": 8}, "proposedId", f"proposedId {OUTSIDE}"),
        (
            {"allowedIds": ["5-6"], "lowestId": 1, "proposedId": 7},
            "proposedId",
            f"proposedId {OUTSIDE}",
        ),
    ],
)
def test_bounds_and_proposals_that_contradict(given: dict[str, Any], key: str, message: str) -> None:
    with pytest.raises(SettingsError) as raised:
        settings_of(given)
    assert (raised.value.path, raised.value.message) == (("settings", key), message)


@pytest.mark.parametrize(
    ("given", "id"),
    {
        "nothing": ({}, 10_001),
        "a low lowest id": ({"lowestId": 5}, 10_001),
        "a high lowest id": ({"lowestId": 30_000}, 30_000),
        "a range around it": ({"allowedIds": ["10000-20000"]}, 10_001),
        "a range above it": ({"allowedIds": ["20000-30000"]}, 20_000),
        "the nearest of two": ({"allowedIds": ["30000-40000", "20000-25000"]}, 20_000),
        "a range that ends at it": ({"allowedIds": ["5-10001"]}, 10_001),
        "a range below it": ({"allowedIds": ["5-9"], "lowestId": 1}, 9),
        "the highest of those below": ({"allowedIds": ["5-9", 7], "lowestId": 1}, 9),
        "a range below the lowest id": ({"allowedIds": ["5-9"]}, 10_001),
    }.values(),
)
def test_the_proposed_id_is_one_that_is_allowed(given: dict[str, Any], id: int) -> None:
    assert settings_of(given).proposed_id == id


@pytest.mark.parametrize(("key", "given"), [(key, given) for key, given, _ in GOOD if not key.startswith("lowest")])
def test_a_setting_is_written_as_it_is_read(key: str, given: Any) -> None:
    settings = settings_of({key: given})
    name = next(name for name in KINDS if camel(name) == key)
    assert settings_of({key: written(KINDS[name], getattr(settings, name))}) == settings


def test_ranges_and_pairs_in_a_document() -> None:
    assert written(KINDS["allowed_ids"], ((5, 5), (7, 9))) == [5, "7-9"]
    assert written(KINDS["required_env"], (("TZ", "UTC"),)) == {"TZ": "UTC"}
    assert written(KINDS["allowed_secrets"], ("a",)) == ["a"]
    assert written(KINDS["longest_grace"], DEFAULTS.longest_grace) == 120


@pytest.mark.parametrize(("name", "written_name"), [("lowest_id", "lowestId"), ("x", "x"), ("a_b_c", "aBC")])
def test_names_in_a_document(name: str, written_name: str) -> None:
    assert camel(name) == written_name
