"""Saving: nobody's revision is lost, numbers have no gaps, and who missed something is told."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from podbuilder.builder.models import Draft
from podbuilder.library.models import AppendOnly, Revision, SavedTemplate, Word
from podbuilder.library.revisions.compare import SHOWN_LINES, lines_of, shortened
from podbuilder.library.revisions.save import Content, SlugTaken, VersionConflict, free_slug, save_new, save_revision
from tests.builder.support import POD
from tests.library.support import DEPLOYMENT, PARAMETERS, draft_of, person, saved, signed_in, team_of

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


def test_a_revision_makes_its_template_the_newest_of_lists(alice: Any) -> None:
    template = saved(alice)
    long_ago = timezone.now() - timedelta(days=30)
    SavedTemplate.objects.update(updated=long_ago)
    save_revision(template, Content(POD.replace("1.27", "1.28"), [], "1.36"), base=1, author=alice)
    assert template.updated > long_ago
    assert SavedTemplate.objects.get().updated == template.updated


def test_the_same_once_more_is_no_revision(alice: Any) -> None:
    template = saved(alice)
    content = Content.of_revision(template.newest)
    assert save_revision(template, content, base=1, author=alice) is None
    assert Revision.objects.count() == 1


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


def test_a_template_says_why_no_pod_comes_of_it(alice: Any) -> None:
    template = saved(alice, text=POD.replace("containerPort: 80\n", "containerPort: 0\n"))
    assert "containerPort" in template.problem
    sound = saved(alice, text=DEPLOYMENT, parameters=PARAMETERS, slug="deployment")
    assert (sound.problem, sound.parameter_warnings) == ("", "")


def test_a_template_is_tried_at_the_ends_of_what_it_allows(alice: Any) -> None:
    text = DEPLOYMENT.replace("replicas: 2", "replicas: <param:replicas>")
    replicas = {"name": "replicas", "type": "integer", "default": 2, "minimum": -1, "maximum": 5}
    template = saved(alice, text=text, parameters=[*PARAMETERS, replicas, {"name": "idle", "default": "x"}])
    assert template.problem == ""
    assert "Nothing in the manifest uses idle." in template.parameter_warnings
    assert "With “-1” for replicas, the API server refuses it. spec.replicas" in template.parameter_warnings
    assert "With “-1” for replicas" in signed_in(alice).get("/t/alice/web/").content.decode()
    long = f"{text}# {'x' * 50_000}\n"
    assert saved(alice, slug="long", text=long, parameters=[*PARAMETERS, replicas]).parameter_warnings == ""
    images = SavedTemplate.objects.get(slug="long").images
    assert images.startswith("registry.example.com/")


def test_long_texts_are_compared_in_a_short_time() -> None:
    old, new = ("".join(f"{letter}{n}\n" for n in range(20_000)) for letter in "ab")
    lines = lines_of(f"same\n{old}end\n", f"same\n{new}end\n")
    assert len(lines) == 40_002
    assert [lines[0], lines[-1]] == [(" ", "same"), (" ", "end")]
    assert len(shortened(lines)) == SHOWN_LINES + 1
    assert [line.sign for line in lines_of("a\nb\nc\n", "a\nx\nc\nd\n")] == [" ", "-", "+", " ", "+"]
    assert lines_of("", "") == []


def test_revisions_are_only_added(alice: Any) -> None:
    revision = saved(alice).newest
    revision.text = "changed"
    for refused in (revision.save, revision.delete, Revision.objects.all().delete):
        with pytest.raises(AppendOnly):
            refused()
    with pytest.raises(AppendOnly):
        Revision.objects.update(text="changed")
    assert Revision.objects.get().text == POD


def test_an_author_who_leaves_leaves_the_revision(alice: Any) -> None:
    bob = person("bob")
    template = saved(team=team_of("web-team", owner=alice, editor=bob), by=bob)
    bob.delete()
    assert template.newest.author is None


def test_a_slug_is_free_once_the_other_is_in_the_bin(alice: Any) -> None:
    first = saved(alice)
    assert free_slug("Web!", owner=alice) == "web-2"
    with pytest.raises(SlugTaken):
        saved(alice)
    first.deleted = first.created
    first.save()
    assert free_slug("Web!", owner=alice) == "web"
    assert saved(alice).slug == "web"


@pytest.mark.django_db(transaction=True)
def test_fifty_save_at_once(alice: Any) -> None:
    """Each is saved or told of the conflict, and the numbers have no gap."""
    template = saved(alice)
    told: list[str] = []

    def save(number: int) -> None:
        base = SavedTemplate.objects.get(pk=template.pk).latest_revision
        try:
            save_revision(template, Content(f"{POD}# {number}\n", [], "1.36"), base=base, author=alice)
        except VersionConflict:
            told.append("conflict")
        else:
            told.append("saved")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(told) == 50
    numbers = sorted(Revision.objects.filter(template=template).values_list("number", flat=True))
    assert numbers == list(range(1, told.count("saved") + 2))
    assert SavedTemplate.objects.get(pk=template.pk).latest_revision == numbers[-1]
    assert connection.is_usable()


def test_what_no_database_stores_is_left_out(alice: Any) -> None:
    client, draft = signed_in(alice), draft_of(alice)
    assert save_page(client, draft, tags="a\x00b").status_code == 302
    template = SavedTemplate.objects.get()
    assert template.tags == ["ab"]
    content = Content(POD.replace("1.27", "1.28"), [], "1.36")
    save_revision(template, content, base=1, author=alice, message="one\x00 \n two")
    assert template.newest.message == "one two"
    draft.write(POD.replace("1.27", "1.29"), base=draft.revision, writer="")
    page = save_page(client, draft, op="revision", base="2", message="a\x00b").content.decode()
    assert "Null characters are not allowed." in page
    assert client.get("/library/save/?draft=%00").status_code == 404


def test_a_name_of_nothing_but_signs_has_an_address(alice: Any) -> None:
    template = SavedTemplate(owner=alice, name="★", slug=free_slug("★", owner=alice))
    assert save_new(template, Content(POD, [], "1.36"), author=alice).get_absolute_url() == "/t/alice/pod/"
