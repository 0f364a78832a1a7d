"""A picture as SVG: what of it is written, and how."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from podbuilder.builder.diagram.shapes import DiagramBox, Line, Picture, Sign, Text
from podbuilder.builder.diagram.svg import SIGNS, draw_picture
from podbuilder.kube.core.field import FieldPath

BOX = DiagramBox(
    "app",
    FieldPath(("spec", "containers", 0)),
    *(10, 20, 100.5, 40),
    "web, app & more",
    (Text("<web>", 18, 36, "name"), Text("app", 102, 36, "quiet", "end")),
    (Sign("port", 23, 50),),
)
LINE = Line("mount", ((1, 2, 3.5, 4), (5, 6, 7, 8)), "Volume a&b", (Sign("reads", 3, 4),))
PICTURE = Picture(
    *(300, 200.5), (1, 2, 298, 190), (BOX,), (LINE,), (Text("Pod", 5, 9, "heading", "middle"),), (Sign("joint", 7, 8),)
)
FRAME = '<rect class="diagram__frame" x="1" y="2" width="298" height="190" rx="10"/>'


def drawn(picture: Picture = PICTURE, **more: object) -> str:
    return draw_picture(picture, **{"href_for": None, "name": "pic", "title": "A & B", "look": "wide", **more})


def test_an_empty_picture_is_a_titled_frame() -> None:
    assert drawn(Picture(300, 200.5, (1, 2, 298, 190), (), ())) == (
        '<svg class="diagram__picture diagram__picture--wide" viewBox="0 0 300 200.5" role="img"'
        ' aria-labelledby="pic-title"><title id="pic-title">A &amp; B</title>' + FRAME + "</svg>"
    )


def test_a_line_has_its_words_and_signs() -> None:
    assert (
        '<g class="diagram__line diagram__line--mount"><title>Volume a&amp;b</title><path d="M1 2L3.5 4M5 6L7 8"/>'
        f'<path class="diagram__sign diagram__sign--empty" transform="translate(3 4)" d="{SIGNS["reads"]}"/></g>'
    ) in drawn()
    silent = drawn(replace(PICTURE, lines=(replace(LINE, says="", signs=()),)))
    assert '<g class="diagram__line diagram__line--mount"><path d="M1 2L3.5 4M5 6L7 8"/></g>' in silent


INSIDE = (
    '<title>web, app &amp; more</title><rect x="10" y="20" width="100.5" height="40" rx="6"/>'
    f'<path class="diagram__sign" transform="translate(23 50)" d="{SIGNS["port"]}"/>'
    '<text class="diagram__name" x="18" y="36">&lt;web&gt;</text>'
    '<text class="diagram__quiet" x="102" y="36" text-anchor="end">app</text>'
)


def test_a_box_is_a_group_or_a_link() -> None:
    assert f'<g class="diagram__box diagram__box--app">{INSIDE}</g>' in drawn()
    linked = drawn(href_for=lambda path: f"/to/?path={path}&x")
    assert 'role="group"' in linked
    assert (
        '<a class="diagram__box diagram__box--app" href="/to/?path=spec.containers[0]&amp;x"'
        f' aria-label="web, app &amp; more">{INSIDE}</a>'
    ) in linked


def test_a_new_box_says_so() -> None:
    new = drawn(replace(PICTURE, boxes=(replace(BOX, is_new=True),)))
    assert 'class="diagram__box diagram__box--app diagram__box--new"' in new
    assert "<title>New: web, app &amp; more</title>" in new


def test_texts_and_signs_of_the_picture_come_last() -> None:
    assert drawn().endswith(
        '<text class="diagram__heading" x="5" y="9" text-anchor="middle">Pod</text>'
        f'<path class="diagram__sign diagram__sign--joint" transform="translate(7 8)" d="{SIGNS["joint"]}"/></svg>'
    )
    plain = drawn(replace(PICTURE, texts=(Text("a", 1, 2),)))
    assert '<text x="1" y="2">a</text>' in plain


def test_a_file_has_its_size_and_its_style() -> None:
    alone = drawn(style="path { fill: none; }")
    assert ' xmlns="http://www.w3.org/2000/svg" width="300" height="200.5" viewBox' in alone
    assert f"</title><style>path {{ fill: none; }}</style>{FRAME}" in alone
    assert "xmlns" not in drawn()
    assert "<style>" not in drawn()


@pytest.mark.parametrize("name", SIGNS)
def test_every_sign_is_a_path(name: str) -> None:
    svg = drawn(Picture(9, 9, (0, 0, 9, 9), (), (), (), (Sign(name, 1.5, 2),)), style="x")
    (path,) = ET.fromstring(svg).findall("{http://www.w3.org/2000/svg}path")  # noqa: S314 - our own answer
    assert path.attrib["transform"] == "translate(1.5 2)"
    assert path.attrib["d"] == SIGNS[name]
    assert path.attrib["d"].startswith("M")
