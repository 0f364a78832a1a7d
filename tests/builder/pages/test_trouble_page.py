"""The Troubleshooter's page: quotations, marks, fields, and what is shown of a long paste."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.pages.trouble_page import TroublePage
from podbuilder.kube.core.limits import SHOWN_LINES
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.troubleshooting.paste_lines import MOST_CHARACTERS
from tests.builder.support import begin

PULL = 'Warning  Failed  9s  kubelet  Failed to pull image "web:9": rpc error: manifest unknown'
KILLED = "    Last State:  Terminated\n      Reason:  OOMKilled\n      Exit Code:  137\n"
ATTACHED = 'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) web-1'
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: web, image: nginx}\n"


def of(text: str) -> TroublePage:
    return TroublePage(text, DEFAULT)


@pytest.mark.parametrize("text", ["", " \n\n", "a" * (MOST_CHARACTERS + 1)], ids=["nothing", "blanks", "too much"])
def test_what_is_not_read_names_nothing(text: str) -> None:
    page = of(text)
    assert not page.is_read
    assert (page.causes, list(page.lines), page.manifest) == ([], [], None)
    assert bool(page.refusal) == (len(text) > MOST_CHARACTERS)


def test_as_much_as_is_allowed_is_read() -> None:
    assert of("a\n" * (MOST_CHARACTERS // 2)).refusal == ""


def test_a_paste_without_evidence_says_what_was_understood() -> None:
    page = of("hello\nworld")
    assert page.causes == []
    assert page.answer.understood
    assert page.next_paste is not None


def test_the_line_that_says_so_is_marked_and_quoted() -> None:
    page = of(f"hello\n{PULL}\n\nbye")
    first = page.causes[0]
    assert first.cause.label == "image-not-found"
    assert [(quoted.text, quoted.line) for quoted in first.quotes] == [(PULL, 2)]
    assert [(line.number, line.cause) for line in page.lines] == [(1, 0), (2, 1), (3, 0), (4, 0)]


def test_a_quotation_over_several_lines_leads_to_its_first() -> None:
    wrapped = f"{PULL[:75]}\n{' ' * 20}{PULL[75:]}"
    page = of(f"hello\n{wrapped}\n\n{PULL.replace('web:9', 'web:10')}")
    assert page.causes[0].quotes[0].line == 2
    assert [line.number for line in page.lines if line.cause] == [2, 3, 5]


def test_credentials_are_covered() -> None:
    page = of(f"{PULL}\nDB_PASSWORD=hunter2-very-secret")
    assert "hunter2" not in " ".join(line.text for line in page.lines)
    assert next(page.lines).text == PULL


def test_colours_are_dropped() -> None:
    assert next(of(f"\x1b[31m{PULL}\x1b[0m").lines).text == PULL


def test_of_a_long_paste_the_marked_lines_and_the_ends_are_shown() -> None:
    count = SHOWN_LINES + 3_000
    texts = [f"line {number}" for number in range(1, count + 1)]
    texts[2_999] = PULL
    page = of("\n".join(texts))
    numbers = [line.number for line in page.lines]
    assert len(numbers) < SHOWN_LINES
    assert {1, 2_980, 3_000, 3_020, count} <= set(numbers)
    gaps = [line for line in page.lines if line.left_out]
    assert sum(line.left_out for line in gaps) + len(numbers) == count


def test_a_key_that_begins_above_what_is_shown_is_covered() -> None:
    texts = ["line"] * (SHOWN_LINES + 2_000)
    texts[2_000:2_101] = ["-----BEGIN PRIVATE KEY-----", *["MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"] * 100]
    texts[2_090] = PULL
    page = of("\n".join(texts))
    assert 2_080 in page.texts
    assert "MIIE" not in " ".join(page.texts.values())


def test_a_resource_is_a_key_of_its_field() -> None:
    first = of(KILLED).causes[0]
    assert (first.cause.label, first.field) == ("oom-killed", "spec.containers[0].resources.limits[memory]")
    assert first.field_url == ""


def test_what_would_speak_for_others_leads_to_their_pages() -> None:
    assert "node-out-of-memory" in {one.page.label for one in of(KILLED).causes[0].otherwise}


def test_a_pod_in_the_paste_is_found() -> None:
    assert of(POD).manifest is not None
    assert of("Name: web\n").manifest is None
    assert of("apiVersion: v1\nkind: Service\nmetadata: {name: web}\n").manifest is None


@pytest.mark.django_db
def test_with_a_draft_the_field_leads_to_its_control(client: Client) -> None:
    draft = begin(client)
    page = TroublePage(KILLED, DEFAULT, draft)
    assert page.causes[0].field_url == (
        f"/drafts/{draft.key}/jump/?path=spec.containers%5B0%5D.resources.limits%5Bmemory%5D"
    )
    assert page.first_commands[0][1] == "kubectl describe pod web"
    assert TroublePage(POD, DEFAULT, draft).manifest is None


@pytest.mark.django_db
def test_what_is_no_field_of_a_pod_leads_nowhere(client: Client) -> None:
    page = TroublePage(ATTACHED, DEFAULT, begin(client))
    assert page.causes[0].field
    assert page.causes[0].field_url == ""


VALUES = {
    "an image": (PULL, "nginx"),
    "nothing that is set": (KILLED, ""),
    "no field": ("node(s) were unschedulable", ""),
}


@pytest.mark.parametrize(("said", "value"), VALUES.values(), ids=VALUES)
def test_what_the_field_is_now_is_shown(said: str, value: str) -> None:
    pod = POD.replace("image: nginx", "image: nginx, env: [{name: A, value: x}]")
    page = of(f"{pod}$ kubectl describe pod web\n{said}\n")
    assert page.manifest is not None
    assert page.causes[0].value == value
    assert of(said).causes[0].value == ""


@pytest.mark.django_db
def test_the_strategy_is_a_deployments_own(client: Client) -> None:
    pod = "      containers:\n      - {name: web, image: nginx}\n"
    text = (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n"
        f"  template:\n    metadata: {{labels: {{app: web}}}}\n    spec:\n{pod}"
    )
    page = TroublePage(ATTACHED, DEFAULT, begin(client, text))
    assert page.causes[0].field == "Deployment.spec.strategy.type"
    assert page.causes[0].field_url.endswith("/jump/?path=Deployment.spec.strategy.type")
