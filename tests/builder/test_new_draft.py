"""Starting a draft: whose it is, and the version that judges it."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from podbuilder.accounts.visitors import ONE_YEAR
from podbuilder.builder.models import Draft
from podbuilder.builder.new_draft import chosen_version, remember_version
from podbuilder.kube.core import versions
from tests.accounts.support import person, sign_in
from tests.builder.support import POD, begin


@pytest.mark.parametrize(
    ("cookie", "version"),
    [("", versions.DEFAULT), ("1.25", "1.25"), ("0.1", versions.DEFAULT), ("<b>", versions.DEFAULT)],
)
def test_the_version_that_this_browser_chose_last(cookie: str, version: str) -> None:
    request = RequestFactory().get("/")
    if cookie:
        request.COOKIES["kubernetes"] = cookie
    assert chosen_version(request) == version


@pytest.mark.parametrize("is_secure", [False, True])
def test_a_choice_is_remembered_for_a_year(is_secure: bool) -> None:
    response = HttpResponse()
    remember_version(response, RequestFactory().get("/", secure=is_secure), "1.25")
    cookie = response.cookies["kubernetes"]
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == ("1.25", ONE_YEAR, "Lax")
    assert cookie["httponly"] is True
    assert bool(cookie["secure"]) is is_secure


@pytest.mark.django_db
def test_a_visitor_s_drafts_are_the_browser_s() -> None:
    client = Client()
    client.cookies["kubernetes"] = "1.25"
    first, second = begin(client), begin(client)
    assert first.visitor == second.visitor != ""
    assert (first.owner, first.kubernetes, first.text) == (None, "1.25", POD)
    assert begin(Client()).visitor not in ("", first.visitor)


@pytest.mark.django_db
def test_it_leads_to_the_draft_and_remembers_the_visitor() -> None:
    response = Client().post("/drafts/import/", {"text": POD})
    draft = Draft.objects.get()
    assert response["Location"] == f"/drafts/{draft.key}/"
    assert [name for name, cookie in response.cookies.items() if draft.visitor in cookie.value] == ["visitor"]


@pytest.mark.django_db
def test_an_account_s_drafts_are_its_own() -> None:
    alice, client = person("alice"), Client()
    sign_in(client, "alice")
    response = client.post("/drafts/import/", {"text": POD})
    draft = Draft.objects.get()
    assert (draft.owner, draft.visitor, draft.kubernetes) == (alice, "", versions.DEFAULT)
    assert "visitor" not in response.cookies
