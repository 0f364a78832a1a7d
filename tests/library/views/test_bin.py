"""The bin: what is put into it, and what comes back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from podbuilder.library.models import Revision, SavedTemplate
from podbuilder.library.revisions.lifecycle import empty_bin
from podbuilder.web.limits import KEPT_IN_BIN
from tests.library.support import person, saved, signed_in, team_of

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


def test_what_is_said_of_it(client: Client, alice: Any) -> None:
    template = saved(alice)
    response = client.post("/t/alice/web/delete/", follow=True)
    assert (
        f"has been deleted. It can be restored from the bin for {KEPT_IN_BIN.days} days." in response.content.decode()
    )
    assert response.redirect_chain == [("/library/", 302)]
    response = client.post(f"/library/bin/{template.pk}/restore/", follow=True)
    assert "has been restored." in response.content.decode()
    assert response.redirect_chain == [("/t/alice/web/", 302)]


def test_what_lies_in_the_bin(client: Client, alice: Any) -> None:
    team = team_of("web-team", owner=alice, editor=person("edgar"))
    now = timezone.now()
    ours = saved(team=team, by=alice, slug="ours")
    saved(alice, slug="kept")
    for template, days in (
        (ours, 2),
        (saved(alice, slug="mine"), 1),
        (saved(alice, slug="old"), KEPT_IN_BIN.days),
        (saved(person("bob"), slug="theirs"), 1),
    ):
        SavedTemplate.objects.filter(pk=template.pk).update(deleted=now - timedelta(days=days))
    context = client.get("/library/bin/").context
    assert [one.slug for one in context["templates"]] == ["mine", "ours"]
    assert context["days"] == KEPT_IN_BIN.days
    edgar = signed_in(team.members.get(username="edgar"))
    assert list(edgar.get("/library/bin/").context["templates"]) == []
    assert edgar.post(f"/library/bin/{ours.pk}/restore/").status_code in (403, 404)


@pytest.mark.parametrize(
    ("method", "path"),
    [("post", "/library/bin/"), ("get", "/t/alice/web/delete/"), ("get", "/library/bin/1/restore/")],
)
def test_what_is_only_read_or_only_sent(client: Client, alice: Any, method: str, path: str) -> None:
    saved(alice)
    assert getattr(client, method)(path).status_code == 405
    assert SavedTemplate.objects.kept().exists()
