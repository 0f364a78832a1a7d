"""Links: what they show, to whom, until when, and what they keep covered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from podbuilder.builder.models import Draft
from podbuilder.library.models import SavedTemplate, ShareLink
from podbuilder.library.revisions.save import Content, save_new, save_revision
from podbuilder.library.sharing import share_links
from tests.builder.support import POD
from tests.library.support import (
    DEPLOYMENT,
    LEAKY,
    PARAMETERS,
    VALUE,
    draft_of,
    person,
    saved,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


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


def test_what_cannot_be_covered_is_withheld(alice: Any) -> None:
    text = LEAKY.replace(VALUE, "<param:password>")
    template = saved(alice, text=text, parameters=[{"name": "password", "default": VALUE}])
    link = share_links.share(alice, template=template)
    page = Client().get(f"/s/{link.key}/")
    assert page.status_code == 403
    assert VALUE not in page.content.decode()
    assert Client().post(f"/s/{link.key}/draft/").status_code == 403
