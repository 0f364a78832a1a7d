"""Who a browser without an account is: a name in a cookie that no script reads and no other site sends."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from podbuilder.accounts.visitors import COOKIE, ONE_YEAR
from podbuilder.builder.models import Draft
from tests.builder.support import begin

pytestmark = pytest.mark.django_db
NOW = time.time()


def test_a_browser_keeps_its_drafts_by_a_cookie(client: Client) -> None:
    first, second = begin(client), begin(client)
    assert first.visitor == second.visitor != ""
    assert Client().get(f"/drafts/{first.key}/").status_code == 404
    client.cookies[COOKIE] = f"{first.visitor}:forged"
    assert client.get(f"/drafts/{first.key}/").status_code == 404
    assert Draft.objects.count() == 2


@pytest.mark.parametrize("is_secure", [False, True])
def test_no_script_reads_the_cookies(client: Client, is_secure: bool) -> None:
    """Whoever reads the visitor's name has all of their drafts."""
    client.post("/drafts/new/", secure=is_secure)
    draft = Draft.objects.get()
    client.post("/kubernetes/", {"kubernetes": "1.35"}, secure=is_secure)
    client.get(f"/drafts/{draft.key}/diagram/pane/?show", secure=is_secure)
    cookies = {name: morsel for name, morsel in client.cookies.items() if name != "csrftoken"}
    assert COOKIE in cookies
    for name, morsel in cookies.items():
        kept = (bool(morsel["httponly"]), morsel["samesite"], bool(morsel["secure"]), morsel["max-age"])
        assert kept == (True, "Lax", is_secure, ONE_YEAR), name
    assert len(cookies) == 3


def test_in_production_no_neighbour_can_set_the_cookie(client: Client, settings: object) -> None:
    """Browsers take __Host- cookies from this very host only; a visitor's name from elsewhere would be a shared one."""
    settings.COOKIE_PREFIX = "__Host-"  # type: ignore[attr-defined]  # pytest-django's proxy
    draft = begin(client)
    morsel = client.cookies[f"__Host-{COOKIE}"]
    assert (bool(morsel["secure"]), morsel["path"], morsel["domain"]) == (True, "/", "")
    value = client.cookies.pop(f"__Host-{COOKIE}").value
    client.cookies[COOKIE] = value
    assert client.get(f"/drafts/{draft.key}/").status_code == 404


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """So many days after now, as far as signatures are concerned."""
    then = NOW + days * 24 * 3600
    monkeypatch.setattr("django.core.signing.time.time", lambda: then)


@pytest.mark.parametrize(("days", "is_given_anew"), [(1, False), (29, False), (31, True), (364, True), (366, False)])
def test_whoever_comes_back_stays_known(
    client: Client, monkeypatch: pytest.MonkeyPatch, days: int, is_given_anew: bool
) -> None:
    draft = begin(client)
    before = client.cookies["visitor"].value
    later(monkeypatch, days)
    response = client.get("/")
    assert ("visitor" in response.cookies) is is_given_anew
    if is_given_anew:
        assert response.cookies["visitor"].value.split(":")[0] == before.split(":")[0], "by the same name"
        later(monkeypatch, days + 360)
        assert client.get(f"/drafts/{draft.key}/").status_code == 302
