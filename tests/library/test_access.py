"""Who gets what at every address of the library, whoever asks and whoever may see the template.

The table is held against the list of addresses: one that is new fails here until it has its row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern

from podbuilder.library.models import SavedTemplate
from podbuilder.library.urls import urlpatterns
from podbuilder.teams.models import Membership
from tests.library.support import person, saved, signed_in, team_of

pytestmark = pytest.mark.django_db

# What an address asks of who comes.
READ, SIGNED_IN, WRITE, MANAGE = "read", "signed in", "write", "manage"
AT = "/t/{owner}/web"
# Every address of one template: what it asks, how it is asked for.
OF_TEMPLATES: dict[str, tuple[str, str, str]] = {
    "template": (READ, "get", f"{AT}/"),
    "template-revision": (READ, "get", f"{AT}@1/"),
    "template-revisions": (READ, "get", f"{AT}/revisions/"),
    "template-compare": (READ, "get", f"{AT}/compare/"),
    "template-use": (READ, "get", f"{AT}/use/"),
    "template-use-preview": (READ, "post", f"{AT}/use/preview/"),
    "template-draft": (READ, "post", f"{AT}/draft/"),
    "template-star": (SIGNED_IN, "post", f"{AT}/star/"),
    "template-fork": (SIGNED_IN, "post", f"{AT}/fork/"),
    "template-settings": (WRITE, "get", f"{AT}/settings/"),
    "template-revision-restore": (WRITE, "post", f"{AT}@1/restore/"),
    "template-link": (MANAGE, "post", f"{AT}/link/"),
    "template-export": (READ, "get", f"{AT}/export/"),
    "template-share": (MANAGE, "get", f"{AT}/share/"),
    "template-move": (MANAGE, "post", f"{AT}/move/"),
    "template-delete": (MANAGE, "post", f"{AT}/delete/"),
    # What tokens change about these is in test_tokens.
    "template-raw": (READ, "get", f"{AT}.yaml"),
    "template-raw-revision": (READ, "get", f"{AT}@1.yaml"),
    "template-zip": (READ, "get", f"{AT}.zip"),
    "template-zip-revision": (READ, "get", f"{AT}@1.zip"),
    "template-file": (READ, "get", f"{AT}/file/?path=pod.yaml"),
    "template-file-revision": (READ, "get", f"{AT}@1/file/?path=pod.yaml"),
}
# Programs are told that what they knew is gone.
TOLD_OF_THE_BIN = {f"template-{form}{pin}" for form in ("raw", "zip", "file") for pin in ("", "-revision")}
# A fork's own address, which asks for an original besides, and what only lies in the bin.
ASKED_BELOW = {"template-upstream", "template-restore"}
OF_TEAMS = {"team-audit", "team-profile", "team-profile-download"}
OF_ONESELF = {"library", "library-save", "library-bin", "audit", "tokens", "share-links"}
OF_ONESELF |= {"library-import", "library-export"}
# Tried in test_tokens, test_raw and test_sharing.
ELSEWHERE = {
    "token-revoke",
    "template-raw-nowhere",
    "shared",
    "shared-draft",
    "share-link-revoke",
    "draft-share",
    "link-open",
}
# Tried in test_course_access, and in the tests of the views of courses.
OF_COURSES = {"courses", "course", "course-file", "lesson", "task-start", "course-new", "course-edit", "course-delete"}

VISIBILITIES = ("private", "team", "unlisted", "public")
EVERYBODY = ("visitor", "link", "stranger", "other team", "viewer", "editor", "owner")
REFUSED, MISSING, GONE, SIGN_IN, FINE = 403, 404, 410, "sign in", "fine"


@dataclass
class Cast:
    """One team's template and one person's, and a browser for everybody who asks for them."""

    of_team: SavedTemplate
    own: SavedTemplate
    clients: dict[str, Client]


@pytest.fixture
def cast() -> Cast:
    people = {name.replace(" ", "-"): person(name.replace(" ", "-")) for name in EVERYBODY[2:]}
    team = team_of("web-team", owner=people["owner"], editor=people["editor"], viewer=people["viewer"])
    team_of("other", owner=people["other-team"])
    clients = {name: signed_in(people[name.replace(" ", "-")]) for name in EVERYBODY[2:]}
    return Cast(
        saved(team=team, by=people["owner"], link_key="the-key"),
        saved(people["owner"], link_key="the-key"),
        {"visitor": Client(), "link": Client(), **clients},
    )


def test_every_address_is_in_a_table() -> None:
    names = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}
    assert names == set(OF_TEMPLATES) | ASKED_BELOW | OF_TEAMS | OF_ONESELF | ELSEWHERE | OF_COURSES


def may_read(who: str, visibility: str, *, of_team: bool) -> bool:
    if visibility == "public" or (visibility == "unlisted" and who == "link"):
        return True
    if not of_team:
        return who == "owner"
    return who in ("editor", "owner") or (who == "viewer" and visibility != "private")


def expected(asks: str, who: str, visibility: str, *, of_team: bool) -> Any:
    if not may_read(who, visibility, of_team=of_team):
        return MISSING
    if asks == SIGNED_IN:
        return SIGN_IN if who in ("visitor", "link") else FINE
    writes = who == "owner" or (of_team and who == "editor")
    allowed = {READ: True, WRITE: writes, MANAGE: who == "owner"}[asks]
    return FINE if allowed else REFUSED


def ask(client: Client, method: str, url: str, data: dict[str, str] | None = None) -> Any:
    """What a request comes to; it leaves nothing behind."""
    with transaction.atomic():
        response = getattr(client, method)(url, data or {}) if method == "post" else client.get(url)
        transaction.set_rollback(True)
    if response.status_code == 302:
        return SIGN_IN if "next=" in response["Location"] else FINE
    return FINE if response.status_code == 200 else response.status_code


@pytest.mark.parametrize("name", OF_TEMPLATES)
def test_a_template(cast: Cast, name: str) -> None:
    asks, method, url = OF_TEMPLATES[name]
    for template, of_team in ((cast.of_team, True), (cast.own, False)):
        for visibility in VISIBILITIES if of_team else ("private", "unlisted", "public"):
            SavedTemplate.objects.filter(pk=template.pk).update(visibility=visibility)
            address = url.format(owner=template.owner_name)
            for who, client in cast.clients.items():
                link = f"{'&' if '?' in address else '?'}link=the-key" if who == "link" else ""
                found = ask(client, method, address + link)
                wanted = expected(asks, who, visibility, of_team=of_team)
                assert found == wanted, f"{who} at {address}, {visibility}"


@pytest.mark.parametrize("who", ["visitor", "link", "stranger", "viewer"])
@pytest.mark.parametrize("address", ["/t/{owner}/{slug}/", "/t/{owner}/{slug}.yaml", "/t/{owner}/{slug}/settings/"])
def test_what_is_private_costs_what_is_not_there_costs(cast: Cast, who: str, address: str) -> None:
    """Neither its queries nor what they bring back tell that there is something."""
    client, link = cast.clients[who], "?link=another-key" if who == "link" else ""
    SavedTemplate.objects.update(readme="long " * 1000)

    def queries(owner: str, slug: str) -> list[str]:
        client.get("/")  # what is noted of a session from time to time is noted here
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address.format(owner=owner, slug=slug) + link).status_code == MISSING
        return [re.sub(r"'[^']*'", "'…'", query["sql"]) for query in caught]

    nowhere = queries("web-team", "nowhere")
    assert queries("web-team", "web") == queries("owner", "web") == nowhere
    cast.of_team.delete()
    SavedTemplate.objects.update(deleted=cast.own.created)
    assert queries("owner", "web") == nowhere, "what is in the bin, too"


@pytest.mark.parametrize("name", OF_TEMPLATES)
def test_nobody_finds_what_is_in_the_bin(cast: Cast, name: str) -> None:
    SavedTemplate.objects.update(deleted=cast.own.created, visibility="public")
    _, method, url = OF_TEMPLATES[name]
    for who in ("visitor", "owner"):
        found = ask(cast.clients[who], method, url.format(owner="web-team"))
        assert found == (GONE if name in TOLD_OF_THE_BIN else MISSING)


def test_taking_from_an_original_asks_for_the_fork_and_the_original(cast: Cast) -> None:
    clients = cast.clients
    SavedTemplate.objects.filter(pk=cast.of_team.pk).update(visibility="public")
    clients["editor"].post("/t/web-team/web/fork/")
    url = "/t/editor/web/upstream/"
    assert {who: ask(client, "get", url) for who, client in clients.items()} == {
        **dict.fromkeys(EVERYBODY, MISSING),
        "editor": FINE,
    }
    SavedTemplate.objects.filter(owner__username="editor").update(visibility="public")
    assert ask(clients["owner"], "get", url) == REFUSED
    assert ask(clients["editor"], "post", url) == FINE
    # Whoever may not see the original any more cannot take from it.
    SavedTemplate.objects.filter(pk=cast.of_team.pk).update(visibility="private")
    Membership.objects.filter(user__username="editor").delete()
    assert ask(clients["editor"], "get", url) == MISSING


def test_bringing_back_is_for_those_who_may_delete(cast: Cast) -> None:
    SavedTemplate.objects.update(deleted=cast.own.created)
    for template in (cast.of_team, cast.own):
        url = f"/library/bin/{template.pk}/restore/"
        found = {who: ask(client, "post", url) for who, client in cast.clients.items()}
        assert found == {**dict.fromkeys(EVERYBODY, MISSING), "owner": FINE}


@pytest.mark.parametrize(
    ("method", "url", "fine", "refused"),
    [
        ("get", "/library/teams/web-team/audit/", ("owner",), ("editor", "viewer")),
        ("get", "/library/teams/web-team/profile/", ("owner", "editor", "viewer"), ()),
        ("post", "/library/teams/web-team/profile/", ("owner", "editor"), ("viewer",)),
        ("get", "/library/teams/web-team/profile.yaml", ("owner", "editor", "viewer"), ()),
    ],
    ids=["team-audit", "team-profile", "team-profile, saved", "team-profile-download"],
)
def test_what_is_a_teams(cast: Cast, method: str, url: str, fine: tuple[str, ...], refused: tuple[str, ...]) -> None:
    team = cast.of_team.team
    assert team is not None
    team.profile_text = "start: strict\n"
    team.save()
    wanted = {**dict.fromkeys(EVERYBODY, MISSING), **dict.fromkeys(fine, FINE), **dict.fromkeys(refused, REFUSED)}
    assert {who: ask(client, method, url) for who, client in cast.clients.items()} == wanted


@pytest.mark.parametrize(
    "url",
    [
        "/library/bin/",
        "/audit/",
        "/library/save/",
        "/library/tokens/",
        "/library/links/",
        "/library/import/",
        "/library/export.zip",
    ],
)
def test_what_is_ones_own_asks_to_sign_in(url: str) -> None:
    url = "/library/audit/" if url == "/audit/" else url
    assert ask(Client(), "get", url) == SIGN_IN


def test_a_strangers_draft_is_not_saved(cast: Cast) -> None:
    cast.clients["owner"].post("/t/owner/web/draft/")
    key = str(cast.clients["owner"].get("/library/").wsgi_request.user.drafts.get().key)
    assert ask(cast.clients["owner"], "get", f"/library/save/?draft={key}") == FINE
    assert ask(cast.clients["editor"], "get", f"/library/save/?draft={key}") == MISSING


def test_lists_show_what_may_be_read(cast: Cast) -> None:
    for visibility in VISIBILITIES:
        SavedTemplate.objects.filter(pk=cast.of_team.pk).update(visibility=visibility)
        for who, client in cast.clients.items():
            # A link opens one page; it puts nothing onto a shelf.
            listed = who not in ("link",) or visibility == "public"
            wanted = listed and may_read(who, visibility, of_team=True)
            assert ("web-team/web@1" in client.get("/library/").content.decode()) == wanted, (who, visibility)


def test_a_link_is_kept_for_the_pages_it_leads_to_until_it_is_renewed(cast: Cast) -> None:
    SavedTemplate.objects.filter(pk=cast.of_team.pk).update(visibility="unlisted")
    browser = Client()
    for wrong in ("wrong", "", "é", "%00"):
        assert browser.get(f"/t/web-team/web/?link={wrong}").status_code == 404
    assert browser.get("/t/web-team/web/?link=the-key").status_code == 200
    assert browser.get("/t/web-team/web/revisions/").status_code == 200
    assert cast.clients["owner"].post("/t/web-team/web/link/").status_code == 302
    assert browser.get("/t/web-team/web/revisions/").status_code == 404
