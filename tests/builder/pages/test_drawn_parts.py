"""An answer leaves out what the browser has as it would be drawn again."""

from __future__ import annotations

import re

import pytest
from django.test import Client, RequestFactory

from podbuilder.builder.models import Draft
from podbuilder.builder.pages.drawn_parts import HEADER, Drawn, digest, drawn_as, held_by
from tests.builder.support import Step, begin

APP = "spec.containers[0]"


def test_a_part_says_on_its_root_what_it_was_drawn_as() -> None:
    part = drawn_as('<p id="a" class="b">c</p>')
    assert part == Drawn('<p id="a"', ' class="b">c</p>', digest('<p id="a" class="b">c</p>'))
    assert part.html == f'<p id="a" data-drawn="{part.digest}" class="b">c</p>'
    assert part.in_answer == f'<p id="a" data-drawn="{part.digest}" hx-swap-oob="true" class="b">c</p>'


@pytest.mark.parametrize(("sent", "held"), [({}, set()), ({HEADER: ""}, set()), ({HEADER: "a b"}, {"a", "b"})])
def test_what_a_browser_has(sent: dict[str, str], held: set[str]) -> None:
    assert held_by(RequestFactory().get("/", headers=sent)) == held


@pytest.fixture
def draft(client: Client, db: None) -> Draft:
    return begin(client)


def parts_of(html: str) -> dict[str, str]:
    """The parts of a page or an answer by their ids: what each was drawn as."""
    return dict(re.findall(r'id="([\w-]+)"[^>]*? data-drawn="(\w+)"', html))


# What is typed, or pressed: which parts come, if the browser has all of the page.
ANSWERS = {
    "nothing": ({}, "", set()),
    "a value": ({f"{APP}.image": "nginx:1.28"}, "", {"yaml-0"}),
    "what is wrong": ({f"{APP}.ports[1].name": "80"}, "", {"yaml-0", "outline", "problems", "messages"}),
    "a button": ({}, f"remove:{APP}.ports[1]", {"yaml-0", "last-change", "messages"}),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_only_what_changed_is_sent(client: Client, draft: Draft, case: str) -> None:
    typed, op, expected = ANSWERS[case]
    step = Step(client, draft, "containers/0")
    held = parts_of(client.get(f"/drafts/{draft.key}/edit/containers/0/").content.decode())
    assert set(held) == {"yaml", "yaml-0", "outline", "problems", "messages", "diagram", "name", "last-change"}
    client.defaults["HTTP_DRAWN_PARTS"] = " ".join(held.values())
    answer = step.post(typed, preview=True, op=op)
    assert answer.status_code == 200
    assert answer.get("HX-Retarget", "") == ("" if op else "#revision")
    assert set(parts_of(answer.content.decode())) == expected


@pytest.mark.parametrize("case", ANSWERS)
def test_a_browser_that_names_nothing_gets_everything(client: Client, draft: Draft, case: str) -> None:
    typed, op, _ = ANSWERS[case]
    answer = Step(client, draft, "containers/0").post(typed, preview=True, op=op).content.decode()
    assert set(parts_of(answer)) == {"yaml", "yaml-0", "outline", "problems", "messages", "name", "last-change"}
