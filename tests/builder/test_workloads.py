"""A workload in the builder: what is wrong around the pod is listed, counted, and found in the YAML."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import Step, begin
from tests.support.plain import PlainBrowser

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: -1  # none at all
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
"""


@pytest.mark.django_db
def test_the_problem_leads_to_the_line(client: Client) -> None:
    draft = begin(client, DEPLOYMENT)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/containers/0/")
    problems = page.by_id["problems"]
    assert "spec.replicas · line 6" in problems.text
    assert "accepts" not in problems.text
    links = [link.attrs["href"] for link in problems.all("a") if "spec.replicas" in link.attrs.get("aria-label", "")]
    assert links == ["#line-6"]
    assert "replicas" in page.by_id["line-6"].text
    assert draft.errors == 1


@pytest.mark.django_db
def test_no_step_takes_it_for_its_own(client: Client) -> None:
    draft = begin(client, DEPLOYMENT)
    page = PlainBrowser(client)
    for slug in ("metadata", "scheduling"):
        page.open(f"/drafts/{draft.key}/edit/{slug}/")
        assert "is negative" not in page.by_id["step-form"].text
    page.open(f"/drafts/{draft.key}/edit/review/")
    assert "1 error" in page.by_id["step-form"].text


@pytest.mark.django_db
def test_versions_say_it_too(client: Client) -> None:
    draft = begin(client, DEPLOYMENT)
    assert "spec.replicas" in client.get(f"/drafts/{draft.key}/versions/").content.decode()


@pytest.mark.django_db
def test_an_edit_keeps_the_rest_to_the_letter(client: Client) -> None:
    draft = begin(client, DEPLOYMENT)
    Step(client, draft, "containers/0").post({"spec.containers[0].image": "nginx:1.28"})
    draft.refresh_from_db()
    assert draft.text == DEPLOYMENT.replace("nginx:1.27", "nginx:1.28")


@pytest.mark.django_db
def test_files_and_commands_are_the_objects(client: Client) -> None:
    draft = begin(client, DEPLOYMENT.replace("  name: web\nspec", "  name: shop\n  namespace: front\nspec"))
    for form in ("yaml", "json"):
        assert f'filename="shop.{form}"' in client.get(f"/drafts/{draft.key}/download.{form}")["Content-Disposition"]
    html = client.get(f"/drafts/{draft.key}/edit/review/").content.decode()
    assert "kubectl apply -n front -f shop.yaml" in html
    assert "kubectl get deployment -n front shop" in html
    assert "pod.yaml" not in html


@pytest.mark.django_db
def test_commands_for_a_pod_of_a_list(client: Client) -> None:
    pod = (
        "{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: back}, spec: {containers: [{name: a, image: b}]}}"
    )
    draft = begin(client, f"apiVersion: v1\nkind: List\nitems:\n- {pod}\n")
    html = client.get(f"/drafts/{draft.key}/edit/review/").content.decode()
    assert "kubectl describe pod -n back web" in html
    assert "-f web.yaml" in html


@pytest.mark.django_db
def test_labels_that_no_longer_fit_the_selector(client: Client) -> None:
    draft = begin(client, DEPLOYMENT.replace("replicas: -1", "replicas: 1"))
    assert draft.errors == 0
    Step(client, draft, "metadata").post({"metadata.labels#0.value": "api"})
    draft.refresh_from_db()
    assert draft.errors == 1
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/metadata/")
    assert "do not match the selector" in page.by_id["step-form"].text
