"""The report on a pod: what it says, by which profile, and that it stands on one sheet."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.kube import lint
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


def report(client: Client, draft: Draft) -> str:
    response = client.get(f"/drafts/{draft.key}/report/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def judged_by(client: Client, profile: str, text: str = "") -> str:
    draft = begin(client)
    draft.profile, draft.profile_text = profile, text
    draft.save()
    return report(client, draft)


def test_a_pod_that_is_accepted(client: Client) -> None:
    text = report(client, begin(client))
    for words in (
        "The API server of Kubernetes 1.36 accepts this manifest.",
        "Baseline: the highest level that it satisfies",
        "BestEffort",
        "the profile Default. What nearly every pod should follow.",
        "Advice on security",
        "Advice on reliability",
        'href="/rules/run-as-non-root/?',
        "<code>spec.containers[0].resources.limits[memory]</code>",
        "<svg",
    ):
        assert words in text, words
    assert "Five rules" not in text


def test_a_pod_that_is_refused(client: Client) -> None:
    text = report(client, begin(client, POD.replace("containerPort: 80\n", "containerPort: 99999\n")))
    assert "refuses this manifest: 1 error." in text
    assert "What the API server says" in text
    assert "<code>spec.containers[0].ports[0].containerPort</code>" in text


def test_what_is_reserved(client: Client) -> None:
    text = report(client, begin(client, f"{POD}    resources: {{requests: {{cpu: 100m}}, limits: {{memory: 1Gi}}}}\n"))
    assert "<code>cpu</code> 100m reserved" in text
    assert "<code>memory</code> 1Gi reserved, at most 1Gi </li>" in text


def test_the_course_is_told_as_a_lesson(client: Client) -> None:
    text = judged_by(client, "course")
    assert all(lesson.title in text for lesson in lint.LESSONS)
    assert text.count("not yet") == 4
    assert text.count("kept</span>") == 1


def test_a_lesson_that_was_suppressed_is_not_kept(client: Client) -> None:
    draft = begin(client)
    draft.profile, draft.waivers = "course", [{"rule": "run-as-non-root", "path": "", "reason": "Until May."}]
    draft.save()
    text = report(client, draft)
    assert (text.count("not yet"), text.count("suppressed</span>"), text.count("kept</span>")) == (3, 1, 1)


def test_a_profile_of_ones_own(client: Client) -> None:
    text = judged_by(client, "own", "name: Payments\nstart: nothing\nrules: {run-as-non-root: critical}\n")
    assert "the profile Payments" in text
    assert "1 critical" in text
    assert "Advice on reliability" not in text


def test_what_was_suppressed_stands_with_its_reason(client: Client) -> None:
    draft = begin(client)
    draft.waivers = [{"rule": "run-as-non-root", "path": "", "reason": "The image needs root until May."}]
    draft.save()
    text = report(client, draft)
    advice, _, suppressed = text.partition('id="suppressed"')
    assert "run-as-non-root/" not in advice
    assert 'href="/rules/run-as-non-root/?' in suppressed
    assert "The image needs root until May." in suppressed
    assert "1, each with its reason below" in text


def test_what_another_tool_was_told_stands_with_its_source(client: Client) -> None:
    text = POD.replace("  name: web\n", "  name: web\n  annotations: {checkov.io/skip1: CKV_K8S_8}\n", 1)
    suppressed = report(client, begin(client, text)).partition('id="suppressed"')[2]
    assert "liveness-probe-missing" in suppressed
    assert "No reason was given." in suppressed
    assert "annotation checkov.io/skip1" in suppressed


def test_nothing_to_advise(client: Client) -> None:
    assert "Nothing to advise." in judged_by(client, "own", "start: nothing\n")


@pytest.mark.parametrize(("profile", "text"), [("own", "rules: ["), ("own", ""), ("loud", "")])
def test_a_profile_that_cannot_be_read_any_more(client: Client, profile: str, text: str) -> None:
    assert "the profile Default" in judged_by(client, profile, text)


def test_a_text_that_is_no_manifest_yet(client: Client) -> None:
    assert report(client, begin(client, "kind: Pod\n"))


def test_the_review_leads_to_it(client: Client) -> None:
    draft = begin(client)
    assert f'href="/drafts/{draft.key}/report/"' in client.get(f"/drafts/{draft.key}/edit/review/").content.decode()
