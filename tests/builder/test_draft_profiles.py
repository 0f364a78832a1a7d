"""Choosing which rules advise on a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podbuilder.builder import draft_profiles
from podbuilder.builder.models import Draft
from podbuilder.builder.signals import profiles_offered
from podbuilder.kube import lint
from tests.builder.support import begin, edit

pytestmark = pytest.mark.django_db
OWN = "name: Payments\nstart: nothing\nrules: {run-as-non-root: critical}\n"


@pytest.fixture(autouse=True)
def offers() -> Iterator[None]:
    """Somebody offers everybody two profiles, of which one cannot be read."""

    def source(user: object, **kwargs: object) -> list[draft_profiles.OfferedProfile]:
        return [
            draft_profiles.OfferedProfile("team:pay", "Payments' own", OWN),
            draft_profiles.OfferedProfile("team:bad", "Broken", "rules: ["),
        ]

    profiles_offered.connect(source)
    yield
    profiles_offered.disconnect(source)


def choose(client: Client, draft: Draft, **posted: object) -> str:
    response = client.post(f"/drafts/{draft.key}/profile/", posted)
    draft.refresh_from_db()
    return response.content.decode() if response.status_code == 200 else response.url


def page(client: Client, draft: Draft) -> str:
    return client.get(f"/drafts/{draft.key}/profile/").content.decode()


def test_what_is_offered(client: Client) -> None:
    text = page(client, begin(client))
    for words in ("Default", "Strict", "Course", "Pod Security", "Payments&#x27; own", "Your own", "1 critical"):
        assert words in text, words
    assert "Everything" not in text
    assert "Broken" not in text
    assert '<input type="radio" name="profile" value="default" checked>' in text


@pytest.mark.parametrize("name", draft_profiles.OFFERED)
def test_one_that_everybody_has(client: Client, name: str) -> None:
    draft = begin(client)
    assert choose(client, draft, profile=name, text=OWN) == f"/drafts/{draft.key}/advice/"
    assert (draft.profile, draft.profile_text) == (name, "")
    assert re.search(rf'value="{name}"\s+checked', page(client, draft))
    download = client.get(f"/drafts/{draft.key}/profile.yaml")
    assert f'filename="{name}.yaml"' in download["Content-Disposition"]
    assert lint.read_profile(download.content.decode()) == lint.profile_named(name)


def test_one_of_ones_own(client: Client) -> None:
    draft = begin(client)
    choose(client, draft, profile="own", text=OWN.replace("\n", "\r\n"))
    assert (draft.profile, draft.profile_text) == ("own", OWN)
    assert client.get(f"/drafts/{draft.key}/profile.yaml").content.decode() == OWN
    assert "Advice now follows the profile Payments." in client.get(f"/drafts/{draft.key}/advice/").content.decode()


def test_undo_goes_back_to_the_one_before(client: Client) -> None:
    draft = begin(client)
    choose(client, draft, profile="strict")
    choose(client, draft, profile="own", text=OWN)
    edit(client, draft, "metadata", op="undo")
    assert (draft.profile, draft.profile_text) == ("strict", "")
    edit(client, draft, "metadata", op="redo")
    assert (draft.profile, draft.profile_text) == ("own", OWN)


def test_one_that_is_uploaded(client: Client) -> None:
    draft = begin(client)
    choose(client, draft, profile="own", text="", file=SimpleUploadedFile("p.yaml", b"start: strict\n"))
    assert (draft.profile, draft.profile_text) == ("own", "start: strict\n")
    assert 'value="own" checked' in page(client, draft)


def test_one_that_somebody_offers(client: Client) -> None:
    draft = begin(client)
    choose(client, draft, profile="team:pay", text="")
    assert (draft.profile, draft.profile_text) == ("own", OWN)
    assert 'value="team:pay" checked' in page(client, draft)


WRONG = {
    "no rule": ("rules:\n  host-pit: off\n", "Error on line 2 of your profile", "host-pid is the nearest"),
    "nothing": ("", "There is an error in your profile", "one YAML document"),
    "too much": ("#" * 70_000, "There is an error in your profile", "64 KiB"),
}


@pytest.mark.parametrize(("text", "head", "words"), WRONG.values(), ids=WRONG)
def test_one_that_cannot_be_read(client: Client, text: str, head: str, words: str) -> None:
    draft = begin(client)
    answer = choose(client, draft, profile="own", text=text)
    assert head in answer
    assert words in answer
    assert 'aria-invalid="true"' in answer
    assert 'value="own" checked' in answer
    assert draft.profile == "default"


def test_a_choice_that_there_is_not_is_ones_own(client: Client) -> None:
    draft = begin(client)
    choose(client, draft, profile="team:none", text=OWN)
    assert draft.profile == "own"
