"""What a draft or a fork takes along from a template: all of it for its people, the pod for everybody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.accounts.models import User
from podbuilder.builder.models import Draft
from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.save import Content, save_new
from tests.builder.support import POD
from tests.library.support import person, signed_in, team_of

pytestmark = pytest.mark.django_db
PROFILE = "start: nothing\nrules: {run-as-non-root: critical}\n"
WAIVERS = [{"rule": "probes-missing", "path": "spec.containers[0]", "reason": "the auditors do not look here"}]
NOTES: dict[str, Any] = {
    "pod_number": 0,
    "roles": {"web": "app"},
    "waivers": WAIVERS,
    "profile": "own",
    "profile_text": PROFILE,
}
WHOLE = ({"web": "app"}, WAIVERS, "own", PROFILE)
PUBLIC = ({"web": "app"}, [], "default", "")


@pytest.fixture
def people() -> dict[str, User]:
    return {name: person(name) for name in ("alice", "vera", "charlie")}


@pytest.fixture
def template(people: dict[str, User]) -> SavedTemplate:
    """A team's public template, with the team's profile and its reasons for waivers."""
    team = team_of("web", owner=people["alice"], viewer=people["vera"])
    template = SavedTemplate(team=team, name="Web", slug="web", visibility="public")
    return save_new(template, Content(POD, [], "1.36", NOTES), author=people["alice"])


def known(draft: Draft) -> tuple[object, ...]:
    return draft.roles, draft.waivers, draft.profile, draft.profile_text


def client_of(people: dict[str, User], name: str) -> Client:
    return signed_in(people[name]) if name in people else Client()


@pytest.mark.parametrize(
    ("name", "notes"), [("alice", WHOLE), ("vera", WHOLE), ("charlie", PUBLIC), ("visitor", PUBLIC)]
)
def test_a_draft_has_what_its_reader_may_know(
    people: dict[str, User], template: SavedTemplate, name: str, notes: tuple[object, ...]
) -> None:
    client = client_of(people, name)
    client.post("/t/web/web/draft/", {"number": "1"})
    assert known(Draft.objects.get()) == notes
    assert "auditors" not in client.get("/t/web/web/").content.decode()


@pytest.mark.parametrize(("name", "notes"), [("vera", NOTES), ("charlie", {"pod_number": 0, "roles": {"web": "app"}})])
def test_a_fork_too(people: dict[str, User], template: SavedTemplate, name: str, notes: dict[str, Any]) -> None:
    client_of(people, name).post("/t/web/web/fork/", {"number": "1"})
    assert SavedTemplate.objects.get(owner=people[name]).newest.notes == notes


def test_a_filled_in_draft_too(people: dict[str, User], template: SavedTemplate) -> None:
    client_of(people, "charlie").post("/t/web/web/use/", {"op": "draft"})
    draft = Draft.objects.get()
    assert known(draft) == PUBLIC
    assert draft.origin == "web/web@1, filled in"
