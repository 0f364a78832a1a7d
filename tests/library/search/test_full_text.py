"""Full-text search: which words find a template, on whichever database the tests run."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from podbuilder.library.models import SavedTemplate, SearchEntry
from podbuilder.library.search.full_text import condition, index, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def templates() -> dict[str, SavedTemplate]:
    alice = get_user_model().objects.create_user("alice", "alice@example.com", "a long password")
    shop = SavedTemplate(
        name="The shop's Web app",
        slug="web-app",
        description="Serves the café's pages",
        readme="# How to\n\nFill in *everything*.",
        tags=["front-end"],
        images="registry.example.com:5000/team/shop_web:1.2@sha256:abc",
        patterns=["sidecar", "logs"],
        kind="Deployment",
    )
    batch = SavedTemplate(name="Nightly job", slug="nightly", images="python:3.13", kind="Job")
    for template in (shop, batch):
        template.owner = alice
        template.save()
        index(template)
    return {"shop": shop, "batch": batch}


FOUND = {
    "": {"shop", "batch"},
    "?!": {"shop", "batch"},
    "web": {"shop"},
    "WEB app": {"shop"},
    "cafe": {"shop"},
    "café": {"shop"},
    "everyth": {"shop"},
    "registry.example.com:5000/team": {"shop"},
    "shop_web": {"shop"},
    "front-end sidecar": {"shop"},
    "job": {"batch"},
    "alice": {"shop", "batch"},
    "alice python:3.13": {"batch"},
    "nightly web": set(),
    "eb": set(),
    "'; drop table": set(),
    '" OR * NEAR(': set(),
    "& | ! :*": {"shop", "batch"},
    "日本": set(),
}


@pytest.mark.parametrize("case", FOUND.items(), ids=[text or "nothing" for text in FOUND])
def test_what_is_found(templates: dict[str, SavedTemplate], case: tuple[str, set[str]]) -> None:
    text, expected = case
    found = set(SavedTemplate.objects.filter(condition(text)).values_list("pk", flat=True))
    assert found == {templates[name].pk for name in expected}


def test_a_change_is_followed(templates: dict[str, SavedTemplate]) -> None:
    batch = templates["batch"]
    batch.name = "Weekly job"
    index(batch)
    assert list(SavedTemplate.objects.filter(condition("weekly"))) == [batch]
    batch.slug = "weekly"
    index(batch)
    assert not SavedTemplate.objects.filter(condition("nightly")).exists()


def test_what_is_gone_is_not_found(templates: dict[str, SavedTemplate]) -> None:
    templates["batch"].delete()
    assert SearchEntry.objects.count() == 1
    assert not SavedTemplate.objects.filter(condition("nightly")).exists()


def test_words() -> None:
    assert words_of("Ünï-code, a_b 1.2") == ["uni", "code", "a", "b", "1", "2"]
    assert words_of("x" * 100) == ["x" * 60]
    assert words_of("\x00 ' \\ \"") == []
