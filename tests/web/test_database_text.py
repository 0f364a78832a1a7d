"""What no column can hold never reaches one, on every database, whichever page it comes through."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.library.models import SavedTemplate
from podbuilder.web.database_text import REPLACEMENT, storable

pytestmark = pytest.mark.django_db
POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: "a\\0b"}\nspec:\n  containers: [{name: "w\\0", image: "i\\0"}]\n'


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("web", "web"),
        ("line\nand é 日本 😀", "line\nand é 日本 😀"),
        (3, 3),
        (None, None),
        (b"\x00", b"\x00"),
        ("a\x00b", f"a{REPLACEMENT}b"),
        ("a\ud800", f"a{REPLACEMENT}"),
        (["\x00", {"\x00": ("\udfff", 1)}], [REPLACEMENT, {REPLACEMENT: (REPLACEMENT, 1)}]),
    ],
    ids=["text", "texts of all kinds", "a number", "nothing", "bytes", "NUL", "half a pair", "within"],
)
def test_storable(value: Any, stored: Any) -> None:
    assert storable(value) == stored


def test_columns_of_every_kind() -> None:
    draft = Draft.objects.create(visitor="v\x00", name="a\x00", text=POD, roles={"w\x00": "app\ud800"})
    draft.refresh_from_db()
    assert (draft.name, draft.roles) == (f"a{REPLACEMENT}", {f"w{REPLACEMENT}": f"app{REPLACEMENT}"})
    assert not Draft.objects.filter(name="b\x00").exists()
    assert not Draft.objects.filter(pk="\x00").exists()


def test_every_way_in(client: Client) -> None:
    user = get_user_model().objects.create_user("alice", "alice@example.com", "a long password")
    client.force_login(user)
    answer = client.post("/drafts/import/", {"text": POD})
    assert answer.status_code == 302
    draft = Draft.objects.get()
    at = f"/drafts/{draft.key}"
    for address, data in {
        f"{at}/edit/containers/0/role/": {"role": "app\x00"},
        f"{at}/advice/suppress/?rule=image-tag-mutable&path=spec.containers[0].image": {
            "reason": "a\x00b",
            "scope": "field",
        },
        f"{at}/parameters/new/": {"name": "a\x00", "label": "b\x00", "type": "string"},
        f"{at}/save/": {"name": "a\x00", "slug": "a", "visibility": "private", "tags": "a\x00", "description": "\x00"},
        f"{at}/edit/metadata/": {"base": "1", "writer": "a\x00", "metadata.name": "b\x00"},
        "/teams/new/": {"name": "a\x00", "slug": "a\x00"},
    }.items():
        assert client.post(address, data).status_code < 500, address
    assert client.get("/library/", {"q": "a\x00"}).status_code < 500
    assert not SavedTemplate.objects.filter(name__contains="\x00").exists()
