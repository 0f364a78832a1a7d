"""Recorded pods go through the forms: posted unchanged they stay as they are, and blank pods can be made into them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from podbuilder.builder.steps.outline import steps_of
from podbuilder.builder.steps.volumes import LEGACY
from podbuilder.kube.catalogue import load
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.defaulting import set_defaults
from podbuilder.kube.manifest import Manifest, write
from tests.builder.posting import Author, post

# Generated pods that the API server of 1.36 accepts, with a null or an empty value nowhere.
ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in gzip.decompress((Path(__file__).parent / "accepted.jsonl.gz").read_bytes()).decode().splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_step_posted_unchanged_changes_nothing(row: dict[str, Any]) -> None:
    manifest = Manifest.read(write(row["pod"]))
    for step in steps_of(manifest.pod):
        assert post(manifest.pod, DEFAULT, step.slug) == [], step.slug


def has_legacy_volume(pod: dict[str, Any]) -> bool:
    """Whether it has a volume of a kind that is offered only where a manifest has one already."""
    volume = load(DEFAULT).field(("spec", "volumes", 0))
    assert volume is not None
    legacy = {name for name, source in volume.fields.items() if source.group == LEGACY}
    return any(legacy & each.keys() for each in pod["spec"].get("volumes", ()))


BUILT = [row for row in ROWS[::3] if not has_legacy_volume(row["pod"])]


def test_most_pods_have_no_legacy_volume() -> None:
    assert len(BUILT) > 0.8 * len(ROWS[::3])


@pytest.mark.parametrize("row", BUILT, ids=[row["id"] for row in BUILT])
def test_a_blank_pod_becomes_it_with_forms_alone(row: dict[str, Any]) -> None:
    built = Author(row["pod"], DEFAULT).build()
    # As the API reads them, for a quantity may be written as a number or as text.
    assert set_defaults(built, DEFAULT) == set_defaults(row["pod"], DEFAULT)
