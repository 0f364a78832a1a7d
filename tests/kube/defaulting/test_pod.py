"""What the API server fills in, drops and rewrites."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from podbuilder.kube import insight
from podbuilder.kube.core import versions
from podbuilder.kube.defaulting import set_defaults
from tests.kube.defaulting.stored import assert_stored
from tests.support.cases import cases
from tests.support.pods import make_pod

RECORDED = [
    json.loads(line) for line in Path(__file__).with_name("recorded.jsonl").read_text(encoding="utf-8").splitlines()
]


@cases(__file__, "pod.yaml")
def test_pod(case):
    assert_stored(case)


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
