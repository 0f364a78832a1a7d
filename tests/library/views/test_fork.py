"""Forking a template, and taking over what its original has become."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.fork import fork
from podbuilder.library.revisions.save import Content, save_revision
from tests.library.support import DEPLOYMENT, PARAMETERS, person, saved, signed_in

pytestmark = pytest.mark.django_db
URL = "/t/bob/web/upstream/"


@pytest.fixture
def bob() -> Any:
    return person("bob")


@pytest.fixture
def original() -> SavedTemplate:
    return saved(person("alice"), text=DEPLOYMENT, parameters=PARAMETERS, visibility="public", tags=["http"])


@pytest.fixture
def copy(original: SavedTemplate, bob: Any) -> SavedTemplate:
    return fork(original, original.newest, bob)


def change(template: SavedTemplate, text: str, parameters: list[Any] | None = None) -> None:
    template.refresh_from_db()
    content = Content(text, PARAMETERS if parameters is None else parameters, "1.36")
    save_revision(template, content, base=template.latest_revision, author=template.owner)


@pytest.fixture
def client(bob: Any) -> Client:
    return signed_in(bob)


def test_a_fork_keeps_its_origin(client: Client, original: SavedTemplate) -> None:
    assert client.post("/t/alice/web/fork/", {"number": "1"})["Location"] == "/t/bob/web/"
    copy = SavedTemplate.objects.get(owner__username="bob")
    assert (copy.fork_of, copy.fork_origin, copy.visibility, copy.tags) == (
        original,
        "alice/web@1",
        "private",
        ["http"],
    )
    assert copy.newest.text == DEPLOYMENT
    assert copy.newest.parameters == PARAMETERS
    html = client.get("/t/bob/web/").content.decode()
    assert "Forked from" in html
    assert "new revision" not in html
    change(original, DEPLOYMENT.replace("replicas: 2", "replicas: 3"))
    assert "1 new revision there" in client.get("/t/bob/web/").content.decode()
    SavedTemplate.objects.filter(pk=original.pk).update(visibility="private")
    html = client.get("/t/bob/web/").content.decode()
    assert "alice/web@1" in html
    assert "new revision" not in html
    original.delete()
    assert "alice/web@1" in client.get("/t/bob/web/").content.decode()


def test_nothing_new_is_said(client: Client, copy: SavedTemplate) -> None:
    assert "Nothing has been saved there since" in client.get(URL).content.decode()


def test_what_only_the_original_changed_is_taken_over(
    client: Client, original: SavedTemplate, copy: SavedTemplate
) -> None:
    change(copy, DEPLOYMENT.replace("level-", "mine-"))
    change(original, DEPLOYMENT.replace("replicas: 2", "replicas: 3"), [*PARAMETERS, {"name": "more", "default": "x"}])
    html = client.get(URL).content.decode()
    assert "replicas 2 → 3" in html
    assert "parameters[more]" in html
    assert "Changed on both sides" not in html
    assert client.post(URL, {"op": "take", "mine": "2", "theirs": "2"}).status_code == 302
    copy.refresh_from_db()
    assert copy.newest.text == DEPLOYMENT.replace("replicas: 2", "replicas: 3").replace("level-", "mine-")
    assert [parameter["name"] for parameter in copy.newest.parameters] == ["image", "port", "level", "more"]
    assert (copy.merged_revision, copy.newest.message) == (2, "Took over revision 2 of the original")
    assert "Nothing has been saved there since" in client.get(URL).content.decode()


@pytest.mark.parametrize(("choice", "replicas"), [({}, "5"), ({"choice:spec.replicas": "theirs"}, "3")])
def test_a_conflict_is_decided_field_by_field(
    client: Client, original: SavedTemplate, copy: SavedTemplate, choice: dict[str, str], replicas: str
) -> None:
    change(copy, DEPLOYMENT.replace("replicas: 2", "replicas: 5"))
    change(original, DEPLOYMENT.replace("replicas: 2", "replicas: 3").replace("level-", "their-"))
    html = client.post(URL, {"op": "show", **choice}).content.decode()
    assert "Changed on both sides" in html
    assert "spec.replicas" in html
    client.post(URL, {"op": "take", "mine": "2", "theirs": "2", **choice})
    copy.refresh_from_db()
    assert f"replicas: {replicas}\n" in copy.newest.text
    assert "their-" in copy.newest.text


def test_what_was_saved_meanwhile_is_looked_at_first(
    client: Client, original: SavedTemplate, copy: SavedTemplate
) -> None:
    change(original, DEPLOYMENT.replace("replicas: 2", "replicas: 3"))
    for late in ({"mine": "1", "theirs": "1"}, {"mine": "0", "theirs": "2"}, {}):
        assert client.post(URL, {"op": "take", **late})["Location"] == URL
    copy.refresh_from_db()
    assert copy.latest_revision == 1


def test_what_is_said_of_it(client: Client, original: SavedTemplate) -> None:
    html = client.post("/t/alice/web/fork/", follow=True).content.decode()
    assert "This is your own copy of alice/web. It remembers where it came from." in html
    change(original, DEPLOYMENT.replace("replicas: 2", "replicas: 3"))
    html = client.post(URL, {"op": "take", "mine": "1", "theirs": "2"}, follow=True).content.decode()
    assert "alice/web has been taken over up to revision 2. Yours is now revision 2." in html
    late = client.post(URL, {"op": "take", "mine": "1", "theirs": "2"}, follow=True).content.decode()
    assert "Somebody has saved another revision in the meantime." in late


def test_who_forks_what(client: Client, original: SavedTemplate) -> None:
    assert Client().post("/t/alice/web/fork/")["Location"] == "/sign-in/?next=/t/alice/web/"
    assert client.get("/t/alice/web/fork/").status_code == 405
    assert client.post("/t/alice/web/fork/", {"number": "9"}).status_code == 404
    assert client.post("/t/alice/web/fork/", {"number": "x"}).status_code == 302
    SavedTemplate.objects.filter(pk=original.pk).update(visibility="private")
    assert client.post("/t/alice/web/fork/").status_code == 404


def test_an_original_that_is_not_seen_any_more(client: Client, original: SavedTemplate, copy: SavedTemplate) -> None:
    assert client.get(URL).status_code == 200
    SavedTemplate.objects.filter(pk=original.pk).update(visibility="private")
    assert client.get(URL).status_code == 404
    assert client.put(URL).status_code == 405


def test_a_template_that_is_no_fork_has_no_original(client: Client, bob: Any) -> None:
    saved(bob)
    assert client.get(URL).status_code == 404
