"""A file with several pods: one of them is edited, another can be chosen, and the others are kept to the letter."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from tests.builder.support import POD, Step, begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

JOB = """\
apiVersion: batch/v1
kind: Job
metadata: {name:   clean}   # odd spacing
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: broom   # sweeps
        image: busybox:1.36
"""
FILE = f"{POD}---\n{JOB}"
LIST = "apiVersion: v1\nkind: List\nitems:\n" + "".join(
    "- " + text.rstrip("\n").replace("\n", "\n  ") + "\n" for text in (POD.split("\n", 1)[1], JOB)
)
BOTH = {"two documents": FILE, "a list of two": LIST}


def chooser(client: Client, draft: Draft, slug: str = "metadata") -> list[str]:
    """What the page lets one choose from; the one that is edited is marked."""
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/{slug}/")
    options = page.by_id["pods"].all("option")
    return [f"{'> ' if 'selected' in option.attrs else ''}{option.text.strip()}" for option in options]


def choose(client: Client, draft: Draft, number: int | str, slug: str = "containers/0") -> str:
    """Choose a pod as the page does; the address one is led to."""
    response = client.post(f"/drafts/{draft.key}/pod/{slug}/", {"pod": number})
    draft.refresh_from_db()
    return response.url


@pytest.mark.parametrize(
    "text", [POD, JOB, f"{POD}---\nkind: Service\n"], ids=["a pod", "a job", "a pod and a service"]
)
def test_where_there_is_one_there_is_no_choice(client: Client, text: str) -> None:
    assert chooser(client, begin(client, text)) == []


@pytest.mark.parametrize("text", BOTH.values(), ids=BOTH)
def test_the_first_is_edited_and_the_choice_is_seen(client: Client, text: str) -> None:
    draft = begin(client, text)
    (first, second) = (text[: text.index(kind)].count("\n") for kind in ("kind: Pod", "apiVersion: batch"))
    assert chooser(client, draft) == [
        f"> web · Pod · line {first}",
        f"clean · Job · line {second + 1}",
    ]
    assert (draft.name, draft.pod_number) == ("web", 0)


@pytest.mark.parametrize("text", BOTH.values(), ids=BOTH)
def test_another_is_chosen_and_edited(client: Client, text: str) -> None:
    draft = begin(client, text)
    assert choose(client, draft, 1) == f"/drafts/{draft.key}/edit/containers/0/"
    assert (draft.name, draft.text) == ("clean", text)
    assert chooser(client, draft)[1].startswith("> clean")
    Step(client, draft, "containers/0").post({"spec.containers[0].image": "busybox:1.37"})
    assert draft.text == text.replace("busybox:1.36", "busybox:1.37")
    Step(client, draft, "containers/0").post(op="undo")
    assert (draft.text, draft.pod_number) == (text, 1)
    choose(client, draft, 0)
    Step(client, draft, "containers/0").post({"spec.containers[0].image": "nginx:1.28"}, preview=True)
    assert draft.text == text.replace("nginx:1.27", "nginx:1.28")


@pytest.mark.parametrize("number", ["1", "", "x", "-1", "99999", "9" * 30])
def test_any_number_leads_to_a_pod(client: Client, number: str) -> None:
    draft = begin(client, FILE)
    choose(client, draft, number)
    assert client.get(f"/drafts/{draft.key}/edit/containers/0/").status_code == 200


def test_a_step_that_the_other_lacks(client: Client) -> None:
    draft = begin(client, FILE.replace("  containers:\n  - name: web", "  containers:\n  - name: b\n  - name: web", 1))
    page = client.get(choose(client, draft, 1, "containers/1"), follow=True)
    assert page.redirect_chain[-1][0].endswith("/edit/workload/")


def test_two_tabs_on_two_pods_do_not_mix_them_up(client: Client) -> None:
    draft = begin(client, FILE)
    first = Step(client, draft, "containers/0")
    choose(client, draft, 1)
    first.post({"spec.containers[0].image": "nginx:1.28"})
    assert draft.text == FILE.replace("nginx:1.27", "nginx:1.28")
    assert draft.pod_number == 0


def test_a_text_without_the_chosen_pod_shows_another(client: Client) -> None:
    draft = begin(client, FILE)
    choose(client, draft, 1)
    client.post(f"/drafts/{draft.key}/yaml/", {"yaml": POD, "base": draft.revision, "tab_id": "me", "pod": 1})
    draft.refresh_from_db()
    assert (draft.text, draft.name, chooser(client, draft)) == (POD, "web", [])
    Step(client, draft, "metadata").post(op="undo")
    assert (draft.text, draft.name) == (FILE, "clean")


def test_the_editor_stays_with_the_chosen_pod(client: Client) -> None:
    draft = begin(client, FILE)
    choose(client, draft, 1)
    data = {"yaml": FILE.replace("broom", "mop"), "base": draft.revision, "tab_id": "me", "pod": 1, "form": ""}
    answer = client.post(f"/drafts/{draft.key}/yaml/check/containers/0/", data).content.decode()
    assert ">mop</h1>" in answer
    data = {**data, "yaml": data["yaml"].replace("clean", "tidy")}
    assert "tidy · Job" in client.post(f"/drafts/{draft.key}/yaml/check/containers/0/", data).content.decode()


def test_a_twin_shows_the_same_pod(client: Client) -> None:
    draft = begin(client, FILE)
    choose(client, draft, 1)
    client.post(f"/drafts/{draft.key}/duplicate/")
    assert Draft.objects.exclude(pk=draft.pk).get().pod_number == 1


def test_the_choice_keeps_up_with_a_name(client: Client) -> None:
    draft = begin(client, FILE)
    answer = Step(client, draft, "metadata").post({"metadata.name": "front"}, preview=True).content.decode()
    assert "front · Pod · line 2" in answer
