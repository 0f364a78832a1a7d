"""A diagram as a file of its own: the look it has, and that its style needs nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from podbuilder.builder.diagram import download
from podbuilder.builder.diagram.download import STYLE, diagram_file
from podbuilder.builder.diagram.layout import NARROW, WIDE
from podbuilder.kube.roles.recognition import roles
from tests.support.pods import make_pod
from tests.support.source_tree import ROOT

POD = make_pod(("spec.containers", [{"name": "web", "ports": [{"containerPort": 80}]}, {"name": "log"}]))


def drawn(pod: dict[str, object]) -> str:
    return diagram_file(pod, roles(pod, "1.36"))


def test_it_is_the_wide_picture_with_its_title_and_style() -> None:
    svg = drawn(POD)
    assert svg.startswith('<svg class="diagram__picture diagram__picture--wide" xmlns="http://www.w3.org/2000/svg"')
    assert f'viewBox="0 0 {WIDE} ' in svg
    assert '<title id="diagram-title">Diagram of ' in svg
    assert f"<style>{STYLE}</style>" in svg
    assert "href" not in svg


def test_without_a_wide_picture_it_is_the_narrow_one(monkeypatch: pytest.MonkeyPatch) -> None:
    both = download.pictures
    monkeypatch.setattr(download, "pictures", lambda planned: {"narrow": both(planned)["narrow"]})
    svg = drawn(POD)
    assert "diagram__picture--narrow" in svg
    assert f'viewBox="0 0 {NARROW} ' in svg


def test_every_look_of_a_picture_has_its_style() -> None:
    used = set(re.findall(r"diagram__(?:box|sign|line)--[a-z]+", drawn(POD)))
    page = set(re.findall(r"\.(diagram__(?:box|sign|line)--[a-z-]+)", STYLE))
    assert {"diagram__box--app"} <= used & page
    assert {"diagram__sign--full", "diagram__sign--empty", "diagram__sign--joint"} <= page


@pytest.mark.parametrize(
    "name", ["PAGE", "PANEL", "RAISED", "LINE", "EDGE", "TEXT", "QUIET", "ACCENT", "ADVICE", "ERROR"]
)
def test_the_colours_are_colours_and_used(name: str) -> None:
    colour = getattr(download, name)
    assert re.fullmatch(r"#[0-9a-f]{6}", colour)
    assert f": {colour};" in STYLE


def test_no_colour_is_taken_from_a_style_sheet() -> None:
    assert "var(" not in STYLE
    assert Path(ROOT / "static/css/tokens.css").is_file()
