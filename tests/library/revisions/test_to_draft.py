"""Drafts that are started from a template, and what they remember of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from podbuilder.builder.models import Draft
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.library.models import Revision, SavedTemplate
from podbuilder.library.revisions import to_draft
from podbuilder.library.revisions.fork import fork
from podbuilder.library.revisions.save import Content, save_new, save_revision
from tests.builder.kept_folder import FILES, bring
from tests.builder.support import POD
from tests.library.support import PARAMETERS, draft_of, person, saved, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


def request_of(user: Any) -> HttpRequest:
    request = RequestFactory().post("/")
    request.user, request.session = user, SessionStore()
    return request


# What a draft says of its origin, and the revision that it was started from.
ORIGINS: dict[str, int | None] = {
    "": None,
    "alice/web": None,
    "alice/web@": None,
    "alice/web@x": None,
    "alice/web@1, filled in": None,
    "alice/other@1": None,
    "bob/web@1": None,
    "alice/web@1234567890": None,
    " alice/web@1": None,
    "alice/web@1": 1,
    "alice/web@123456789": 123456789,
}


@pytest.mark.parametrize("origin", ORIGINS)
def test_where_a_draft_is_from(alice: Any, origin: str) -> None:
    template = saved(alice)
    saved(person("bob"))
    found = to_draft.origin_of(draft_of(alice, origin=origin), alice)
    number = ORIGINS[origin]
    assert found == (None if number is None else (template, number))


def test_who_may_not_see_a_template_does_not_learn_of_it(alice: Any) -> None:
    template = saved(alice)
    draft = draft_of(person("bob"), origin=to_draft.origin_text(template, 1))
    assert draft.origin == "alice/web@1"
    assert to_draft.origin_of(draft, draft.owner) is None
    assert to_draft.origin_of(draft, AnonymousUser()) is None
    template.visibility = "public"
    template.save()
    assert to_draft.origin_of(draft, AnonymousUser()) == (template, 1)


def test_a_draft_has_what_the_revision_has(alice: Any) -> None:
    template = saved(alice, parameters=PARAMETERS)
    response = to_draft.begin_draft(request_of(alice), template.revisions.get())
    draft = Draft.objects.get()
    assert response["Location"].startswith(f"/drafts/{draft.key}/")
    assert (draft.text, draft.parameters, draft.origin, draft.owner) == (POD, PARAMETERS, "alice/web@1", alice)


def test_a_draft_that_is_filled_in_asks_nothing(alice: Any) -> None:
    template = saved(alice, parameters=PARAMETERS)
    to_draft.begin_draft(request_of(alice), template.revisions.get(), POD.replace("1.27", "1.28"))
    draft = Draft.objects.get()
    assert (draft.parameters, draft.origin) == ([], "alice/web@1, filled in")
    assert "nginx:1.28" in draft.text


# The version of a revision, and that of its draft.
VERSIONS = {"1.30": "1.30", "1.36": "1.36", "1.1": DEFAULT, "": DEFAULT}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_that_is_unknown_by_now(alice: Any, version: str) -> None:
    to_draft.copy_to_draft(request_of(alice), Revision(text=POD, kubernetes=version), "")
    assert Draft.objects.get().kubernetes == VERSIONS[version]


def test_notes_come_along_and_nothing_else_does(alice: Any) -> None:
    notes = {"roles": {"web": "adapter"}, "pod_number": 1, "odd": 1}
    two = f"{POD}---\n{POD.replace('nginx', 'httpd')}"
    to_draft.copy_to_draft(request_of(alice), Revision(text=two, kubernetes="1.36", notes=notes), "x")
    draft = Draft.objects.get()
    assert (draft.roles, draft.pod_number, draft.text, draft.origin) == ({"web": "adapter"}, 1, two, "x")


def test_a_template_keeps_the_folder_with_its_text(alice: Any) -> None:
    client = signed_in(alice)
    draft = bring(client)
    draft.write(draft.text.replace("1.27", "1.28"), base=draft.revision, tab_id="")
    template = save_new(SavedTemplate(owner=alice, name="a", slug="a"), Content.of_draft(draft), author=alice)
    kept = KeptFolder.from_json(template.newest.notes["folder"])
    assert kept is not None
    assert "nginx:1.28" in kept.files["base/web.yaml"]
    assert kept.contents == {**FILES, "base/web.yaml": kept.files["base/web.yaml"]}
    assert save_revision(template, Content.of_draft(draft), base=1, author=alice) is None
    to_draft.begin_draft(request_of(alice), template.newest)
    again = Draft.objects.exclude(pk=draft.pk).get()
    assert (again.text, again.folder) == (draft.text, template.newest.notes["folder"])
    assert fork(template, template.newest, alice).newest.notes["folder"] == again.folder
    odd = Content(POD, [], "1.36", {"folder": "{"})
    assert odd.with_text_in_folder() == odd
