"""Forms that come too late: what was typed comes back, nothing is done, and no other site can make use of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.test import Client
from django.urls import path

from podbuilder.urls import urlpatterns as our_urls
from podbuilder.web.stale_form import typed_fields
from tests.accounts.support import browser_of, person
from tests.library.support import saved, team_of

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver"}
# Whatever the token's value, the test client's checks are off.
TYPED = {"csrfmiddlewaretoken": "x", "readme": "A long <b>README</b>\n\nof two paragraphs"}
SHOWN = '<pre class="typed">A long &lt;b&gt;README&lt;/b&gt;\n\nof two paragraphs</pre>'


def test_what_was_posted_comes_back_without_its_token_and_passwords() -> None:
    data = QueryDict("csrfmiddlewaretoken=t&name=a&tag=b&tag=c&password=p&new_password=q&spec.secret=s&op=add")
    assert typed_fields(data) == [("name", "a"), ("tag", "b"), ("tag", "c"), ("spec.secret", "s"), ("op", "add")]


def test_an_old_token_is_replaced_and_nothing_is_done() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/drafts/import/?a=b", {**TYPED, "text": "kind: Pod"}, headers=HERE)
    page = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (403, "no-store")
    assert "This page is out of date" in page
    assert SHOWN in page
    assert '<form method="post" action="/drafts/import/?a=b"' in page
    assert '<textarea name="text" hidden>\nkind: Pod</textarea>' in page


ELSEWHERE: dict[str, dict[str, str]] = {
    "another site": {"Origin": "https://evil.example"},
    "a page without origin": {"Origin": "null"},
    "a program": {},
    "another port": {"Origin": "http://testserver:8000"},
    "another scheme": {"Origin": "https://testserver"},
    "htmx": {**HERE, "HX-Request": "true"},
}


@pytest.mark.parametrize("headers", ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_another_site_sends_does_not_become_a_form_of_ours(headers: dict[str, str]) -> None:
    response = Client(enforce_csrf_checks=True).post("/drafts/import/", TYPED, headers=headers)
    assert response.status_code == 403
    assert "two paragraphs" not in response.content.decode()


def test_a_session_that_ended_asks_to_sign_in_beside() -> None:
    response = Client().post("/account/email/", {**TYPED, "password": "hunter2"}, headers=HERE)
    page = response.content.decode()
    assert response.status_code == 403
    assert "You are not signed in" in page
    assert 'href="/signed-in/" target="_blank"' in page
    assert SHOWN in page
    assert "hunter2" not in page
    assert "Passwords are not kept" in page


@pytest.mark.parametrize("address", ["/t/alice/web/settings/", "/t/alice/nothing/settings/", "/drafts/x/yaml/"])
def test_a_page_that_is_another_persons_or_nobodys_says_the_same(address: str) -> None:
    saved(owner=person("alice"))
    response = browser_of(person("bob")).post(address, TYPED, headers=HERE)
    page = response.content.decode()
    assert response.status_code == 404
    assert "You are signed in as bob" in page
    assert SHOWN in page


def test_a_role_that_was_lowered_meanwhile() -> None:
    alice, vera = person("alice"), person("vera")
    saved(team=team_of("web", owner=alice, viewer=vera), by=alice, visibility="team")
    response = browser_of(vera).post("/t/web/web/settings/", TYPED, headers=HERE)
    assert response.status_code == 403
    assert SHOWN in response.content.decode()


QUIET: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "a button": ("/drafts/x/delete/", {"csrfmiddlewaretoken": "x", "next": "/"}, HERE),
    "a program": ("/drafts/x/yaml/", {"yaml": "a"}, {}),
    "a keystroke": ("/drafts/x/preview/metadata/", TYPED, {**HERE, "HX-Request": "true"}),
    "another site": ("/drafts/x/yaml/", TYPED, {"Origin": "https://evil.example"}),
}


@pytest.mark.parametrize("case", QUIET)
def test_where_nothing_was_typed_there_is_nothing_to_keep(case: str) -> None:
    address, data, headers = QUIET[case]
    response = Client().post(address, data, headers=headers)
    assert response.status_code == 404
    assert "What you typed" not in response.content.decode()


def test_a_link_that_asks_to_sign_in_still_leads_there() -> None:
    """A visitor's star is not a form that came too late."""
    saved(owner=person("alice"), visibility="public")
    response = Client().post("/t/alice/web/star/", {"csrfmiddlewaretoken": "x", "on": "1"}, headers=HERE)
    assert response["Location"] == "/sign-in/?next=/t/alice/web/"
    assert Client().get("/account/email/", headers=HERE)["Location"] == "/sign-in/?next=/account/email/"


def gone(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns: list[Any] = [path("gone/", gone), *our_urls]


@pytest.mark.urls(__name__)
def test_files_are_said_to_be_lost(tmp_path: Any) -> None:
    file = tmp_path / "pod.yaml"
    file.write_text("kind: Pod")
    with file.open() as opened:
        page = Client().post("/gone/", {**TYPED, "file": opened}, headers=HERE).content.decode()
    assert "Files are not kept" in page
    assert SHOWN in page
