"""Recipes to test with, and what tests of them share."""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.recipes import apply, recipe
from podbuilder.kube.review import review_manifest
from tests.support.pod_text import pod_of

ALL = recipe.all_recipes()
EACH = pytest.mark.parametrize("each", ALL, ids=lambda r: r.slug)
# Generated pods that the server of 1.36 takes.
ACCEPTED = Path(__file__).with_name("accepted.jsonl.gz")
# How many of them every recipe is applied to; PATTERN_PODS asks for another number.
PODS = int(os.environ.get("PATTERN_PODS", "20"))
APP = pod_of(containers=[{"name": "web", "image": "registry.example.com/web:1", "ports": [{"containerPort": 8080}]}])


def find(slug: str) -> recipe.Recipe:
    found = recipe.find(slug)
    assert found is not None
    return found


def applied(each: recipe.Recipe, manifest: Manifest, version: str = "1.36", **values: Any) -> Manifest:
    return manifest.patch(apply.apply(each, manifest.pod, version, values))


def complaints(manifest: Manifest, version: str = "1.36") -> tuple[set[str], Counter[str]]:
    result = review_manifest(manifest, version)
    return {str(e) for e in result.errors}, Counter(w.message for w in result.warnings)


@cache
def before(text: str, version: str) -> tuple[set[str], Counter[str]]:
    """What is said of a pod to which nothing was applied."""
    return complaints(Manifest.read(text), version)


@cache
def accepted_pods(count: int) -> list[dict[str, Any]]:
    """Generated pods that the server accepts, spread over the recording."""
    with gzip.open(ACCEPTED, "rt", encoding="utf-8") as lines:
        pods = [json.loads(line)["pod"] for line in lines]
    return pods[:: max(1, len(pods) // count)][:count]
