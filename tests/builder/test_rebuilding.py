"""Recorded pods go through the forms: posted unchanged they stay as they are, and blank pods can be made into them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from podbuilder.builder.steps.outline import steps_of
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


@pytest.mark.parametrize("row", ROWS[::3], ids=[row["id"] for row in ROWS[::3]])
def test_a_blank_pod_becomes_it_with_forms_alone(row: dict[str, Any]) -> None:
    built = Author(row["pod"], DEFAULT).build()
    # As the API reads them, for a quantity may be written as a number or as text.
    assert set_defaults(built, DEFAULT) == set_defaults(row["pod"], DEFAULT)
