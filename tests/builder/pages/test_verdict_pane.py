"""The pane beneath the YAML: what it says, what it leaves out, and that it is the same while it looks the same."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.advice.advice_words import AdviceWords
from podbuilder.builder.pages.problems import problems_of
from podbuilder.builder.pages.urls import DraftUrls, FieldLinks
from podbuilder.builder.pages.verdict_pane import VerdictPane, facts_of
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest

URLS = DraftUrls("abc", DEFAULT)
WORDS = AdviceWords("info", "a-rule", "It is so.", "spec", "spec", "", "fix:a-rule:spec", "")
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: nginx, resources: {requests: {cpu: 1}}}]}
"""
BAD = POD.replace("image: nginx", "image: nginx, imagePullPolicy: Sometimes, tty: maybe")


def pane(text: str = POD, **more: Any) -> VerdictPane:
    manifest = Manifest.read(text)
    review = review_manifest(manifest)
    around = {
        "kubernetes": DEFAULT,
        "kind": manifest.kind,
        "is_template": manifest.is_template,
        "advice": (),
        "all_advice": 0,
        "waiting": 0,
        "is_review": False,
        "preview_url": "/preview/",
        "urls": URLS,
        **more,
    }
    problems = problems_of(review, manifest, DEFAULT, FieldLinks(URLS, "metadata", None))
    return VerdictPane.of(review, problems, **around)


def test_a_pod_that_is_accepted_has_facts_and_no_problems() -> None:
    assert dict(pane().facts) == {"QoS": "Burstable", "Requests": "1 CPU", "Pod Security": "Baseline"}
    assert (pane().problems, pane().errors, pane().more_problems) == ((), 0, 0)


def test_facts_that_there_are_not_are_left_out() -> None:
    found = facts_of(review_manifest(Manifest.read(POD.replace(", resources: {requests: {cpu: 1}}", ""))))
    assert [name for name, _ in found] == ["QoS", "Pod Security"]


def test_problems_are_counted() -> None:
    found = pane(BAD)
    assert found.errors == found.all_problems == len(found.problems) > 0
    assert found.announcement == f"{found.errors} error{'s' if found.errors > 1 else ''}."


@pytest.mark.parametrize(("shown", "given", "more"), [(0, 0, 0), (1, 1, 0), (1, 4, 3)])
def test_advice_that_is_not_shown_is_counted(shown: int, given: int, more: int) -> None:
    assert pane(advice=(WORDS,) * shown, all_advice=given).more_advice == more


def test_the_advice_stands_in_the_review() -> None:
    assert pane().advice_url == "/drafts/abc/edit/review/#advice"
    assert pane(is_review=True).advice_url == "#advice"


def test_panes_that_look_the_same_are_the_same() -> None:
    assert pane() == pane(POD.replace("nginx", "httpd"))
    assert hash(pane()) == hash(pane(POD.replace("nginx", "httpd")))
    assert pane() != pane(BAD)
