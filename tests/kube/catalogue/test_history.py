"""The versions in which a field exists."""

from __future__ import annotations

import runpy

import pytest
import yaml

from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import history

POD = catalogue.load("1.36")


def spec(text, version="1.36"):
    known = catalogue.load(version)
    found = known.field(known.resolve(text))
    assert found is not None
    return found


AGES = {
    "spec.containers[0].image": ("1.25", None),
    "spec.volumes[0].image": ("1.31", None),
    "spec.volumes[0].image.reference": ("1.31", None),
    "spec.containers[0].resources.claims[0].request": ("1.31", None),
}


@pytest.mark.parametrize("text", AGES)
def test_age(text):
    found = spec(text)
    assert (found.since, found.until) == AGES[text]


def test_a_field_that_is_gone():
    assert catalogue.load("1.30").field(("spec", "resourceClaims", 0, "source")).until == "1.30"
    assert POD.field(("spec", "resourceClaims", 0, "source")) is None


KINDS = {
    "a pod's": ("spec.volumes[].image", "Pod", ("1.31", None)),
    "a job's": ("spec.successPolicy", "Job", ("1.30", None)),
    "one that a pod lacks": ("spec.successPolicy", "Pod", (None, None)),
    "one that all versions have": ("spec.replicas", "Deployment", (None, None)),
}


@pytest.mark.parametrize(("pattern", "kind", "age"), KINDS.values(), ids=KINDS)
def test_the_age_of_a_field_of_a_kind(pattern, kind, age):
    assert history.age_of(pattern, kind) == age


def test_ages_are_those_of_the_schemas():
    """Run `python -m podbuilder.kube.catalogue` if this fails."""
    assert yaml.safe_load(history.FILE.read_text()) == history.compare()


def test_the_ages_can_be_written_anew(tmp_path, monkeypatch):
    before = history.FILE.read_text()
    monkeypatch.setattr(history, "FILE", tmp_path / "since.yaml")
    runpy.run_module("podbuilder.kube.catalogue.__main__")
    assert history.FILE.read_text() == before


def test_what_is_below_a_field_is_named_only_if_it_differs():
    known = history.read()
    assert "spec.volumes[].image" in known
    assert "spec.volumes[].image.reference" not in known
    assert "spec.containers[].image" not in known
