"""A browser in which somebody signed in before: guesses made elsewhere do not lock it out, and it guesses little."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from podbuilder.accounts import known_browsers
from podbuilder.accounts.known_browsers import COOKIE, MOST
from podbuilder.accounts.models import User
from tests.accounts.support import PASSWORD, person, sign_in

pytestmark = pytest.mark.django_db
WRONG = "a wrong password"


def known(place: str = "127.0.0.1") -> Client:
    """A browser that alice has used, and is signed out of."""
    client = Client(REMOTE_ADDR=place)
    assert sign_in(client, "alice").status_code == 302
    client.post("/sign-out/")
    return client


def guess(place: str, number: int, password: str = WRONG) -> list[int]:
    return [sign_in(Client(REMOTE_ADDR=place), "alice", password).status_code for _ in range(number)]


def test_an_unknown_browser_has_no_name() -> None:
    request = RequestFactory().get("/sign-in/")
    assert known_browsers.browser_of(request, "alice") == ""
    request.COOKIES[COOKIE] = "made-up"
    assert known_browsers.browser_of(request, "alice") == ""


def test_it_is_known_to_the_last_accounts_only() -> None:
    request = RequestFactory().get("/sign-in/")
    for name in [*"abcdefg", "f"]:
        response = HttpResponse()
        known_browsers.remember(response, request, User(username=name))
        request.COOKIES[COOKIE] = response.cookies[COOKIE].value
    names = {name: known_browsers.browser_of(request, name) for name in "abcdefg"}
    assert [name for name in names if names[name]] == [*"cdefg"]
    assert len({*names.values()} - {""}) == MOST


def test_guesses_from_many_places_lock_no_known_browser_out() -> None:
    person("alice")
    browser, elsewhere = known(), Client(REMOTE_ADDR="203.0.113.9")
    for number in range(10):
        guess(f"198.51.100.{number}", 6)
    assert sign_in(elsewhere, "alice").status_code == 429, "guesses at one account stay bounded"
    assert sign_in(browser, "alice").status_code == 302


def test_a_colleague_behind_the_same_address_locks_no_known_browser_out() -> None:
    person("alice")
    browser = known()
    assert guess("127.0.0.1", 7)[-1] == 429
    assert sign_in(browser, "alice").status_code == 302


def test_a_known_browser_does_not_guess_for_ever() -> None:
    person("alice")
    browser = known()
    answers = [sign_in(browser, "alice", WRONG).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    assert sign_in(browser, "alice").status_code == 429


def test_it_is_known_to_its_own_account_only() -> None:
    person("alice")
    person("bob")
    browser = known()
    answers = [sign_in(browser, "bob", WRONG).status_code for _ in range(7)]
    assert answers == [200] * 6 + [429]


def test_the_cookie_tells_the_page_that_signs_in_only() -> None:
    person("alice")
    client = Client()
    cookie = client.post("/sign-in/", {"username": "alice", "password": PASSWORD}).cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/sign-in/", True, "Lax")
