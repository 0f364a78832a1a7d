"""Forks know where they come from, and take over what became of that, field by field."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from podbuilder.kube.manifest.three_way_merge import MISSING
from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.fork import Upstream, fork, shown
from podbuilder.library.revisions.save import Content, VersionConflict, save_revision
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


def test_a_public_fork_does_not_name_a_private_original(client: Client, copy: SavedTemplate) -> None:
    SavedTemplate.objects.filter(pk=copy.pk).update(visibility="public")
    SavedTemplate.objects.filter(pk=copy.fork_of_id).update(visibility="private")
    for path in ("/t/bob/web/", "/t/bob/web/revisions/", "/t/bob/web@1/"):
        html = Client().get(path).content.decode()
        assert "alice/web" not in html, path
    assert "alice/web" in client.get("/t/bob/web/").content.decode(), "its owner remembers"


def test_messages_written_before_are_forgotten(copy: SavedTemplate, bob: Any) -> None:
    for number, message in ((2, "Forked from alice/web@1"), (3, "Took over alice/web@2"), (4, "Forked from memory")):
        copy.revisions.create(number=number, text=DEPLOYMENT, message=message)
    before = MigrationExecutor(connection).loader.project_state(("library", "0004_field_names")).apps
    migration = import_module("podbuilder.library.migrations.0005_fork_messages")
    migration.forget_originals(before, connection.schema_editor())
    messages = list(copy.revisions.order_by("number").values_list("message", flat=True))
    assert messages == ["Forked", "Forked", "Took over the original", "Forked from memory"]


def test_what_cannot_be_merged_is_not_taken(client: Client, original: SavedTemplate, copy: SavedTemplate) -> None:
    change(original, "kind: Rollout\nspec: {template: {spec: {containers: []}}}\n")
    change(copy, "apiVersion: v1\nkind: Pod\nspec: {containers: []}\n")
    state = Upstream.of(copy, original, {"kind": "theirs"})
    copy.refresh_from_db()
    original.refresh_from_db()
    state = Upstream.of(copy, original, {"kind": "theirs", "spec.containers": "theirs", "spec.template": "mine"})
    if state.merged is None:
        with pytest.raises(ValueError, match="cannot be merged"):
            state.take(base=2, theirs=2, author=copy.owner)
    with pytest.raises(VersionConflict):
        state.take(base=2, theirs=1, author=copy.owner)
    assert client.post(URL, {"op": "show", "choice:kind": "theirs"}).status_code == 200


def test_a_file_of_several_is_merged_document_by_document(client: Client, bob: Any) -> None:
    two = "kind: Pod\nmetadata: {name: a}\nspec: {containers: []}\n---\n# the second\nkind: Pod\nmetadata: {name: b}\n"
    two += "spec: {containers: [], restartPolicy: Always}\n"
    original = saved(person("alice"), text=two, visibility="public")
    copy = fork(original, original.newest, bob)
    change(copy, two.replace("Always", "Never"), [])
    change(original, two.replace("Always", "OnFailure").replace("name: b", "name: c").replace("name: a", "name: d"), [])
    html = client.get(URL).content.decode()
    assert "document 2: spec.restartPolicy" in html
    assert "how many documents" not in html
    decided = {"choice:document 2: spec.restartPolicy": "theirs"}
    client.post(URL, {"op": "take", "mine": "2", "theirs": "2", **decided})
    copy.refresh_from_db()
    original.refresh_from_db()
    assert copy.newest.text == original.newest.text
    change(original, two.partition("---")[0], [])
    assert "how many documents" in client.get(URL).content.decode()


@pytest.mark.parametrize(
    ("value", "text"), [(MISSING, ""), (3, "3"), ("3", '"3"'), (True, "true"), (["a"], "- a"), ({"a": 1}, "a: 1")]
)
def test_values_are_shown_as_yaml(value: Any, text: str) -> None:
    assert shown(value) == text
