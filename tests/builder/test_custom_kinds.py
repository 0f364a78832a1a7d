"""Kinds that Kubernetes does not define, in the builder: opened, edited by the form, downloaded whole."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import Step, begin

pytestmark = pytest.mark.django_db

ROLLOUT = """\
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web}
spec:
  strategy: {canary: {}}  # ours
  template:
    spec:
      containers:
      - name: web
        image: nginx:1.27
"""
RAY = """\
apiVersion: ray.io/v1
kind: RayCluster
metadata: {name: demo}
spec:
  headGroupSpec:
    template:
      spec:
        containers:
        - {name: head, image: "rayproject/ray:2.40.0"}
  workerGroupSpecs:
  - groupName: gpu
    template:
      spec:
        containers:
        - {name: worker, image: "rayproject/ray:2.40.0"}
"""
WORKFLOW = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  templates:
  - name: main
    container:
      image: alpine:3.20
"""
UNKNOWN = ROLLOUT.replace("argoproj.io", "example.com")
TEXTS = {"Rollout": ROLLOUT, "Workflow": WORKFLOW, "unknown": UNKNOWN}
STEPS = ("metadata", "containers/0", "volumes", "scheduling", "security", "yaml", "review")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_form_edits_it_and_the_whole_object_is_downloaded(client: Client, text: str) -> None:
    draft = begin(client, text)
    image = "alpine:3.20" if "alpine" in text else "nginx:1.27"
    Step(client, draft, "containers/0").post({"spec.containers[0].image": "httpd:2.4"})
    assert draft.text == text.replace(image, "httpd:2.4")
    assert client.get(f"/drafts/{draft.key}/download.yaml").content.decode() == draft.text


def test_each_template_is_chosen_by_its_place(client: Client) -> None:
    draft = begin(client, RAY)
    html = client.get(f"/drafts/{draft.key}/edit/metadata/").content.decode()
    assert "demo · RayCluster · spec.headGroupSpec.template · line 6" in " ".join(html.split())
    assert "demo · RayCluster · spec.workerGroupSpecs[0].template · line 12" in " ".join(html.split())
    client.post(f"/drafts/{draft.key}/pod/metadata/", {"pod": "1"})
    draft.refresh_from_db()
    Step(client, draft, "containers/0").post({"spec.containers[0].image": "rayproject/ray:2.41.0"})
    head, found, worker = RAY.rpartition("rayproject/ray:2.40.0")
    assert draft.text == f"{head}rayproject/ray:2.41.0{worker}"
    assert found


VERDICTS = {
    "Rollout": (ROLLOUT, "accepts the pods of this Rollout.", "Of this Rollout only its pod template was judged"),
    "unknown": (UNKNOWN, "Nothing was judged", "The kind Rollout of example.com is not known here"),
}


@pytest.mark.parametrize(("text", "verdict", "note"), VERDICTS.values(), ids=VERDICTS)
def test_what_is_not_judged_is_said_on_every_page(client: Client, text: str, verdict: str, note: str) -> None:
    draft = begin(client, text)
    for address in ("edit/containers/0/", "edit/review/", "report/"):
        html = " ".join(client.get(f"/drafts/{draft.key}/{address}").content.decode().split())
        assert verdict in html, address
        assert note in html, address
    versions = client.get(f"/drafts/{draft.key}/versions/").content.decode()
    assert ("Not judged" in versions) == (text is UNKNOWN)


@pytest.mark.parametrize("text", [*TEXTS.values(), RAY], ids=[*TEXTS, "RayCluster"])
def test_every_step_opens(client: Client, text: str) -> None:
    draft = begin(client, text)
    for slug in STEPS:
        response = client.get(f"/drafts/{draft.key}/edit/{slug}/", follow=True)
        assert response.status_code == 200, slug


def test_a_field_without_a_place_is_refused_with_a_sentence(client: Client) -> None:
    draft = begin(client, WORKFLOW)
    response = Step(client, draft, "scheduling").post({"spec.hostNetwork": "true", "spec.nodeName": "a"})
    assert draft.text == WORKFLOW
    assert "A Workflow has no place for" in response.content.decode()
