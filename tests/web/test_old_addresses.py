"""Addresses of earlier versions lead on."""

from __future__ import annotations

import pytest
from django.test import Client

MOVED = {
    "/drafts/abc/go/?path=spec.containers": "/drafts/abc/jump/?path=spec.containers",
    "/drafts/abc/advice/aside/?rule=a&path=b": "/drafts/abc/advice/suppressed/?rule=a&path=b",
    "/drafts/abc/reach/restricted/": "/drafts/abc/harden/restricted/",
    "/drafts/abc/share/": "/library/drafts/abc/share/",
    "/account/tokens/": "/library/tokens/",
    "/teams/web/audit/?before=3": "/library/teams/web/audit/?before=3",
    "/teams/web/profile/": "/library/teams/web/profile/",
    "/teams/web/profile.yaml": "/library/teams/web/profile.yaml",
}


@pytest.mark.parametrize(("then", "now"), MOVED.items(), ids=MOVED)
def test_an_old_address_leads_to_the_page_of_today(client: Client, then: str, now: str) -> None:
    response = client.get(then)
    assert (response.status_code, response.headers["Location"]) == (301, now)


def test_no_other_address_is_moved(client: Client) -> None:
    assert client.get("/drafts/abc/going/").status_code == 404


@pytest.mark.django_db
def test_letters_that_no_address_of_today_has_lead_nowhere(client: Client) -> None:
    for address in (
        "/drafts/ß/go/",
        "/drafts/ß/share/",
        "/drafts/a/reach/ß/",
        "/teams/ß/audit/",
        "/teams/ß/profile.yaml",
    ):
        assert client.get(address).status_code == 404, address
