"""Searching the library: what an address says, which templates are found, in which order, and where a page ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.utils import timezone

from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.lifecycle import delete
from podbuilder.library.search import query
from podbuilder.library.search.query import TemplateQuery, search
from podbuilder.library.stars import set_star
from tests.library.support import DEPLOYMENT, PARAMETERS, person, saved, team_of

# What an address says, and what is searched for.
ADDRESSES: dict[str, tuple[dict[str, str], TemplateQuery]] = {
    "nothing": ({}, TemplateQuery()),
    "everything": (
        {
            "q": " web ",
            "where": "mine",
            "visibility": "public",
            "tag": "http",
            "pattern": "init",
            "kind": "Job",
            "sort": "stars",
            "after": "x",
        },
        TemplateQuery("web", "mine", "public", "http", "init", "Job", "stars", "x"),
    ),
    "an order there is not": ({"sort": "up"}, TemplateQuery()),
    "a visibility there is not": ({"visibility": "all"}, TemplateQuery()),
    "NULs": ({"q": "a\0b", "tag": "\0"}, TemplateQuery(text="ab")),
    "too much": ({"q": "x" * 300, "after": "y" * 2000}, TemplateQuery(text="x" * 200, after="y" * 1000)),
    "its words by another name": ({"text": "web"}, TemplateQuery()),
}


@pytest.mark.parametrize(("params", "wanted"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address(params: dict[str, str], wanted: TemplateQuery) -> None:
    assert TemplateQuery.of(params) == wanted


QUERIES: dict[str, tuple[TemplateQuery, dict[str, str], dict[str, str]]] = {
    "nothing": (TemplateQuery(), {}, {}),
    "words": (TemplateQuery("a b"), {}, {"q": "a b"}),
    "the usual order": (TemplateQuery(sort="updated"), {}, {}),
    "another order": (TemplateQuery(sort="name"), {}, {"sort": "name"}),
    "back to the first page": (TemplateQuery("a", after="x"), {}, {"q": "a"}),
    "on to the next": (TemplateQuery("a", after="x"), {"after": "y"}, {"q": "a", "after": "y"}),
    "a section": (TemplateQuery("a", where="mine"), {"where": "public"}, {"q": "a", "where": "public"}),
    "a filter removed": (TemplateQuery(tag="a", kind="Job"), {"tag": ""}, {"kind": "Job"}),
}


@pytest.mark.parametrize(("wanted", "changes", "said"), QUERIES.values(), ids=QUERIES)
def test_the_address_of_a_search(wanted: TemplateQuery, changes: dict[str, str], said: dict[str, str]) -> None:
    assert {name: value for name, (value,) in parse_qs(wanted.query(**changes)).items()} == said


NARROWED = {
    "text": True,
    "visibility": True,
    "tag": True,
    "pattern": True,
    "kind": True,
    "where": False,
    "after": False,
}


@pytest.mark.parametrize(("name", "is_narrowed"), NARROWED.items(), ids=NARROWED)
def test_what_narrows_a_search(name: str, is_narrowed: bool) -> None:
    assert TemplateQuery(**{name: "x"}).is_narrowed is is_narrowed
    assert not TemplateQuery().is_narrowed


@pytest.fixture
def alice(db: None) -> Any:
    """Alice, with templates of her own, of her team, and of strangers around her."""
    alice, bob = person("alice"), person("bob")
    team, other = team_of("web-team", owner=alice), team_of("other", viewer=alice)
    saved(alice, slug="mine", tags=["http"], name="Nginx")
    saved(alice, slug="shown", visibility="public")
    saved(team=team, by=alice, slug="ours", text=DEPLOYMENT, parameters=PARAMETERS, visibility="team")
    saved(team=other, by=bob, slug="others", visibility="team")
    theirs = saved(bob, slug="theirs", visibility="public", tags=["http"])
    saved(bob, slug="hidden")
    delete(saved(alice, slug="gone"), by=alice)
    set_star(theirs, alice, is_on=True)
    set_star(SavedTemplate.objects.get(slug="hidden"), alice, is_on=True)
    return alice


def found(user: Any, **wanted: str) -> list[str]:
    return [template.slug for template in search(user, TemplateQuery(**wanted)).templates]


# What is searched for, and what Alice and a visitor find.
SEARCHES: dict[str, tuple[dict[str, str], set[str], set[str]]] = {
    "everything": ({}, {"mine", "shown", "ours", "others", "theirs"}, {"shown", "theirs"}),
    "mine": ({"where": "mine"}, {"mine", "shown"}, set()),
    "public": ({"where": "public"}, {"shown", "theirs"}, {"shown", "theirs"}),
    "starred": ({"where": "starred"}, {"theirs"}, set()),
    "a team": ({"where": "team:web-team"}, {"ours"}, set()),
    "another team": ({"where": "team:other"}, {"others"}, set()),
    "no team of hers": ({"where": "team:none"}, set(), set()),
    "a tag": ({"tag": "http"}, {"mine", "theirs"}, {"theirs"}),
    "a tag that is a pattern": ({"pattern": "http"}, set(), set()),
    "a kind": ({"kind": "Deployment"}, {"ours"}, set()),
    "a visibility": ({"visibility": "team"}, {"ours", "others"}, set()),
    "a word": ({"text": "nginx", "where": "mine", "visibility": "private"}, {"mine"}, set()),
    "a word that stands nowhere": ({"text": "nowhere"}, set(), set()),
    "a tag of mine": ({"tag": "http", "where": "mine"}, {"mine"}, set()),
}


@pytest.mark.parametrize(("wanted", "alices", "visitors"), SEARCHES.values(), ids=SEARCHES)
def test_what_is_found(alice: Any, wanted: dict[str, str], alices: set[str], visitors: set[str]) -> None:
    assert set(found(alice, **wanted)) == alices
    assert set(found(AnonymousUser(), **wanted)) == visitors


def row(owner: Any, slug: str, name: str = "", stars: int = 0, minutes: int = 0) -> SavedTemplate:
    """A template that is only a row of a list."""
    updated = timezone.now() - timedelta(minutes=minutes)
    return SavedTemplate(owner=owner, slug=slug, name=name or slug, stars=stars, updated=updated, latest_revision=1)


ORDERS = {"updated": ["c", "a", "b"], "stars": ["b", "c", "a"], "name": ["a", "b", "c"]}


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ORDERS)
def test_the_order(sort: str) -> None:
    owner = person("alice")
    rows = [row(owner, "a", stars=0, minutes=2), row(owner, "b", stars=2, minutes=3), row(owner, "c", stars=1)]
    SavedTemplate.objects.bulk_create(rows)
    assert found(owner, sort=sort) == ORDERS[sort]


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_every_template_is_on_one_page(sort: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "PAGE", 2)
    owner = person("alice")
    moment = timezone.now()
    rows = [row(owner, f"t-{n}", name="same" if n % 2 else "other", stars=n // 3) for n in range(number)]
    for one in rows:
        one.updated = moment
    SavedTemplate.objects.bulk_create(rows)
    seen: list[str] = []
    after = ""
    for _ in range(4):
        page = search(owner, TemplateQuery(sort=sort, after=after))
        seen += [template.slug for template in page.templates]
        after = page.next
        if not after:
            break
        assert len(page.templates) == 2
    assert sorted(seen) == [f"t-{n}" for n in range(number)]


MARKS = {
    "nonsense": "xyz",
    "signed for something else": signing.dumps(["name", "z", 1], salt="other"),
    "of another order": signing.dumps(["stars", 0, 1], salt="library-page"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_a_mark_that_is_none_begins_at_the_first_page(mark: str) -> None:
    owner = person("alice")
    SavedTemplate.objects.bulk_create([row(owner, "a"), row(owner, "b")])
    assert found(owner, sort="name", after=mark) == ["a", "b"]
