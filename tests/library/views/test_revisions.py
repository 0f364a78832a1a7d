"""The history of a template: listed, compared, and gone back in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.library.models import Revision
from podbuilder.library.revisions.save import Content, save_revision
from tests.builder.support import POD
from tests.library.support import DEPLOYMENT, PARAMETERS, person, saved, signed_in

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


def test_a_page_of_the_history(client: Client, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podbuilder.library.views.revisions.A_PAGE", 2)
    template = saved(alice)
    for number in (1, 2, 3):
        save_revision(template, Content(POD.replace("1.27", f"1.{number}"), [], "1.36"), base=number, author=alice)

    def numbers(query: str = "") -> list[int]:
        return [one.number for one in client.get(f"/t/alice/web/revisions/{query}").context["revisions"]]

    assert numbers() == numbers("?before=x") == [4, 3]
    assert numbers("?before=3") == [2, 1]
    assert numbers("?before=2") == [1]


def test_without_a_choice_the_last_change_is_compared(client: Client, alice: Any) -> None:
    template = saved(alice)
    for number in (1, 2):
        save_revision(template, Content(POD.replace("1.27", f"1.{number}"), [], "1.36"), base=number, author=alice)
    html = page(client, "/t/alice/web/compare/")
    assert "nginx:1.1" in html
    assert "nginx:1.2" in html
    assert "nginx:1.27" not in html
    assert "nginx:1.27" in page(client, "/t/alice/web/compare/?from=1&to=3")


@pytest.mark.parametrize(
    ("method", "path"),
    [("post", "/t/alice/web/revisions/"), ("post", "/t/alice/web/compare/"), ("get", "/t/alice/web@1/restore/")],
)
def test_what_a_page_is_not_asked_for(client: Client, alice: Any, method: str, path: str) -> None:
    saved(alice)
    assert getattr(client, method)(path).status_code == 405
