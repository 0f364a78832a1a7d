"""The raw address: YAML and nothing else, whoever asks and whatever for."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.save import Content, save_revision
from podbuilder.library.views import raw
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


def test_it_is_sent_again_only_if_it_has_changed(template: SavedTemplate) -> None:
    url = f"{URL}?image=caddy"
    etag = Client().get(url)["ETag"]
    same = Client().get(url, headers={"If-None-Match": etag})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", etag)
    assert "html" not in same.get("Content-Type", "")
    assert Client().get(url, headers={"If-None-Match": f'"x", W/{etag}'}).status_code == 304
    assert Client().get(f"{URL}?image=nginx", headers={"If-None-Match": etag}).status_code == 200
    unmet = Client().get(url, headers={"If-Match": '"x"'})
    assert unmet.status_code == 412
    assert "html" not in unmet["Content-Type"]
    head = Client().head(url)
    assert (head.status_code, head["ETag"], head["Content-Type"]) == (200, etag, YAML)


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


def test_a_template_in_the_bin_is_gone_for_those_who_knew_it(template: SavedTemplate) -> None:
    SavedTemplate.objects.update(deleted=timezone.now())
    response = Client().get(URL)
    assert response.status_code == 410
    assert is_comment(response)
    SavedTemplate.objects.update(visibility="private")
    assert Client().get(URL).status_code == 404
    assert signed_in(template.owner).get(URL).status_code == 410


@pytest.mark.parametrize("header", ["Bearer", "Bearer pb_wrong", "Basic ???", "Basic eDp4", "Digest x", "Bearer é"])
def test_tokens_that_are_none(template: SavedTemplate, header: str) -> None:
    response = Client().get(f"{URL}?image=caddy", headers={"Authorization": header})
    assert response.status_code == 401
    assert is_comment(response)
    assert response["WWW-Authenticate"].startswith("Bearer ")


def test_whoever_tries_tokens_is_told_to_wait(template: SavedTemplate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "WRONG_TOKENS", raw.Limit("try two tokens", 2, raw.timedelta(minutes=1)))
    found = [Client().get(URL, headers={"Authorization": "Bearer pb_x"}) for _ in range(3)]
    assert [response.status_code for response in found] == [401, 401, 429]
    assert is_comment(found[2])
    assert 1 <= int(found[2]["Retry-After"]) <= 60
    # Others at this place still read what is public.
    assert Client().get(f"{URL}?image=caddy").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_it_is_only_read(template: SavedTemplate, method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(URL)
    assert response.status_code == 405
    assert is_comment(response)
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("url", ["/t/alice.yaml", "/t/alice/w.e.b.yaml", "/t/a/b/c.yaml", "/t/alice/web@x.yaml"])
def test_an_address_that_is_none(url: str) -> None:
    response = Client().get(url)
    assert response.status_code == 404
    assert is_comment(response)


def test_even_what_goes_wrong_before_or_in_the_view_is_no_page(
    template: SavedTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd_host = Client().get(URL, headers={"Host": "elsewhere.example"})
    assert odd_host.status_code == 400
    assert is_comment(odd_host)
    odd_length = Client().get(URL, CONTENT_LENGTH="x")
    assert odd_length.status_code == 400
    assert is_comment(odd_length)
    many = Client().get(f"{URL}?{'&'.join(f'a{i}=1' for i in range(20_001))}")
    assert many.status_code == 400
    assert is_comment(many)

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(raw, "revision_or_404", fail)
    failed = Client(raise_request_exception=False).get(URL)
    assert failed.status_code == 500
    assert is_comment(failed)


def test_reading_writes_nothing(template: SavedTemplate) -> None:
    browser = Client()
    with connection.execute_wrapper(_only_reads):
        assert browser.get(f"{URL}?image=caddy").status_code == 200


def _only_reads(execute: Any, sql: str, *rest: Any) -> Any:
    assert sql.lstrip().upper().startswith("SELECT"), sql
    return execute(sql, *rest)


def test_the_page_of_a_template_names_its_raw_address(template: SavedTemplate) -> None:
    save_revision(template, Content(POD, [], "1.36"), base=1, author=template.owner)
    host = "http://testserver"
    assert Client().get("/t/alice/web/").context["raw_url"] == f"{host}{URL}"
    assert Client().get("/t/alice/web@1/").context["raw_url"] == f"{host}/t/alice/web@1.yaml"
    SavedTemplate.objects.update(visibility="unlisted", link_key="the-key")
    for browser, query in ((signed_in(template.owner), ""), (Client(), "?link=the-key")):
        page = browser.get(f"/t/alice/web/{query}")
        assert page.context["raw_url"] == f"{host}{URL}?link=the-key"
