"""The page of a template, and what its buttons do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.save import Content, save_revision
from tests.builder.support import POD
from tests.library.support import DEPLOYMENT, PARAMETERS, person, saved, signed_in, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


@pytest.fixture
def client(alice: Any) -> Client:
    return signed_in(alice)


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_page_shows_text_verdict_words_and_readme(client: Client, alice: Any) -> None:
    saved(
        alice,
        text=DEPLOYMENT,
        parameters=PARAMETERS,
        readme="# Use\n\nRead <script>alert(1)</script> *this*",
        tags=["http"],
    )
    html = page(client, "/t/alice/web/")
    assert "The API server accepts it with its defaults." in html
    assert "Image to run" in html
    assert "<em>this</em>" in html
    assert "<script>alert" not in html
    assert 'href="/t/alice/web/use/"' in html
    assert "param:image" in html


def test_a_page_says_what_the_server_refuses(client: Client, alice: Any) -> None:
    saved(alice, text=POD.replace("containerPort: 80\n", "containerPort: 0\n"))
    assert "spec.containers[0].ports[0].containerPort" in page(client, "/t/alice/web/")
    assert "refused" in page(client, "/library/")


def test_a_pinned_revision_stays(client: Client, alice: Any) -> None:
    template = saved(alice)
    save_revision(template, Content(POD.replace("1.27", "1.28"), [], "1.36"), base=1, author=alice)
    old = page(client, "/t/alice/web@1/")
    assert "nginx:1.27" in old
    assert "This is revision 1 of 2" in old
    assert "nginx:1.28" in page(client, "/t/alice/web/")
    assert client.get("/t/alice/web@3/").status_code == 404
    assert client.get("/t/alice/web@0/").status_code == 404


def test_use_begins_a_draft_that_knows_where_it_is_from(client: Client, alice: Any) -> None:
    saved(alice)
    assert client.post("/t/alice/web/draft/").status_code == 302
    draft = Draft.objects.get()
    assert (draft.text, draft.origin, draft.owner) == (POD, "alice/web@1", alice)


def test_a_visitor_uses_what_is_public(alice: Any) -> None:
    saved(alice, visibility="public")
    visitor = Client()
    response = visitor.post("/t/alice/web/draft/")
    assert visitor.get(response["Location"], follow=True).status_code == 200


def test_stars_are_counted_once(client: Client, alice: Any) -> None:
    template = saved(alice)
    for _ in range(2):
        client.post("/t/alice/web/star/", {"on": "true"})
    template.refresh_from_db()
    assert template.stars == 1
    for _ in range(2):
        client.post("/t/alice/web/star/")
    template.refresh_from_db()
    assert template.stars == 0


def test_who_is_offered_what(client: Client, alice: Any) -> None:
    team = team_of("web-team", owner=person("bob"), editor=alice, viewer=person("vera"))
    saved(team=team, by=alice, visibility="public")
    offered = {}
    for who in ("bob", "alice", "vera"):
        context = signed_in(team.members.get(username=who)).get("/t/web-team/web/").context
        offered[who] = (context["may_write"], context["may_manage"], context["is_starred"])
    assert offered == {"bob": (True, True, False), "alice": (True, False, False), "vera": (False, False, False)}
    client.post("/t/web-team/web/star/", {"on": "true"})
    assert client.get("/t/web-team/web/").context["is_starred"]
    assert not Client().get("/t/web-team/web/").context["is_starred"]


def test_the_newest_five_revisions_are_listed(client: Client, alice: Any) -> None:
    template = saved(alice)
    for number in range(1, 7):
        save_revision(template, Content(POD.replace("1.27", f"1.{number}"), [], "1.36"), base=number, author=alice)
    context = client.get("/t/alice/web/").context
    assert [one.number for one in context["revisions"]] == [7, 6, 5, 4, 3]
    assert context["is_newest"]
    assert not client.get("/t/alice/web@6/").context["is_newest"]


def test_where_programs_read_it(client: Client, alice: Any) -> None:
    template = saved(alice)
    save_revision(template, Content(POD.replace("1.27", "1.28"), [], "1.36"), base=1, author=alice)
    base = "http://testserver/t/alice/web"
    assert client.get("/t/alice/web@2/").context["raw_url"] == f"{base}.yaml"
    assert client.get("/t/alice/web@1/").context["raw_url"] == f"{base}@1.yaml"
    assert "link" not in client.get("/t/alice/web/").context
    SavedTemplate.objects.update(visibility="unlisted")
    key = SavedTemplate.objects.get().link_key
    context = client.get("/t/alice/web/").context
    assert (context["raw_url"], context["link"]) == (f"{base}.yaml?link={key}", f"{base}/?link={key}")
    visitor = Client()
    context = visitor.get(f"/t/alice/web/?link={key}", follow=True).context
    assert context["raw_url"] == f"{base}.yaml?link={key}"
    assert "link" not in context


def test_a_draft_from_an_older_revision(client: Client, alice: Any) -> None:
    template = saved(alice)
    save_revision(template, Content(POD.replace("1.27", "1.28"), [], "1.36"), base=1, author=alice)
    for number, text in (("1", POD), ("x", POD.replace("1.27", "1.28"))):
        client.post("/t/alice/web/draft/", {"number": number})
        assert Draft.objects.latest("created").text == text
    assert client.post("/t/alice/web/draft/", {"number": "3"}).status_code == 404
    assert client.get("/t/alice/web/draft/").status_code == 405


def test_a_visitor_signs_in_to_give_a_star(alice: Any) -> None:
    saved(alice, visibility="public")
    assert Client().post("/t/alice/web/star/", {"on": "true"})["Location"] == "/sign-in/?next=/t/alice/web/"
    assert SavedTemplate.objects.get().stars == 0
