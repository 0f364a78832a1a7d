"""Links as people make, follow and revoke them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from podbuilder.builder.models import Draft
from podbuilder.library.models import AuditEntry, SavedTemplate, SecretOverride, ShareLink
from podbuilder.library.revisions.save import Content, save_revision
from podbuilder.library.secret_gate import COVER
from podbuilder.library.sharing import share_links
from tests.builder.support import POD, begin
from tests.library.support import (
    LEAKY,
    VALUE,
    WHERE,
    draft_of,
    mark,
    person,
    saved,
    signed_in,
    team_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


def test_a_draft_is_read_by_whoever_has_the_link(alice: Any) -> None:
    draft, browser = draft_of(alice), signed_in(alice)
    assert browser.post(f"/library/drafts/{draft.key}/share/", {"op": "share", "days": "7"}).status_code == 302
    link = ShareLink.objects.get()
    assert timedelta(days=6) < link.expires - timezone.now() < timedelta(days=8)
    url = f"/s/{link.key}/"
    assert f"http://testserver{url}" in browser.get(f"/library/drafts/{draft.key}/share/").content.decode()
    page = Client().get(url)
    text = page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert all(
        said in text for said in ("nginx:1.27", "The API server accepts it.", "<svg", "Advice", "alice has shared")
    )
    # The draft itself stays its owner's, and is followed as it changes.
    assert draft.key not in text
    draft.write(POD.replace("nginx:1.27", "caddy:2"), base=draft.revision, tab_id="")
    visitor = Client()
    assert "caddy:2" in visitor.get(url).content.decode()
    assert visitor.post(f"{url}draft/").status_code == 302
    copy = Draft.objects.exclude(pk=draft.pk).get()
    assert (copy.text, copy.owner, copy.origin) == (draft.text, None, "")
    assert bool(copy.visitor)
    assert [entry.subject for entry in AuditEntry.objects.filter(verb="link.created")] == ["the draft web"]


def test_a_visitor_shares_and_takes_back(client: Client) -> None:
    draft = begin(client)
    client.post(f"/library/drafts/{draft.key}/share/", {"op": "share", "days": "never"})
    link = ShareLink.objects.get()
    assert (link.expires, link.created_by) == (None, None)
    other = Client()
    assert other.get(f"/library/drafts/{draft.key}/share/").status_code == 404
    assert other.post(f"/library/drafts/{draft.key}/share/").status_code == 404
    assert other.post(f"/library/links/{link.pk}/revoke/").status_code == 404
    assert client.post(f"/library/links/{link.pk}/revoke/").status_code == 302
    assert other.get(f"/s/{link.key}/").status_code == 410


def test_who_takes_a_link_back(alice: Any) -> None:
    bob, carol = person("bob"), person("carol")
    template = saved(team=team_of("web-team", owner=alice, editor=bob), by=alice)
    link = share_links.share(alice, template=template)
    url = f"/library/links/{link.pk}/revoke/"
    assert [signed_in(one).post(url).status_code for one in (bob, carol)] == [404, 404]
    # Whoever owns the team now, not only who made it.
    template.team.memberships.filter(user=bob).update(role="owner")
    assert signed_in(bob).post(url, {"next": "/library/links/"}).url == "/library/links/"
    assert signed_in(alice).post(url).url == "/t/web-team/web/share/"
    assert AuditEntry.objects.filter(verb="link.revoked").count() == 1


def test_sharing_a_draft_with_credentials_is_stopped(alice: Any) -> None:
    draft, browser = draft_of(alice, LEAKY), signed_in(alice)
    url = f"/library/drafts/{draft.key}/share/"
    page = browser.post(url, {"op": "share"}).content.decode()
    assert WHERE in page
    assert "Nothing has been saved or shared yet" in page
    assert "data-link-make" not in page
    assert not ShareLink.objects.exists()
    assert browser.post(url, {"op": "cover"}).status_code == 302
    link = ShareLink.objects.get()
    shown = Client().get(f"/s/{link.key}/").content.decode()
    assert VALUE not in shown
    assert "is hidden" in shown
    Client().post(f"/s/{link.key}/draft/")
    assert COVER in Draft.objects.exclude(pk=draft.pk).get().text
    page = browser.post(url, {"op": "move-secrets"}).content.decode()
    assert "kubectl create secret generic" in page
    assert browser.post(url, {"op": "share"}).status_code == 302
    assert "secretKeyRef" in Client().get(f"/s/{link.key}/").content.decode()


def test_sharing_a_template_with_credentials_is_stopped_or_answered_for(alice: Any) -> None:
    saved(alice, text=LEAKY)
    browser = signed_in(alice)
    assert WHERE in browser.post("/t/alice/web/share/", {"op": "share"}).content.decode()
    assert not ShareLink.objects.exists()
    word = {"not_secret": mark(), "reason": "A sample"}
    assert browser.post("/t/alice/web/share/", {"op": "share", **word}).status_code == 302
    assert SecretOverride.objects.get().reason == "A sample"
    link = ShareLink.objects.get()
    assert VALUE in Client().get(f"/s/{link.key}/").content.decode()
    # What is saved later is looked at when the link is followed.
    later = LEAKY.replace(VALUE, "hunter5-Tr0ub4dor")
    save_revision(SavedTemplate.objects.get(), Content(later, [], "1.36"), base=1, author=alice)
    shown = Client().get(f"/s/{link.key}/").content.decode()
    assert "hunter5" not in shown


def test_nobody_makes_links_without_end(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share_links, "MOST_LINKS", 1)
    draft, browser = draft_of(alice), signed_in(alice)
    for days in ("7", "never", "9" * 30, ""):
        browser.post(f"/library/drafts/{draft.key}/share/", {"days": days})
    assert ShareLink.objects.count() == 1


def test_a_link_that_carries_its_content_asks_for_none_of_it() -> None:
    page = Client().get("/open/").content.decode()
    assert "js/link.js" in page
    assert "needs JavaScript" in page


def test_what_is_said_of_a_link(alice: Any) -> None:
    saved(alice)
    browser = signed_in(alice)
    response = browser.post("/t/alice/web/share/", {"op": "share", "days": "7"}, follow=True)
    assert "The link is below. Anybody who has it can read this." in response.content.decode()
    link = ShareLink.objects.get()
    (row,) = browser.get("/library/links/").context["rows"]
    assert (row[0], row[1], row[3]) == (link, f"http://testserver/s/{link.key}/", True)
    response = browser.post(f"/library/links/{link.pk}/revoke/", follow=True)
    assert "The link has been revoked and no longer shows anything." in response.content.decode()
    assert [row[3] for row in browser.get("/library/links/").context["rows"]] == [False]


def test_what_is_shown_behind_a_link(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podbuilder.library.views.share_links.SHOWN_ADVICE", 1)
    link = ShareLink.objects.create(template=saved(alice), created_by=alice)
    response = Client().get(f"/s/{link.key}/")
    assert response["X-Robots-Tag"] == "noindex"
    assert len(response.context["advice"]) == 1
    assert response.context["more"] == len(response.context["shown"].review.findings) - 1 > 0
    assert Client().get("/open/")["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("method", "path"),
    [("post", "/library/links/"), ("get", "/library/links/1/revoke/"), ("post", "/s/x/"), ("get", "/s/x/draft/")],
)
def test_what_is_only_read_or_only_sent(alice: Any, method: str, path: str) -> None:
    assert getattr(signed_in(alice), method)(path).status_code == 405
