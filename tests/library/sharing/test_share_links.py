"""Links: what they show, to whom, until when, and what they keep covered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from podbuilder.builder.models import Draft
from podbuilder.library.models import AuditEntry, SavedTemplate, SecretOverride, ShareLink
from podbuilder.library.revisions.save import Content, save_new, save_revision
from podbuilder.library.secret_gate import COVER
from podbuilder.library.sharing import share_links
from tests.builder.support import POD, begin
from tests.library.support import (
    DEPLOYMENT,
    LEAKY,
    PARAMETERS,
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
    draft.write(POD.replace("nginx:1.27", "caddy:2"), base=draft.revision, writer="")
    visitor = Client()
    assert "caddy:2" in visitor.get(url).content.decode()
    assert visitor.post(f"{url}draft/").status_code == 302
    copy = Draft.objects.exclude(pk=draft.pk).get()
    assert (copy.text, copy.owner, copy.origin) == (draft.text, None, "")
    assert bool(copy.visitor)
    assert [entry.subject for entry in AuditEntry.objects.filter(verb="link.created")] == ["the draft web"]


PRIVATE = {
    "waivers": [{"rule": "probes-missing", "path": "spec.containers[0]", "reason": "the auditors do not look here"}],
    "profile": "own",
    "profile_text": "name: What we hide\nstart: default\n",
}


@pytest.mark.parametrize("kind", ["draft", "template"])
def test_a_link_shows_no_private_notes(alice: Any, kind: str) -> None:
    """Reasons and profiles stay with their author: they are not on the page, nor in a draft that is begun from it."""
    draft = draft_of(alice, roles={"web": "app"}, **PRIVATE)
    if kind == "draft":
        link = share_links.share(alice, draft=draft)
    else:
        template = save_new(SavedTemplate(owner=alice, name="Web", slug="web"), Content.of_draft(draft), author=alice)
        link = share_links.share(alice, template=template)
    seen = share_links.shared_content(link)
    assert seen is not None
    assert seen.content.notes == {"pod_number": 0, "roles": {"web": "app"}}
    page = Client().get(f"/s/{link.key}/").content.decode()
    assert "auditors" not in page
    assert "What we hide" not in page
    Client().post(f"/s/{link.key}/draft/")
    copy = Draft.objects.exclude(pk=draft.pk).get()
    assert (copy.roles, copy.waivers, copy.profile, copy.profile_text) == ({"web": "app"}, [], "default", "")


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


def test_a_link_ends(alice: Any) -> None:
    template = saved(alice)
    link = share_links.share(alice, template=template, expires=timezone.now() + timedelta(days=1))
    url = f"/s/{link.key}/"
    assert Client().get(url).status_code == 200
    for change, said in (
        ({"expires": timezone.now()}, "expired"),
        ({"expires": None, "revoked": timezone.now()}, "revoked"),
    ):
        ShareLink.objects.update(**change)
        page = Client().get(url)
        assert (page.status_code, said in page.content.decode()) == (410, True)
        assert Client().post(f"{url}draft/").status_code == 410
    ShareLink.objects.update(revoked=None)
    SavedTemplate.objects.update(deleted=timezone.now())
    assert "deleted" in Client().get(url).content.decode()
    assert Client().get("/s/nothing/").status_code == Client().post("/s/nothing/draft/").status_code == 404
    assert not Draft.objects.exists()


def test_a_template_is_shown_as_it_is_or_as_it_was(alice: Any) -> None:
    template = saved(alice, text=DEPLOYMENT, parameters=PARAMETERS)
    browser = signed_in(alice)
    browser.post("/t/alice/web/share/", {"op": "share", "days": "30"})
    browser.post("/t/alice/web/share/", {"op": "share", "days": "30", "revision": "1"})
    pinned, newest = ShareLink.objects.all()
    assert (pinned.revision, newest.revision) == (1, None)
    save_revision(template, Content(POD, [], "1.36"), base=1, author=alice)
    assert "level-" in Client().get(f"/s/{pinned.key}/").content.decode()
    assert "level-" not in Client().get(f"/s/{newest.key}/").content.decode()
    visitor = Client()
    visitor.post(f"/s/{pinned.key}/draft/")
    assert Draft.objects.get().parameters == PARAMETERS
    page = browser.get("/library/links/").content.decode()
    assert page.count('/revoke/"') == 2
    assert "alice/web@1" in page


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
    assert "is covered" in shown
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


def test_what_cannot_be_covered_is_withheld(alice: Any) -> None:
    text = LEAKY.replace(VALUE, "<param:password>")
    template = saved(alice, text=text, parameters=[{"name": "password", "default": VALUE}])
    link = share_links.share(alice, template=template)
    page = Client().get(f"/s/{link.key}/")
    assert page.status_code == 403
    assert VALUE not in page.content.decode()
    assert Client().post(f"/s/{link.key}/draft/").status_code == 403


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
