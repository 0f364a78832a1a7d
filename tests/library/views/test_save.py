"""Saving a draft: as a template, as a copy, as the next revision, and what others saved meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.builder.models import Conflict as DraftChanged
from podbuilder.builder.models import Draft
from podbuilder.library.models import Revision, SavedTemplate, Word
from podbuilder.library.revisions.save import Content, save_revision
from tests.builder.support import POD
from tests.library.support import PARAMETERS, draft_of, person, saved, signed_in, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


def save_page(client: Client, draft: Draft, **data: str) -> Any:
    fields = {"op": "new", "name": "Web server", "visibility": "private", "owner": ""}
    return client.post(f"/library/save/?draft={draft.key}", {**fields, **data})


def test_a_draft_becomes_a_template_and_remembers_it(alice: Any) -> None:
    draft = draft_of(alice, roles={"web": "app"}, profile="strict")
    response = save_page(signed_in(alice), draft, tags="HTTP, front  end, http", description="Serves pages")
    assert response.status_code == 302
    assert response["Location"] == "/t/alice/web-server/"
    template = SavedTemplate.objects.get()
    assert (template.owner, template.team, template.latest_revision, template.visibility) == (alice, None, 1, "private")
    assert (template.tags, template.kind, template.images, template.problem) == (
        ["http", "front end"],
        "Pod",
        "nginx:1.27",
        "",
    )
    assert set(Word.objects.values_list("kind", "word")) == {("tag", "http"), ("tag", "front end")}
    revision = template.newest
    assert (revision.number, revision.text, revision.author) == (1, POD, alice)
    assert (revision.notes["roles"], revision.notes["profile"]) == ({"web": "app"}, "strict")
    draft.refresh_from_db()
    assert draft.origin == "alice/web-server@1"


def test_a_template_is_saved_for_a_team_by_those_who_may(alice: Any) -> None:
    team = team_of("web-team", editor=alice)
    team_of("others", viewer=alice)
    client, draft = signed_in(alice), draft_of(alice)
    assert "others" not in client.get(f"/library/save/?draft={draft.key}").content.decode().lower()
    assert save_page(client, draft, owner="others").status_code == 200
    assert save_page(client, draft, owner="web-team", visibility="team").status_code == 302
    assert SavedTemplate.objects.get().team == team


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "This is missing."),
        ({"visibility": "team"}, "Save it for a team"),
        ({"slug": "Web Server"}, "lowercase letters, digits and single dashes"),
        ({"slug": "web"}, "Another template has this address"),
        ({"tags": ",".join(f"t{n}" for n in range(13))}, "There are 13 tags"),
        ({"tags": "x" * 41}, "at most 40 characters"),
    ],
    ids=["no name", "a team without a team", "an odd address", "a taken address", "many tags", "a long tag"],
)
def test_what_cannot_be_saved_is_a_state_of_the_page(alice: Any, wrong: dict[str, str], says: str) -> None:
    saved(alice)
    team_of("web-team", owner=alice)
    response = save_page(signed_in(alice), draft_of(alice), **wrong)
    assert response.status_code == 200
    assert says in response.content.decode()
    assert SavedTemplate.objects.count() == 1


def test_a_visitor_signs_in_first_and_comes_back(client: Client) -> None:
    response = client.get("/library/save/?draft=abc")
    assert response.status_code == 302
    assert response["Location"].endswith("next=/library/save/%3Fdraft%3Dabc")


def test_the_next_revision(alice: Any) -> None:
    template = saved(alice)
    client, draft = signed_in(alice), draft_of(alice, POD.replace("1.27", "1.28"), origin="alice/web@1")
    page = client.get(f"/library/save/?draft={draft.key}").content.decode()
    assert "image 1.27 → 1.28" in page
    assert save_page(client, draft, op="revision", base="1").status_code == 302
    template.refresh_from_db()
    assert (template.latest_revision, template.images) == (2, "nginx:1.28")
    assert template.newest.message == "container web: image 1.27 → 1.28"
    draft.refresh_from_db()
    assert draft.origin == "alice/web@2"


def test_who_missed_a_revision_is_told_and_shown_it(alice: Any) -> None:
    template = saved(alice)
    save_revision(template, Content(POD.replace("1.27", "1.28"), [], "1.36"), base=1, author=alice)
    client, draft = signed_in(alice), draft_of(alice, POD.replace("fast", "slow"), origin="alice/web@1")
    page = client.get(f"/library/save/?draft={draft.key}").content.decode()
    assert "has saved revision 2 in the meantime" in page
    assert "image 1.28 → 1.27" in page
    late = save_page(client, draft, op="revision", base="1")
    assert late.status_code == 200
    assert "has saved revision 2 in the meantime" in late.content.decode()
    assert template.revisions.count() == 2
    # Having seen it, they decide.
    assert save_page(client, draft, op="revision", base="2").status_code == 302
    assert template.revisions.count() == 3


def test_what_others_saved_is_taken_into_the_draft(alice: Any) -> None:
    template = saved(alice)
    theirs = POD.replace("1.27", "1.28").replace("tier: front", "tier: back")
    save_revision(template, Content(theirs, [PARAMETERS[1]], "1.36"), base=1, author=alice)
    mine = POD.replace("fast", "slow").replace("tier: front", "tier: middle")
    client, draft = signed_in(alice), draft_of(alice, mine, origin="alice/web@1")
    response = client.post(f"/library/save/?draft={draft.key}", {"op": "catch up"}, follow=True)
    assert "Both sides had changed metadata.labels[tier]; your version was kept there." in response.content.decode()
    assert "meanwhile" not in response.content.decode()
    draft.refresh_from_db()
    assert draft.text == theirs.replace("fast", "slow").replace("tier: back", "tier: middle")
    assert (draft.parameters, draft.origin, draft.can_undo) == ([PARAMETERS[1]], "alice/web@2", True)


def test_a_reader_saves_a_copy_and_no_revision(alice: Any) -> None:
    template = saved(alice, visibility="public")
    bob = person("bob")
    draft = draft_of(bob, origin="alice/web@1")
    assert save_page(signed_in(bob), draft, op="revision", base="1").status_code == 302
    copy = SavedTemplate.objects.get(owner=bob)
    assert (copy.fork_of, copy.fork_origin, copy.fork_revision) == (template, "alice/web@1", 1)
    assert template.revisions.count() == 1


def test_what_is_said_of_it(alice: Any) -> None:
    saved(alice)
    client, draft = signed_in(alice), draft_of(alice, POD.replace("1.27", "1.28"), origin="alice/web@1")
    url = f"/library/save/?draft={draft.key}"

    def said(**data: str) -> str:
        return client.post(url, data, follow=True).content.decode()

    assert "Revision 2 of Web has been saved." in said(op="revision", base="1", message="Newer")
    assert SavedTemplate.objects.get().newest.message == "Newer"
    assert "Nothing has changed since revision 2." in said(op="revision", base="2")
    assert "Web 2 has been saved." in said(op="new", name="Web 2", visibility="private")
    too_long = client.post(url, {"op": "revision", "message": "x" * 301})
    assert (too_long.status_code, Revision.objects.count()) == (200, 3)


def test_many_conflicts_are_not_all_named(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podbuilder.library.views.save.SHOWN_NAMES", 1)
    template = saved(alice)
    theirs = POD.replace("tier: front", "tier: back").replace("1.27", "1.28")
    save_revision(template, Content(theirs, [], "1.36"), base=1, author=alice)
    mine = POD.replace("tier: front", "tier: middle").replace("1.27", "1.29")
    client, draft = signed_in(alice), draft_of(alice, mine, origin="alice/web@1")
    html = client.post(f"/library/save/?draft={draft.key}", {"op": "catch up"}, follow=True).content.decode()
    assert "Your draft now includes everything up to revision 2. Both sides had changed " in html
    assert " and 1 more; your version was kept there." in html


def test_what_the_page_offers(alice: Any) -> None:
    template = saved(alice)
    client, draft = signed_in(alice), draft_of(alice, origin="alice/web@1")
    context = client.get(f"/library/save/?draft={draft.key}").context
    assert (context["known"], context["is_behind"], context["newest"]) == (1, False, template.newest)
    assert context["form"].initial == {"name": "web", "visibility": "private"}
    save_revision(template, Content(POD.replace("1.27", "1.28"), [], "1.36"), base=1, author=alice)
    context = client.get(f"/library/save/?draft={draft.key}").context
    assert (context["known"], context["is_behind"]) == (1, True)
    bobs = draft_of(person("bob"), origin="alice/web@1")
    assert signed_in(bobs.owner).get(f"/library/save/?draft={bobs.key}").context["origin"] is None


def test_a_draft_that_changes_meanwhile_is_looked_at_again(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    template = saved(alice)
    save_revision(template, Content(POD.replace("1.27", "1.28"), [], "1.36"), base=1, author=alice)
    client, draft = signed_in(alice), draft_of(alice, origin="alice/web@1")

    def write(self: Draft, *args: object, **kwargs: object) -> None:
        raise DraftChanged("now")

    monkeypatch.setattr(Draft, "write", write)
    html = client.post(f"/library/save/?draft={draft.key}", {"op": "catch up"}, follow=True).content.decode()
    assert "The draft has just been changed in another tab. Please look at it again." in html


def test_what_no_database_stores_is_left_out(alice: Any) -> None:
    client, draft = signed_in(alice), draft_of(alice)
    assert save_page(client, draft, tags="a\x00b").status_code == 302
    template = SavedTemplate.objects.get()
    assert template.tags == ["ab"]
    content = Content(POD.replace("1.27", "1.28"), [], "1.36")
    save_revision(template, content, base=1, author=alice, message="one\x00 \n two")
    assert template.newest.message == "one two"
    draft.write(POD.replace("1.27", "1.29"), base=draft.revision, tab_id="")
    page = save_page(client, draft, op="revision", base="2", message="a\x00b").content.decode()
    assert "Null characters are not allowed." in page
    assert client.get("/library/save/?draft=%00").status_code == 404
