"""The sizes to begin with are those of recipes, and leave other resources alone."""

from __future__ import annotations

import pytest
import yaml

from podbuilder.builder.steps.sizes import SIZES, about, edits_for
from podbuilder.kube.manifest import Manifest, write
from tests.support.pods import make_pod, path_of
from tests.support.source_tree import ROOT

RESOURCES = path_of("spec.containers[0].resources")


@pytest.mark.parametrize("size", SIZES)
def test_a_size(size: str) -> None:
    pod = make_pod(("spec.containers[0].resources", {"limits": {"nvidia.com/gpu": 1}}))
    found = Manifest.read(write(pod)).patch(edits_for(RESOURCES, size)).pod["spec"]["containers"][0]["resources"]
    assert found.pop("requests") == SIZES[size]["requests"]
    assert found == {"limits": {"nvidia.com/gpu": 1, **SIZES[size]["limits"]}}
    assert all(amount in about(size) for side in SIZES[size].values() for amount in side.values())


def test_no_size() -> None:
    assert edits_for(RESOURCES, "vast") == []


def test_recipes_have_the_same() -> None:
    recipe = yaml.safe_load((ROOT / "podbuilder/kube/recipes/files/own-app.yaml").read_text(encoding="utf-8"))
    means = next(one["means"] for one in recipe["parameters"] if one["name"] == "size")
    assert means == {
        name: {
            **size["requests"],
            **{f"most-{resource}": amount for resource, amount in size["limits"].items()},
        }
        for name, size in SIZES.items()
    }
