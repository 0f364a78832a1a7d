"""What the API server fills in, drops and rewrites."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from podbuilder.kube import document, insight, versions
from podbuilder.kube.defaulting import set_defaults
from tests.support.cases import cases
from tests.support.pods import make_pod, path_of

RECORDED = [
    json.loads(line) for line in Path(__file__).with_name("recorded.jsonl").read_text(encoding="utf-8").splitlines()
]


def next_version(version):
    return f"1.{versions.minor(version) + 1}"


def check(stored, case):
    for path, value in case.get("stored", {}).items():
        assert document.get(stored, path_of(path)) == value, path
    for path in case.get("gone", ()):
        assert not document.has(stored, path_of(path)), path


@cases(__file__, "defaults.yaml")
def test_defaults(case):
    check(set_defaults(case.pod, case.get("version", "1.36")), case)


@cases(__file__, "annotations.yaml")
def test_annotations(case):
    check(set_defaults(case.pod, case.get("version", "1.36")), case)


@cases(__file__, "disabled.yaml")
def test_fields_of_gates_that_are_off(case):
    """Dropped in a version that has the gate off; kept in the next one, where it is on, if that ever comes."""
    check(set_defaults(case.pod, case["version"]), case)
    if not case.get("never") and case["version"] != versions.VERSIONS[-1]:
        stored = set_defaults(case.pod, next_version(case["version"]))
        for path in case.get("gone", ()):
            assert document.has(stored, path_of(path)), path


def meaningful(node):
    """Without empty values, which the server spells either way."""
    if isinstance(node, dict):
        kept = {key: meaningful(value) for key, value in node.items()}
        return {key: value for key, value in kept.items() if value not in (None, {}, [], "")}
    return [meaningful(item) for item in node] if isinstance(node, list) else node


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in RECORDED])
def test_recorded_answers_of_a_real_server(row):
    stored = set_defaults(row["pod"], "1.36")
    assert meaningful(stored["spec"]) == meaningful(row["stored"])
    assert insight.qos_class(stored, "1.36") == row["qosClass"]
    assert insight.effective_requests(stored, "1.36") == row["requests"]
    assert insight.effective_limits(stored, "1.36") == row["limits"]


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_the_argument_stays_as_it_is(version):
    for row in RECORDED:
        before = deepcopy(row["pod"])
        set_defaults(row["pod"], version)
        assert row["pod"] == before


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_paths_stay_valid(version):
    """What stands at an index stands there still; new items come last. Only a volume of a gate that is off leaves."""
    for row in RECORDED:
        if not any("image" in volume for volume in row["pod"]["spec"].get("volumes", ())):
            stored = set_defaults(row["pod"], version)
            same_places(row["pod"], stored)


def same_places(mine, stored):
    if isinstance(mine, dict):
        assert mine.get("name") in (stored.get("name"), "")
        for key in mine.keys() & stored.keys():
            same_places(mine[key], stored[key])
    elif isinstance(mine, list):
        assert len(stored) >= len(mine)
        for one, other in zip(mine, stored, strict=False):
            if isinstance(one, dict | list):
                same_places(one, other)
            else:
                assert one == other


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_a_stored_pod_is_its_own_default(version):
    stored = set_defaults(make_pod(), version)
    assert set_defaults(stored, version) == stored
