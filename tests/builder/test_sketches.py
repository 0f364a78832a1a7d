"""The pictures of the starters, and the icons."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template

from podbuilder.kube.patterns import starters


def draw(containers: list[tuple[str, str]], volume: str = "") -> str:
    starter = SimpleNamespace(
        containers=[SimpleNamespace(name=name, role=role) for name, role in containers], shared_volume=volume
    )
    return Template("{% load sketches %}{% sketch starter %}").render(Context({"starter": starter}))


def test_a_sketch_is_named_by_a_sentence() -> None:
    svg = draw([("migrate", "init"), ("api", "app")], "data")
    assert 'aria-label="Containers: migrate (init), api (app). They share the volume data."' in svg


def test_what_waits_for_an_init_container_stands_behind_an_arrow() -> None:
    assert draw([("migrate", "init"), ("api", "app")]).count("<path") == 1
    assert draw([("api", "app"), ("logs", "sidecar")]).count("<path") == 0


def test_a_long_name_is_broken_at_a_dash_and_cut() -> None:
    svg = draw([("metrics-collector", "sidecar"), ("a" * 60, "app"), ("logs", "sidecar")])
    assert ">metrics-</text>" in svg
    assert ">collector</text>" in svg
    assert ">aaaaaaaaa…</text>" in svg or ">aaaaaaaa…</text>" in svg


def test_names_are_escaped() -> None:
    assert "<b>" not in draw([("<b>", "app")], "<b>")


@pytest.mark.parametrize("starter", starters.all_starters(), ids=lambda starter: starter.slug)
def test_every_starter_fits_its_picture(starter: starters.Starter) -> None:
    svg = Template("{% load sketches %}{% sketch starter %}").render(Context({"starter": starter}))
    assert svg.count("<rect") == len(starter.containers) + bool(starter.shared_volume)


def test_an_icon_is_decoration() -> None:
    svg = Template('{% load icons %}{% icon "plus" "wide" %}').render(Context())
    assert svg.startswith('<svg class="icon wide" aria-hidden="true"><use href="/static/icons/sprite')
    assert svg.endswith('#plus"/></svg>')
