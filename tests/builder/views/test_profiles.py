"""The page that chooses which rules advise, and the profile as a file."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podbuilder.builder.draft_profiles import START
from podbuilder.builder.models import Draft
from podbuilder.kube import lint
from tests.builder.support import begin

pytestmark = pytest.mark.django_db
OWN = "name: Payments\nstart: nothing\nrules: {run-as-non-root: critical}\n"


@pytest.fixture
def draft(client: Client) -> Draft:
    return begin(client)


def test_it_shows_what_is_chosen(client: Client, draft: Draft) -> None:
    context = client.get(f"/drafts/{draft.key}/profile/").context
    assert [choice.value for choice in context["choices"] if choice.is_chosen] == ["default"]
    assert (context["is_own"], context["text"], context["error"]) == (False, START, None)


POSTED: dict[str, tuple[dict[str, object], str, str, str]] = {
    "one by name": ({"profile": "strict", "text": OWN}, "strict", "", "Strict"),
    "one's own": ({"profile": "own", "text": OWN.replace("\n", "\r\n")}, "own", OWN, "Payments"),
    "one without a name": ({"profile": "own", "text": "start: nothing\n"}, "own", "start: nothing\n", "of your own"),
    "a NUL is left out": ({"profile": "own", "text": f"{OWN}\x00"}, "own", OWN, "Payments"),
    "a file": ({"profile": "own", "file": OWN.encode(), "text": "x"}, "own", OWN, "Payments"),
}


@pytest.mark.parametrize(("posted", "profile", "text", "named"), POSTED.values(), ids=POSTED)
def test_it_is_chosen(
    client: Client, draft: Draft, posted: dict[str, object], profile: str, text: str, named: str
) -> None:
    if "file" in posted:
        posted = {**posted, "file": SimpleUploadedFile("profile.yaml", posted["file"])}
    response = client.post(f"/drafts/{draft.key}/profile/", posted, follow=True)
    assert response.redirect_chain == [(f"/drafts/{draft.key}/advice/", 302)]
    assert f"Advice now follows the profile {named}." in response.content.decode()
    draft.refresh_from_db()
    assert (draft.profile, draft.profile_text) == (profile, text)


@pytest.mark.parametrize("text", ["", "rules: [", "rules: {no-such-rule: off}", "\ufffd: x"])
def test_one_that_cannot_be_read_is_shown_again(client: Client, draft: Draft, text: str) -> None:
    page = client.post(f"/drafts/{draft.key}/profile/", {"profile": "own", "text": text})
    assert (page.status_code, page.context["is_own"], page.context["text"]) == (200, True, text)
    assert page.context["error"]
    draft.refresh_from_db()
    assert draft.profile == "default"


@pytest.mark.parametrize(("profile", "name"), [("default", "default"), ("course", "course"), ("own", "profile")])
def test_the_profile_as_a_file(client: Client, draft: Draft, profile: str, name: str) -> None:
    Draft.objects.filter(pk=draft.pk).update(profile=profile, profile_text=OWN if profile == "own" else "")
    response = client.get(f"/drafts/{draft.key}/profile.yaml")
    assert response["Content-Disposition"] == f'attachment; filename="{name}.yaml"'
    assert response["Content-Type"] == "application/yaml; charset=utf-8"
    expected = lint.read_profile(OWN) if profile == "own" else lint.profile_named(profile)
    assert lint.read_profile(response.content.decode()) == expected


@pytest.mark.parametrize("path", ["profile/", "profile.yaml"])
def test_a_stranger_sees_nothing(draft: Draft, path: str) -> None:
    assert Client().get(f"/drafts/{draft.key}/{path}").status_code == 404
    assert Client().post(f"/drafts/{draft.key}/profile/", {"profile": "strict"}).status_code == 404
