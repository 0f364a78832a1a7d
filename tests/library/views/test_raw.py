"""The raw address as programs ask for it: who asks, what is refused, and that a refusal is YAML, too."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.save import Content, save_revision
from podbuilder.library.sharing.access_tokens import make
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


def test_what_is_said_to_those_who_are_refused(template: SavedTemplate) -> None:
    _, text = make(template.owner, "other", ["write:nothing"], None)
    wrong = Client().get(URL, headers={"Authorization": f"Bearer {text}"})
    assert (wrong.status_code, wrong.content) == (403, b"# This token is not for reading templates.\n")
    nowhere = Client().get("/t/alice/none.yaml").content.decode()
    assert nowhere.startswith("# There is no such template, or you may not see it.\n# For one that is not public,")
    posted = Client().post(URL)
    assert posted.content == b"# This address can be read with GET and HEAD only.\n"
    SavedTemplate.objects.update(deleted=timezone.now())
    assert Client().get(URL).content == b"# This template has been deleted.\n"


def test_how_long_those_with_wrong_tokens_wait() -> None:
    assert (raw.WRONG_TOKENS.number, raw.WRONG_TOKENS.span) == (30, raw.timedelta(minutes=15))
