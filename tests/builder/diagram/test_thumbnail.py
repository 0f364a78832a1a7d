"""The thumbnails of pods, on the cards of the starters."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template

from podbuilder.builder.diagram.shapes import text_width
from podbuilder.builder.diagram.thumbnail import HEIGHT, WIDTH, thumbnail
from podbuilder.kube.starters import starters


def draw(containers: list[tuple[str, str]], volume: str = "", **more: Any) -> str:
    """A pod whose containers have these names and roles, and share this volume."""
    mounts = {"volumeMounts": [{"name": volume, "mountPath": "/data"}]} if volume else {}
    spec = {
        "initContainers": [{"name": name, **mounts} for name, role in containers if role == "init"],
        "containers": [{"name": name, **mounts, **more} for name, role in containers if role != "init"],
        "volumes": [{"name": volume}] if volume else [],
    }
    starter = SimpleNamespace(pod={"spec": spec}, roles=dict(containers))
    return Template("{% load sketches %}{% sketch starter %}").render(Context({"starter": starter}))


def test_a_thumbnail_is_named_by_a_sentence() -> None:
    svg = draw([("migrate", "init"), ("api", "app")], "data", ports=[{"containerPort": 80}], livenessProbe={})
    assert 'aria-label="Containers: migrate (init: volumes), api (app: a port, volumes, probes).' in svg
    assert 'Some share the volume data."' in svg


def test_what_waits_for_an_init_container_stands_behind_an_arrow() -> None:
    assert draw([("migrate", "init"), ("api", "app")]).count("<path") == 1
    assert draw([("api", "app"), ("logs", "sidecar")]).count("<path") == 0


def test_what_a_container_has_is_a_sign() -> None:
    assert "sketch__sign" not in draw([("api", "app")])
    gpu = {"resources": {"limits": {"nvidia.com/gpu": 1}}}
    assert draw([("api", "app")], **gpu, ports=[{"containerPort": 80}]).count('class="sketch__sign"') == 2


def test_only_who_mounts_a_volume_has_a_line_to_it() -> None:
    spec = {
        "containers": [
            {"name": "api", "volumeMounts": [{"name": "data", "mountPath": "/data"}]},
            {"name": "backup", "volumeMounts": [{"name": "data", "mountPath": "/data"}]},
            {"name": "metrics", "volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}]},
        ],
        "volumes": [{"name": "data"}, {"name": "tmp"}],
    }
    drawn = thumbnail({"spec": spec}, {})
    assert [box.mounts for box in drawn["boxes"]] == [True, True, False]
    assert drawn["volume"] == "data"


def test_a_volumes_long_name_is_cut_to_the_picture() -> None:
    mounts = {"volumeMounts": [{"name": "v" * 60, "mountPath": "/data"}]}
    spec = {"containers": [{"name": "a", **mounts}, {"name": "b", **mounts}], "volumes": [{"name": "v" * 60}]}
    words = thumbnail({"spec": spec}, {})["volume"]
    assert "…" in words
    assert text_width(words) <= WIDTH


def test_a_long_name_is_broken_at_a_dash_and_cut() -> None:
    svg = draw([("metrics-collector", "sidecar"), ("a" * 60, "app"), ("logs", "sidecar")])
    assert ">metrics-</text>" in svg
    assert ">collector</text>" in svg
    assert "…aa</text>" in svg


def test_names_are_escaped() -> None:
    assert "<b>" not in draw([("<b>", "app")], "<b>")


@pytest.mark.parametrize("starter", starters.all_starters(), ids=lambda starter: starter.slug)
def test_every_starter_fits_its_picture(starter: starters.Starter) -> None:
    drawn = thumbnail(starter.pod, starter.roles)
    assert len(drawn["boxes"]) == len(starter.containers)
    assert bool(drawn["volume"]) == bool(starter.shared_volume)
    for box in drawn["boxes"]:
        assert box.x + box.width <= WIDTH
        assert box.bottom < (drawn["volume_top"] if drawn["volume"] else HEIGHT)
        assert len(box.lines) <= 2
        for mark in (*box.lines, *box.signs):
            assert 0 < mark.y < box.bottom
