"""The raw address: YAML and nothing else, whoever asks and whatever for."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.save import Content, save_revision
from tests.builder.support import POD
from tests.library.support import DEPLOYMENT, PARAMETERS, person, saved, signed_in

pytestmark = pytest.mark.django_db

YAML = "application/yaml; charset=utf-8"
URL = "/t/alice/web.yaml"


@pytest.fixture
def alice() -> Any:
    return person("alice")


@pytest.fixture
def template(alice: Any) -> SavedTemplate:
    return saved(alice, text=DEPLOYMENT, parameters=PARAMETERS, visibility="public")


def is_comment(response: Any) -> bool:
    """Whether a refusal is YAML that says nothing to a cluster."""
    lines = response.content.decode().splitlines()
    return bool(lines) and response["Content-Type"] == YAML and all(line.startswith("# ") for line in lines)


def test_what_a_template_says(alice: Any) -> None:
    saved(alice, visibility="public")
    response = Client().get(URL)
    assert response.content.decode() == POD
    assert response["Content-Type"] == YAML
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, no-cache"
    assert "web.yaml" in response["Content-Disposition"]


def test_parameters_are_answered_in_the_address_or_by_defaults(template: SavedTemplate) -> None:
    text = Client().get(f"{URL}?image=caddy:2&p-level=debug").content.decode()
    assert text == DEPLOYMENT.replace("<param:image>", "caddy:2").replace("<param:port>", "8080").replace(
        "<param:level>", "debug"
    )


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", ["image: This must be given, as ?image=…"]),
        ("?image=caddy&port=99999", ["port: "]),
        ("?image=NO GOOD&level=loud", ["image: ", "level: "]),
        ("?image=caddy&colour=red", ["colour: There is no such parameter. There are image, port, level."]),
        ("?image=caddy&image=nginx", ["image: This is given twice."]),
        ("?image=caddy&p-image=nginx", ["image: This is given twice."]),
        ("?image=caddy&%0Akind:%20Pod=1", [" kind: Pod: There is no such parameter."]),
        ("?image=caddy&level=%00", ["level: "]),
    ],
)
def test_answers_that_will_not_do(template: SavedTemplate, query: str, said: list[str]) -> None:
    response = Client().get(URL + query)
    assert response.status_code == 400
    assert is_comment(response)
    assert response["Cache-Control"] == "no-store"
    text = response.content.decode()
    assert all(f"# {sentence}" in text for sentence in said), text
    assert len(text.splitlines()) == 1 + len(said)


def test_a_template_without_parameters_takes_none(alice: Any) -> None:
    saved(alice, visibility="public")
    response = Client().get(f"{URL}?image=caddy")
    assert response.status_code == 400
    assert "This template has none." in response.content.decode()


def test_declarations_that_make_no_sense(template: SavedTemplate) -> None:
    twice = [*PARAMETERS, PARAMETERS[1]]
    save_revision(template, Content(DEPLOYMENT, twice, "1.36"), base=1, author=template.owner)
    response = Client().get(f"{URL}?image=caddy")
    assert response.status_code == 422
    assert is_comment(response)


def test_a_revision_is_pinned(template: SavedTemplate) -> None:
    save_revision(template, Content(POD, [], "1.36"), base=1, author=template.owner)
    pinned = Client().get("/t/alice/web@1.yaml?image=caddy")
    assert "kind: Deployment" in pinned.content.decode()
    assert pinned["Cache-Control"] == "public, max-age=86400, immutable"
    assert Client().get(URL).content.decode() == POD
    for number in ("3", "0", "1000000000"):
        response = Client().get(f"/t/alice/web@{number}.yaml")
        assert response.status_code == 404
        assert is_comment(response)


def test_what_is_not_public_is_kept_by_nobody_else(alice: Any) -> None:
    template = saved(alice, link_key="the-key")
    response = Client().get(URL)
    assert response.status_code == 404
    assert is_comment(response)
    mine = signed_in(alice).get(URL)
    assert (mine.status_code, mine["Cache-Control"]) == (200, "private, no-cache")
    assert {"Cookie", "Authorization"} <= set(mine["Vary"].replace(",", "").split())
    SavedTemplate.objects.filter(pk=template.pk).update(visibility="unlisted")
    assert Client().get(URL).status_code == Client().get(f"{URL}?link=wrong").status_code == 404
    assert Client().get(f"{URL}?link=the-key")["Cache-Control"] == "private, no-cache"
