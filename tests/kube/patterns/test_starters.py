"""The starters: each is a pod that the API server takes, and what is said of it beside it is true."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube import versions
from podbuilder.kube.containers import visit_containers
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.patterns import starters
from podbuilder.kube.patterns.starters import Drawn, Starter
from podbuilder.kube.review import review
from tests.kube.patterns.support import pod_of

STARTERS = starters.all_starters()
each = pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.slug)
# Native sidecars, which some starters have, run by default since 1.29.
FROM = "1.29"
SUPPORTED = [version for version in versions.VERSIONS if versions.minor(version) >= versions.minor(FROM)]


def starter_of(app: str, helpers: dict[str, str] | None = None, **spec: Any) -> Starter:
    return Starter("s", 1, "S", "S.", (), app, write(pod_of(**spec)), helpers=helpers or {})


def test_they_are_offered_in_their_order() -> None:
    orders = [starter.order for starter in STARTERS]
    assert orders == sorted(set(orders))
    assert STARTERS[0].slug == "web-app"


def test_every_file_is_a_starter() -> None:
    assert {starter.slug for starter in STARTERS} == {file.stem for file in starters.FOLDER.iterdir()}


@each
def test_the_api_server_takes_it(starter: Starter) -> None:
    since = versions.minor(starter.since or FROM)
    for version in SUPPORTED:
        verdict = review(starter.pod, version)
        assert versions.minor(version) < since or (verdict.errors, verdict.warnings) == ((), ()), version


@each
def test_it_keeps_to_its_pod_security_level(starter: Starter) -> None:
    assert starter.level in ("privileged", "baseline", "restricted")
    assert not review(starter.pod).violations.get(starter.level, ())


@each
def test_it_reads_and_explains_itself(starter: Starter) -> None:
    manifest = Manifest.read(starter.manifest)
    assert manifest.kind == "Pod"
    assert manifest.name
    assert manifest.pod == starter.pod
    assert "# " in starter.manifest
    assert starter.manifest.endswith("\n")
    assert starter.summary.endswith(".")
    assert starter.title[0].isupper()


@each
def test_its_picture_shows_every_container(starter: Starter) -> None:
    names = [container["name"] for _, container, _ in visit_containers(starter.pod)]
    assert [drawn.name for drawn in starter.containers] == names
    assert [drawn.name for drawn in starter.containers if drawn.role == "app"] == [starter.app]
    assert set(starter.helpers) <= set(names) - {starter.app}
    volumes = {volume["name"] for volume in starter.pod["spec"].get("volumes", ())}
    assert starter.shared_volume in {"", *volumes}


@each
def test_it_is_found_by_its_slug(starter: Starter) -> None:
    assert starters.find(starter.slug) is starter


def test_no_starter_has_another_slug() -> None:
    assert starters.find("") is None
    assert starters.find("../starters") is None


def test_a_picture_tells_init_containers_from_sidecars() -> None:
    starter = starter_of(
        "web",
        {"proxy": "ambassador"},
        initContainers=[{"name": "migrate"}, {"name": "proxy", "restartPolicy": "Always"}],
        containers=[{"name": "web"}, {"name": "logs"}],
    )
    assert starter.roles == {"migrate": "init", "proxy": "ambassador", "web": "app", "logs": "sidecar"}
    assert set(starter.containers) == {
        Drawn("migrate", "init"),
        Drawn("proxy", "sidecar"),
        Drawn("web", "app"),
        Drawn("logs", "sidecar"),
    }


SHARED = {
    "nothing is mounted": ([[], []], ""),
    "each has its own": ([["a"], ["b"]], ""),
    "one is shared": ([["a", "b"], ["b"]], "b"),
    "the first of two that are shared": ([["a", "b"], ["b", "a"]], "a"),
}


@pytest.mark.parametrize(("mounts", "name"), SHARED.values(), ids=SHARED.keys())
def test_the_shared_volume(mounts: list[list[str]], name: str) -> None:
    containers = [
        {"name": f"c{i}", "volumeMounts": [{"name": volume, "mountPath": f"/{volume}"} for volume in volumes]}
        for i, volumes in enumerate(mounts)
    ]
    assert starter_of("c0", containers=containers).shared_volume == name


def test_a_blank_pod_lacks_only_its_image() -> None:
    assert Manifest.read(starters.BLANK).pod["metadata"] == {"name": "my-pod"}
    errors = review(Manifest.read(starters.BLANK).pod).errors
    assert [str(error.path) for error in errors] == ["spec.containers[0].image"]
