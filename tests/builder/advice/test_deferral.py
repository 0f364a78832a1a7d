"""Advice that waits until the pod has more in it, and that nowhere else it is missing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.builder.advice.advice import judge, judged_by, review_of
from podbuilder.builder.advice.deferral import MOST_AT_FIRST, Deferral, defer
from podbuilder.builder.models import Draft
from podbuilder.kube.starters.starters import BLANK, all_starters
from tests.builder.support import Step, begin

TWO = "{kind: Pod, metadata: {name: web}, spec: {hostPID: true, containers: [{name: a%s}, {name: b%s}]}}"
SETUP = (
    "{kind: Pod, metadata: {name: web}, spec: {initContainers: [{name: setup%s}], containers: [{name: b, image: b:1}]}}"
)


def deferral(text: str, **fields: Any) -> tuple[Deferral, int]:
    draft = Draft(text=text, **fields)
    review = review_of(draft.manifest, draft)
    judged = judged_by(review, draft.manifest, draft)
    return defer(judged.advice, judged.pod, review.errors), len(judged.advice)


QUIET = {
    "quiet - every container has an image": TWO % (", image: a:1", ", image: b:1"),
    "quiet - an init container has one": SETUP % ", image: s:1",
    **{f"quiet - {starter.slug}": starter.manifest for starter in all_starters()},
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_nothing_waits_once_there_are_images(text: str) -> None:
    found, of_all = deferral(text)
    assert (len(found.now), found.waiting) == (of_all, 0)


BEGUN = {
    "a blank pod": BLANK,
    "no containers at all": "{kind: Pod, metadata: {name: web}, spec: {containers: []}}",
    "two without images": TWO % ("", ""),
    "in a Deployment": "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: "
    "{selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a}]}}}}",
}


@pytest.mark.parametrize("profile", ["default", "strict", "all"])
@pytest.mark.parametrize("text", BEGUN.values(), ids=BEGUN)
def test_a_pod_that_has_just_begun_is_told_little(text: str, profile: str) -> None:
    found, of_all = deferral(text, profile=profile)
    assert len(found.now) <= MOST_AT_FIRST
    assert len(found.now) + found.waiting == of_all
    assert found.waiting


def test_what_is_filled_in_is_heard_at_once() -> None:
    found, _ = deferral(TWO % ("", ""))
    assert [one.rule for one in found.now] == ["host-pid"]


def test_only_the_container_without_an_image_waits() -> None:
    found, _ = deferral(TWO % (", image: a:1", ""))
    assert {one.container for one in found.now} == {"a", ""}
    assert found.waiting


def test_of_a_text_that_is_no_value_nothing_is_said_but_that() -> None:
    limits = "{kind: Pod, metadata: {name: web}, spec: {containers: [{name: a, image: a:1, resources: {limits: %s}}]}}"
    rule = "memory-limit-missing"
    assert rule in {one.rule for one in deferral(limits % "{cpu: 1}")[0].now}
    for text in ("{memory: 2GB}", "lots"):
        found, _ = deferral(limits % text)
        assert rule not in {one.rule for one in found.now}
        assert not found.waiting


@pytest.mark.django_db
def test_the_page_says_how_many_wait_and_one_click_shows_them(client: Client) -> None:
    draft = begin(client, BLANK)
    browser = Step(client, draft, "metadata").browser
    assert "pieces of advice wait until the containers have their images" in browser.by_id["problems"].text
    of_all = len(judge(draft.manifest, draft).advice)
    page = client.get(f"/drafts/{draft.key}/advice/").content.decode()
    assert f"{of_all} pieces of advice" in page
    report = client.get(f"/drafts/{draft.key}/report/").content.decode()
    assert report.count('class="report__row"') == of_all
