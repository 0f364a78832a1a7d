"""A part is drawn in a page, takes its place in an answer, and is left out where it is there already."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from podbuilder.builder.pages.drawn_parts import OOB, digest

NAME = "builder/_name.html"
HTML = '<p id="name" class="draft-name">web</p>\n'
CASES = {
    "in a page": ({}, True, False),
    "in an answer": ({"oob": True}, True, True),
    "of another kind than what is there": ({"oob": True, "drawn": {"x"}}, True, True),
    "there already": ({"oob": True, "drawn": {digest(HTML)}}, False, False),
}


@pytest.mark.parametrize("case", CASES)
def test_a_part(case: str) -> None:
    values, is_drawn, is_answer = CASES[case]
    template = Template("{% load drawn_part %}{% drawn_part '" + NAME + "' %}")
    html = template.render(Context({"draft": "web", **values}))
    assert ("web" in html, f'id="name" data-drawn="{digest(HTML)}"' in html) == (is_drawn, is_drawn)
    assert (OOB in html) is is_answer
