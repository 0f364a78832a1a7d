"""What a page has sent before it sent what is stored, and what arrives only now, takes nothing of that back."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.test import Client

from podbuilder.builder.editing.turns import in_turn
from podbuilder.builder.models import Draft, Overtaken
from tests.builder.support import POD, Step, begin

pytestmark = pytest.mark.django_db
IMAGE, NAME = "spec.containers[0].image", "spec.containers[0].name"
PORT = "spec.containers[0].ports"
NEWER = POD.replace("nginx:1.27", "nginx:newer")


@pytest.fixture
def step(client: Client) -> Step:
    """The container's step, of which the second post has arrived."""
    opened = Step(client, begin(client), "containers/0")
    opened.post({IMAGE: "nginx:newer"}, preview=True, serial="2")
    return opened


def test_posts_that_arrive_in_their_order_are_all_written(step: Step) -> None:
    step.post({IMAGE: "nginx:newest"}, preview=True, serial="3")
    assert step.draft.text == POD.replace("nginx:1.27", "nginx:newest")
    # The connection was lost with the answer, and the same is sent again.
    step.post({IMAGE: "nginx:newest"}, preview=True, serial="3")
    step.post({IMAGE: "nginx:again"}, preview=True, serial="4")
    assert step.draft.text == POD.replace("nginx:1.27", "nginx:again")


@pytest.mark.parametrize("serial", ["", "0", "-1", "x", "9" * 30, "2"])
def test_a_post_without_a_lower_number_is_written(step: Step, serial: str) -> None:
    step.post({IMAGE: "nginx:newest"}, preview=True, serial=serial)
    assert step.draft.text == POD.replace("nginx:1.27", "nginx:newest")


@pytest.mark.parametrize("is_preview", [True, False])
def test_an_older_one_shows_what_is_stored(step: Step, is_preview: bool) -> None:
    answer = step.post({IMAGE: "nginx:older", NAME: "older"}, preview=is_preview, serial="1")
    assert step.draft.text == NEWER
    assert answer.status_code == (200 if is_preview else 302)
    assert not is_preview or (answer["HX-Retarget"], "newer" in answer.content.decode()) == ("#yaml", True)


def test_the_button_of_an_older_one_is_pressed_all_the_same(step: Step) -> None:
    step.post({IMAGE: "nginx:older"}, preview=True, serial="1", op=f"remove:{PORT}[0]")
    assert step.draft.text == NEWER.replace("    - containerPort: 80\n", "")


def test_a_newer_one_that_changes_nothing_counts_too(client: Client) -> None:
    """A letter typed and taken back at once."""
    step = Step(client, begin(client), "containers/0")
    step.post({}, preview=True, serial="2")
    step.post({IMAGE: "nginx:older"}, preview=True, serial="1")
    assert step.draft.text == POD


def test_another_page_has_numbers_of_its_own(step: Step, client: Client) -> None:
    other = Step(client, step.draft, "containers/0")
    other.post({IMAGE: "nginx:other"}, preview=True, serial="1")
    assert step.draft.__class__.objects.get().text == POD.replace("nginx:1.27", "nginx:other")


TEXTS = {
    "a text": (POD.replace("nginx:1.27", "nginx:older"), NEWER, ""),
    "one that cannot be read": ("kind: [Pod", NEWER, ""),
}


@pytest.mark.parametrize(("text", "stored", "unreadable"), TEXTS.values(), ids=TEXTS)
def test_an_older_text_of_the_editor(step: Step, text: str, stored: str, unreadable: str) -> None:
    url = f"/drafts/{step.draft.key}/yaml/check/containers/0/"
    answer = step.client.post(url, {**step.data, "yaml": text, "serial": "1"})
    draft = Draft.objects.get()
    assert (answer.status_code, draft.text, draft.unreadable) == (200, stored, unreadable)


def test_a_newer_text_that_cannot_be_read_stays(step: Step) -> None:
    url = f"/drafts/{step.draft.key}/yaml/check/containers/0/"
    step.client.post(url, {**step.data, "yaml": "kind: [Pod", "serial": "4"})
    older = {"readable": NEWER.replace("newer", "older"), "unreadable": "kind: [P"}
    for text in older.values():
        assert step.client.post(url, {**step.data, "yaml": text, "serial": "3"}).status_code == 200
        draft = Draft.objects.get()
        assert (draft.text, draft.unreadable) == (NEWER, "kind: [Pod")


def test_a_post_that_is_overtaken_while_it_is_carried_out_is_carried_out_again(client: Client) -> None:
    draft, seen = begin(client), list[int]()

    def act(draft: Draft, slug: str, data: Mapping[str, str]) -> str:
        seen.append(draft.revision)
        if len(seen) == 1:
            Draft.objects.update(revision=7)
            raise Overtaken
        return slug + data["x"]

    assert in_turn(act)(draft, "a", {"x": "b"}) == "ab"
    assert seen == [1, 7]
