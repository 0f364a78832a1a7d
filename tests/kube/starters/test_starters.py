"""Starters: every one is a complete pod that nobody complains about."""

from __future__ import annotations

import pytest

from podbuilder.kube.core import versions
from podbuilder.kube.core.image import parse
from podbuilder.kube.core.pod_containers import INIT_CONTAINERS, is_native_sidecar, visit_containers
from podbuilder.kube.lint.rule import Severity
from podbuilder.kube.lint.run import all_rules, run
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest
from podbuilder.kube.starters.starters import BLANK, Starter, all_starters, find, search

EACH = pytest.mark.parametrize("starter", all_starters(), ids=lambda s: s.slug)
STRICTER = {"restricted": ["baseline", "restricted"], "baseline": ["baseline"], "privileged": []}


def test_there_are_enough_starters_in_an_order() -> None:
    orders = [s.order for s in all_starters()]
    assert len(orders) >= 20
    assert len(orders) == len(set(orders))
    assert find("ml-model-serving") is not None
    assert find("no-such-starter") is None
    assert Manifest.read(BLANK).kind == "Pod"


@EACH
def test_every_version_takes_it_without_a_warning(starter: Starter) -> None:
    manifest = Manifest.read(starter.manifest)
    since = versions.minor(starter.since or "1.29")
    for version in versions.VERSIONS:
        if versions.minor(version) >= since:
            result = review_manifest(manifest, version)
            assert not result.errors
            assert not result.warnings


@EACH
def test_it_is_as_secure_as_its_purpose_allows(starter: Starter) -> None:
    result = review_manifest(Manifest.read(starter.manifest))
    kept = [level for level, violations in result.violations.items() if not violations]
    assert kept == STRICTER[starter.level]


@EACH
def test_nothing_is_advised_against(starter: Starter) -> None:
    rules = all_rules()
    loud = [f for f in run(starter.pod) if rules[f.rule].rule.severity > Severity.INFO]
    assert not loud


@EACH
def test_its_containers_are_complete(starter: Starter) -> None:
    is_service = Manifest.read(starter.manifest).kind == "Pod" and starter.pod["spec"].get("restartPolicy") != "Never"
    for _, container, kind in visit_containers(starter.pod):
        assert parse(container["image"]).effective_tag != "latest"
        assert {"requests", "limits"} <= set(container["resources"])
        is_task = kind == INIT_CONTAINERS and not is_native_sidecar(container, kind)
        if is_service and not is_task and container["name"] == starter.app:
            assert {"livenessProbe", "startupProbe"} & set(container)


@EACH
def test_it_explains_itself(starter: Starter) -> None:
    assert starter.summary.endswith(".")
    assert starter.app in starter.roles
    assert "  # " in starter.manifest or "\n# " in starter.manifest
    assert len(starter.containers) == len(starter.roles)
    assert starter.shared_volume == "" or starter.shared_volume in starter.manifest


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        ("", [s.slug for s in all_starters()]),
        ("   ", [s.slug for s in all_starters()]),
        ("no such thing", []),
        ("tpu", ["tpu-training"]),
        ("LOG shipper", ["nginx-log-shipper"]),
        ("dra", ["dra-gpu"]),
    ],
)
def test_they_are_searched_by_words(asked: str, slugs: list[str]) -> None:
    assert [s.slug for s in search(asked)] == slugs


@EACH
def test_each_is_found_by_its_tags_and_images(starter: Starter) -> None:
    for word in (*starter.tags, *starter.title.split()):
        assert starter in search(word)
