"""What is said of a selector and the labels of the pods, at both ends."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.steps.selector import about_pods, needed_labels
from podbuilder.kube import catalogue
from podbuilder.kube.core.field import FieldPath
from tests.builder.support import Step, begin
from tests.support.plain import PlainBrowser

FITS, LACKS = "the Deployment finds them", "do not have all of these labels"
WEB = {"app": "web"}


def sheet(selector: Any, labels: Any, kind: str = "Deployment") -> Sheet:
    spec = {} if selector is None else {"selector": selector}
    return Sheet({"metadata": {"labels": labels}, kind: {"spec": spec}}, catalogue.with_workload("1.36", kind))


SAID: dict[str, tuple[Any, Any, str]] = {
    "the same labels": ({"matchLabels": WEB}, WEB, FITS),
    "labels among others": ({"matchLabels": WEB}, {**WEB, "tier": "front"}, FITS),
    "another value": ({"matchLabels": WEB}, {"app": "api"}, LACKS),
    "no labels at all": ({"matchLabels": WEB}, None, LACKS),
    "labels that are none": ({"matchLabels": WEB}, ["app"], LACKS),
    "a condition that is met": ({"matchExpressions": [{"key": "app", "operator": "Exists"}]}, WEB, FITS),
    "a condition that is not": (
        {"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["web"]}]},
        WEB,
        LACKS,
    ),
    "no selector": (None, WEB, "Choose a label"),
    "an empty one": ({}, WEB, "Choose a label"),
    "no mapping": ("app=web", WEB, "Choose a label"),
    "labels of the wrong type": ({"matchLabels": ["app"]}, WEB, ""),
    "conditions of the wrong type": ({"matchExpressions": {"key": "app"}}, WEB, ""),
    "a condition that is not finished": ({"matchExpressions": [{"key": "app"}]}, WEB, ""),
    "a condition that is none": ({"matchExpressions": ["app"]}, WEB, ""),
    "values of the wrong type": ({"matchExpressions": [{"key": "a", "operator": "In", "values": "b"}]}, WEB, ""),
}


@pytest.mark.parametrize(("selector", "labels", "said"), SAID.values(), ids=SAID)
def test_whether_the_pods_are_found(selector: Any, labels: Any, said: str) -> None:
    found = about_pods(sheet(selector, labels), FieldPath(("Deployment", "spec", "selector")))
    assert said in found if said else found == ""


def test_a_replication_controller_has_the_labels_themselves() -> None:
    at = FieldPath(("ReplicationController", "spec", "selector"))
    assert "finds them" in about_pods(sheet(WEB, WEB, "ReplicationController"), at)
    assert "Left out" in about_pods(sheet(None, WEB, "ReplicationController"), at)


NEEDED: dict[str, tuple[Any, str]] = {
    "nothing": (None, ""),
    "one label": ({"matchLabels": WEB}, "The Deployment finds its pods by app: web. Keep it here."),
    "two": ({"matchLabels": {**WEB, "tier": "a"}}, "finds its pods by app: web, tier: a. Keep them here."),
    "conditions alone": ({"matchExpressions": [{"key": "app", "operator": "Exists"}]}, ""),
    "labels of the wrong type": ({"matchLabels": "app"}, ""),
}


@pytest.mark.parametrize(("selector", "said"), NEEDED.values(), ids=NEEDED)
def test_which_labels_are_needed(selector: Any, said: str) -> None:
    found = needed_labels(sheet(selector, WEB))
    assert said in found if said else found == ""


def test_a_pod_by_itself_needs_none() -> None:
    assert needed_labels(Sheet({"metadata": {"labels": WEB}}, catalogue.load("1.36"))) == ""


DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: "nginx:1.27"}]
"""


@pytest.mark.django_db
def test_a_label_that_the_selector_needs_shows_its_error_at_once(client: Client) -> None:
    draft = begin(client, DEPLOYMENT)
    step = Step(client, draft, "metadata")
    assert "finds its pods by app: web" in step.browser.by_id["step"].text
    answer = step.post({"metadata.labels#0.value": "api"}, preview=True).content.decode()
    assert "do not match the selector" in answer
    assert draft.errors == 1


@pytest.mark.django_db
def test_a_selector_that_finds_no_pods_says_so_in_both_steps(client: Client) -> None:
    draft = begin(client, DEPLOYMENT)
    Step(client, draft, "workload").post({"Deployment.spec.selector.matchLabels#0.value": "api"}, preview=True)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/workload/")
    assert LACKS in page.by_id["step"].text
    page.open(f"/drafts/{draft.key}/edit/metadata/")
    assert "do not match the selector" in page.by_id["step"].text


@pytest.mark.django_db
def test_a_templates_name_is_asked_of_nobody(client: Client) -> None:
    page = PlainBrowser(client)
    page.open(f"/drafts/{begin(client, DEPLOYMENT).key}/edit/metadata/")
    titles = [heading.text for heading in page.by_id["step"].all("h2")]
    assert titles[:3] == ["Labels", "Annotations", "Name"]
    assert "names its pods itself" in page.by_id["step"].text
