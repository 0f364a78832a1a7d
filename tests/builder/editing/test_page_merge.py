"""Two pages that wrote at the same time: both changes are there, or somebody is asked."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from django.test import Client

from podbuilder.builder.editing.page_merge import joined, shown_text
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.manifest import Manifest
from tests.builder.support import POD, Step, begin

NAME, LABEL = "metadata.name", "metadata.labels#0.value"
PORT = "spec.containers[0].ports[0].containerPort"


class Case(NamedTuple):
    """What each side replaces in the pod, and in what is stored after that; "" where somebody is asked."""

    mine: tuple[str, str]
    stored: tuple[str, str]
    is_text: bool = False
    both: bool = True


OTHER = ("app: web", "app: theirs")
JOINED = {
    "other fields": Case(("name: web\n  labels", "name: mine\n  labels"), OTHER),
    "the same value": Case(OTHER, OTHER),
    "nothing here": Case(("", ""), OTHER),
    "a comment here": Case(("# The web server", "# Mine"), OTHER, is_text=True),
    "a comment behind the other change": Case(("value: fast", "value: fast  # mine"), OTHER, is_text=True),
    "the same field": Case(("app: web", "app: mine"), OTHER, both=False),
    "a comment beside a value there": Case(
        ("# what the Service selects", "# mine"), ("app: web  #", "app: theirs #"), True
    ),
    "the same comment": Case(
        ("# what the Service selects", "# mine"), ("# what the Service", "# theirs"), True, both=False
    ),
    "fields on both sides of the other change": Case(
        (
            "name: web\n  labels:\n    app: web  # what the Service selects\n    tier: front",
            "name: mine\n  labels:\n    app: web\n    tier: back",
        ),
        OTHER,
    ),
    "the same written as text": Case(
        (
            "name: web\n  labels:\n    app: web  # what the Service selects\n    tier: front",
            "name: mine\n  labels:\n    app: web\n    tier: back",
        ),
        OTHER,
        is_text=True,
        both=False,
    ),
    "a key on each side that is the same one": Case(
        ("    tier: front\n", "    tier: front\n    new: mine\n"),
        ("    app: web ", "    new: theirs\n    app: web "),
        both=False,
    ),
}


@pytest.mark.parametrize("name", JOINED)
def test_what_both_wrote(name: str) -> None:
    case = JOINED[name]
    base, mine = Manifest.read(POD), Manifest.read(POD.replace(*case.mine, 1))
    stored = Manifest.read(POD.replace(*case.stored, 1))
    found = joined(base, mine, stored, DEFAULT, is_text=case.is_text)
    assert (found is not None) is case.both
    if found is None:
        return
    again = joined(base, stored, mine, DEFAULT, is_text=False)
    assert again is not None
    assert found.document == again.document
    assert "app: theirs" in found.text
    if case.is_text:
        assert case.mine[1] in found.text


def test_a_page_that_shows_other_pods_is_not_understood() -> None:
    stored = Manifest.read(POD)
    assert shown_text({}, stored) is None
    assert shown_text({"shown": "["}, stored) is None
    assert shown_text({"shown": f"{POD}---\n{POD}"}, stored) is None
    crlf = Manifest.read(POD.replace("\n", "\r\n"))
    shown = shown_text({"shown": POD}, crlf)
    assert shown is not None
    assert shown.text == crlf.text


@pytest.fixture
def behind(client: Client) -> Step:
    """A page that has missed that another one has changed the label."""
    step = Step(client, begin(client), "metadata")
    Step(client, step.draft, "metadata").post({LABEL: "theirs"}, preview=True)
    return step


@pytest.mark.django_db
def test_the_page_is_told_what_it_was_merged_with(behind: Step) -> None:
    response = behind.post({NAME: "mine"}, preview=True, shown=POD)
    assert "Merged with another page’s change: label app web → theirs." in response.content.decode()
    assert behind.draft.text == POD.replace("name: web\n", "name: mine\n", 1).replace("app: web", "app: theirs")


@pytest.mark.django_db
def test_a_text_is_merged_as_text(behind: Step) -> None:
    data = {**behind.data, "yaml": f"{POD}# mine\n", "shown": POD}
    response = behind.client.post(f"/drafts/{behind.draft.key}/yaml/check/metadata/", data)
    assert "Merged with" in response.content.decode()
    behind.draft.refresh_from_db()
    assert behind.draft.text == POD.replace("app: web", "app: theirs") + "# mine\n"


ASKED = {
    "the page does not say what it showed": {NAME: "mine"},
    "the same field": {LABEL: "mine", "shown": POD},
    "undo": {"op": "undo", "shown": POD},
    "a new row, which is on the page alone": {"op": "add:metadata.annotations", "shown": POD},
    "a button for what is not there": {"op": "clean", "shown": POD.replace("kind: Pod", "kind: 7")},
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", ASKED)
def test_somebody_is_asked(behind: Step, case: str) -> None:
    stored = behind.draft.text
    response = behind.post(ASKED[case], preview=True)
    assert response["HX-Retarget"] == "#conflict"
    assert behind.draft.text == stored


@pytest.mark.django_db
def test_a_text_that_is_no_value_is_asked_about_too(client: Client) -> None:
    step = Step(client, begin(client), "containers/0")
    Step(client, step.draft, "metadata").post({LABEL: "theirs"}, preview=True)
    assert step.post({PORT: "eighty"}, preview=True, shown=POD)["HX-Retarget"] == "#conflict"


@pytest.mark.django_db
def test_the_news_is_said_to_a_page_that_only_looks(behind: Step) -> None:
    response = behind.post(preview=True, op="theirs", shown=POD)
    assert "Changed on another page: label app web → theirs." in response.content.decode()
