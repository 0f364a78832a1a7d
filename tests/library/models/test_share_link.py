"""What others get access by: when it is valid, whom it concerns, and what it is called."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from podbuilder.library.models import SecretOverride, ShareLink, Token
from podbuilder.library.models.share_link import new_share_key
from tests.library.support import draft_of, person, saved, team_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LATER, BEFORE = NOW + timedelta(days=1), NOW - timedelta(seconds=1)
VALID: dict[str, tuple[dict[str, Any], bool]] = {
    "for good": ({}, True),
    "until later": ({"expires": LATER}, True),
    "until before": ({"expires": BEFORE}, False),
    "revoked": ({"revoked": BEFORE}, False),
    "revoked, though it would last": ({"revoked": BEFORE, "expires": LATER}, False),
}


@pytest.mark.parametrize(("state", "is_valid"), VALID.values(), ids=VALID)
def test_how_long_it_is_valid(state: dict[str, Any], is_valid: bool) -> None:
    assert ShareLink(**state).is_valid is is_valid
    assert Token(**state).is_valid is is_valid


def test_a_key_cannot_be_guessed() -> None:
    keys = {new_share_key() for _ in range(20)}
    assert len(keys) == 20
    assert {len(key) for key in keys} == {32}


def test_whom_links_concern() -> None:
    alice, bob = person("alice"), person("bob")
    team = team_of("web-team", owner=alice, editor=bob)
    links = {
        "made by alice": ShareLink.objects.create(template=saved(team=team, by=bob), created_by=alice),
        "to alice's template": ShareLink.objects.create(template=saved(alice), created_by=bob),
        "to alice's draft": ShareLink.objects.create(draft=draft_of(alice)),
        "bob's own": ShareLink.objects.create(draft=draft_of(bob), created_by=bob),
    }
    found = list(ShareLink.objects.concerning(alice))
    assert {link.pk for link in found} == {link.pk for name, link in links.items() if "alice" in name}
    assert [link.pk for link in found] == sorted((link.pk for link in found), reverse=True), "the newest first"


def test_what_links_show_is_read_with_them(django_assert_num_queries: Any) -> None:
    alice = person("alice")
    ShareLink.objects.create(template=saved(alice), created_by=alice)
    ShareLink.objects.create(draft=draft_of(alice), created_by=alice)
    with django_assert_num_queries(1):
        for link in ShareLink.objects.concerning(alice):
            assert str(link) == f"link to {link.template or link.draft}"
            assert link.created_by.username == "alice"
            assert link.template is None or link.template.owner_name == "alice"


@pytest.mark.parametrize("both", [True, False])
def test_a_link_shows_one_thing(both: bool) -> None:
    alice = person("alice")
    what = {"template": saved(alice), "draft": draft_of(alice)} if both else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        ShareLink.objects.create(created_by=alice, **what)


def test_tokens_that_are_not_revoked() -> None:
    alice = person("alice")
    for name, state in (("kubectl", {}), ("over", {"expires": BEFORE}), ("revoked", {"revoked": BEFORE})):
        Token.objects.create(user=alice, name=name, prefix="pb_12345678", digest=name, **state)
    assert [token.name for token in Token.objects.unrevoked()] == ["over", "kubectl"]
    assert str(Token.objects.get(name="kubectl")) == "kubectl (pb_12345678…)"


def test_a_value_is_acknowledged_once() -> None:
    template = saved(person("alice"))
    one = {"template": template, "rule": "secret-in-env", "path": "spec.containers[0].env[0].value"}
    override = SecretOverride.objects.create(**one, fingerprint="a", reason="a sample")
    SecretOverride.objects.create(**one, fingerprint="b", reason="another value")
    assert str(override) == "secret-in-env at spec.containers[0].env[0].value"
    with pytest.raises(IntegrityError), transaction.atomic():
        SecretOverride.objects.create(**one, fingerprint="a", reason="again")
