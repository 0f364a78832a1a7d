"""What the library's pages show and do, as people who may use them find it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from podbuilder.accounts.signals import deletion_consequences, exported_files
from podbuilder.builder.access import KEPT_IN_BIN
from podbuilder.builder.models import Draft
from podbuilder.library.models import AuditEntry, Revision, SavedTemplate
from podbuilder.library.revisions.lifecycle import delete, empty_bin
from podbuilder.library.revisions.save import Content, save_revision
from podbuilder.library.search.query import PAGE
from podbuilder.teams.models import Team
from podbuilder.teams.signals import team_changed
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


# The shelf.


def test_an_empty_shelf_says_what_to_do(client: Client) -> None:
    assert "press “Save as template”" in page(client, "/library/")
    assert "Star a template" in page(client, "/library/?where=starred")
    assert "Nobody has made" in page(client, "/library/?where=public")
    assert "Nothing here matches" in page(client, "/library/?q=nothing")


@pytest.mark.parametrize("nonsense", ["sort=up", "after=xyz", "visibility=all", "where=team:none", "q=%00", "tag=%00x"])
def test_nonsense_in_an_address_is_passed_over(client: Client, nonsense: str) -> None:
    assert client.get(f"/library/?{nonsense}").status_code == 200


@pytest.mark.parametrize("sort", ["updated", "stars", "name"])
def test_every_template_is_on_one_page_of_the_shelf(client: Client, alice: Any, sort: str) -> None:
    number = PAGE * 2 + 3
    moment = timezone.now()
    rows = [
        SavedTemplate(owner=alice, name=f"T{n % 7}", slug=f"t-{n}", latest_revision=1, stars=n % 3, updated=moment)
        for n in range(number)
    ]
    SavedTemplate.objects.bulk_create(rows)
    seen: list[str] = []
    url = f"/library/?where=mine&sort={sort}"
    while url:
        response = client.get(url)
        seen += [template.slug for template in response.context["page"].templates]
        url = f"/library/?{response.context['next']}" if response.context["next"] else ""
    assert len(seen) == number
    assert set(seen) == {row.slug for row in rows}


def test_sections_and_filters(client: Client, alice: Any) -> None:
    team = team_of("web-team", owner=alice)
    mine = saved(alice, slug="mine", tags=["http"])
    saved(team=team, by=alice, slug="ours", text=DEPLOYMENT, parameters=PARAMETERS)
    saved(person("bob"), slug="theirs", visibility="public")
    client.post("/t/bob/theirs/star/", {"on": "true"})

    def found(query: str) -> set[str]:
        return {template.slug for template in client.get(f"/library/?{query}").context["page"].templates}

    assert found("") == {"mine", "ours", "theirs"}
    assert found("where=mine") == {"mine"}
    assert found("where=team:web-team") == {"ours"}
    assert found("where=public") == {"theirs"}
    assert found("where=starred") == {"theirs"}
    assert found("tag=http") == {"mine"}
    assert found("kind=Deployment") == {"ours"}
    assert found("visibility=public") == {"theirs"}
    delete(mine, by=alice)
    assert found("where=mine") == set()


def test_the_start_page_has_the_newest(client: Client, alice: Any) -> None:
    assert "No templates yet." in page(client, "/")
    saved(team=team_of("web-team", owner=alice), by=alice)
    saved(person("bob"), visibility="public")
    html = page(client, "/")
    assert "web-team/web@1" in html
    assert "bob/web" not in html
    assert "Your templates" not in page(Client(), "/")


# A template's page.


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


# Revisions.


def test_what_changed_in_words_and_lines(client: Client, alice: Any) -> None:
    template = saved(alice, text=DEPLOYMENT, parameters=PARAMETERS)
    changed = Content(DEPLOYMENT.replace("replicas: 2", "replicas: 3"), PARAMETERS[:2], "1.35")
    save_revision(template, changed, base=1, author=alice)
    html = page(client, "/t/alice/web/compare/")
    for words in ("replicas 2 → 3", "parameter level removed", "Kubernetes 1.36 → 1.35", "l--add", "l--gone"):
        assert words in html
    assert "Both have the same YAML." in page(client, "/t/alice/web/compare/?from=1&to=1")
    assert client.get("/t/alice/web/compare/?from=9").status_code == 404
    assert client.get("/t/alice/web/compare/?from=x&to=").status_code == 200


def test_an_old_revision_becomes_the_newest(client: Client, alice: Any) -> None:
    template = saved(alice)
    save_revision(template, Content(POD.replace("1.27", "1.28"), [], "1.36"), base=1, author=alice)
    client.post("/t/alice/web@1/restore/", {"base": "2"})
    newest = Revision.objects.get(template=template, number=3)
    assert (newest.text, newest.message) == (POD, "Back to revision 1")
    # A page that has not seen the third one changes nothing.
    client.post("/t/alice/web@2/restore/", {"base": "2"})
    client.post("/t/alice/web@3/restore/", {"base": "3"})
    assert template.revisions.count() == 3
    assert "@1" in page(client, "/t/alice/web/revisions/")


# Settings.


def settings(client: Client, **data: str) -> Any:
    fields = {"name": "Web", "slug": "web", "icon": "box", "visibility": "private", "version": "1", "tags": ""}
    return client.post("/t/alice/web/settings/", {**fields, **data})


def test_what_is_said_about_a_template(client: Client, alice: Any) -> None:
    template = saved(alice)
    response = settings(
        client, name="Server", slug="server", visibility="public", tags="a, b", readme="# Hi", icon="gpu"
    )
    assert response["Location"] == "/t/alice/server/"
    template.refresh_from_db()
    assert (template.name, template.tags, template.readme, template.icon) == ("Server", ["a", "b"], "# Hi", "gpu")
    entry = AuditEntry.objects.get(verb="template.visibility")
    assert entry.details == {"before": "private", "after": "public"}
    assert "changed who may see the template alice/server: private → public" in page(client, "/library/audit/")


def test_settings_are_not_put_over_what_others_said(client: Client, alice: Any) -> None:
    template = saved(alice)
    settings(client, name="First")
    response = settings(client, name="Second")
    assert "Somebody else has changed these settings" in response.content.decode()
    template.refresh_from_db()
    assert template.name == "First"
    assert settings(client, name="Second", version="2").status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"slug": ""}, {"slug": "other"}, {"icon": "nose"}, {"visibility": "team"}]
)
def test_settings_that_cannot_be(client: Client, alice: Any, wrong: dict[str, str]) -> None:
    saved(alice, slug="other")
    saved(alice)
    assert settings(client, **wrong).status_code == 200
    assert SavedTemplate.objects.get(slug="web").version == 1


def test_an_editor_does_not_decide_who_sees_it(alice: Any) -> None:
    team = team_of("web-team", owner=person("bob"), editor=alice)
    template = saved(team=team, by=alice)
    data = {"name": "New", "slug": "web", "icon": "box", "visibility": "public", "version": "1"}
    assert signed_in(alice).post("/t/web-team/web/settings/", data).status_code == 302
    template.refresh_from_db()
    assert (template.name, template.visibility) == ("New", "private")


def test_a_template_moves_to_a_team_and_back(client: Client, alice: Any) -> None:
    team = team_of("web-team", owner=alice)
    team_of("others", viewer=alice)
    template = saved(alice)
    client.post("/t/alice/web/move/", {"to": "others"})
    assert client.post("/t/alice/web/move/", {"to": "web-team"})["Location"] == "/t/web-team/web/"
    template.refresh_from_db()
    assert (template.owner, template.team) == (None, team)
    SavedTemplate.objects.update(visibility="team")
    saved(alice)
    client.post("/t/web-team/web/move/", {"to": ""})
    template.refresh_from_db()
    assert template.team == team
    SavedTemplate.objects.filter(owner=alice).update(slug="other")
    assert client.post("/t/web-team/web/move/", {"to": ""})["Location"] == "/t/alice/web/"
    template.refresh_from_db()
    assert (template.owner, template.visibility) == (alice, "private")
    assert "moved the template alice/web: alice/web → web-team/web" not in page(
        client, "/library/teams/web-team/audit/"
    )
    assert "alice/web → web-team/web" in page(client, "/library/teams/web-team/audit/")


def test_the_bin_gives_back_what_is_not_too_old(client: Client, alice: Any) -> None:
    template = saved(alice)
    client.post("/t/alice/web/delete/")
    assert client.get("/t/alice/web/").status_code == 404
    assert "alice/web" in page(client, "/library/bin/")
    saved(alice)
    response = client.post(f"/library/bin/{template.pk}/restore/")
    assert response["Location"] == "/t/alice/web-2/"
    assert "The bin is empty." in page(client, "/library/bin/")
    client.post("/t/alice/web-2/delete/")
    assert empty_bin(timezone.now() + KEPT_IN_BIN) == 1
    assert not SavedTemplate.objects.filter(pk=template.pk).exists()
    assert not Revision.objects.filter(template_id=template.pk).exists()


# Accounts, teams, and what happened.


def test_an_archive_holds_every_template_and_its_revisions(alice: Any) -> None:
    template = saved(alice, readme="# Hi", tags=["a"])
    save_revision(template, Content(POD.replace("1.27", "1.28"), [], "1.36"), base=1, author=alice)
    delete(saved(alice, slug="gone"), by=alice)
    files = dict(exported_files(alice))
    assert {name for name in files if name.startswith("templates/")} == {
        "templates/web.yaml",
        "templates/web/1.yaml",
        f"templates/bin/gone-{SavedTemplate.objects.get(slug='gone').pk}.yaml",
    }
    assert files["templates/web/1.yaml"] == POD
    assert "1 saved template" in deletion_consequences(alice).losses
    alice.delete()
    assert not SavedTemplate.objects.exists()


def test_what_teams_tell_is_in_their_trail(client: Client, alice: Any) -> None:
    team = team_of("web-team", owner=alice)
    for verb, subject, details in (("member.invited", "bob@example.com", {"role": "viewer"}), ("unheard.of", "x", {})):
        team_changed.send(sender=Team, actor=alice, verb=verb, subject=subject, team=team, details=details)
    html = page(client, "/library/teams/web-team/audit/")
    assert "invited bob@example.com as viewer" in html
    assert "unheard.of x" in html
    assert client.get("/library/teams/web-team/audit/?before=1").status_code == 200


def test_a_teams_lint_profile(client: Client, alice: Any) -> None:
    team = team_of("web-team", owner=alice)
    url = "/library/teams/web-team/profile/"
    assert client.get("/library/teams/web-team/profile.yaml").status_code == 404
    wrong = client.post(url, {"text": "start: nowhere\n"})
    assert "Line 1: this cannot be read." in wrong.content.decode()
    assert client.post(url, {"text": "start: strict\r\n"}).status_code == 302
    team.refresh_from_db()
    assert team.profile_text == "start: strict\n"
    assert client.get("/library/teams/web-team/profile.yaml").content == b"start: strict\n"
    client.post(url, {"text": " "})
    team.refresh_from_db()
    assert team.profile_text == ""
    assert "changed the lint profile of web-team" in page(client, "/library/teams/web-team/audit/")
