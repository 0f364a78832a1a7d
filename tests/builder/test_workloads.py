"""A workload in the builder: what is wrong around the pod is listed, counted, and found in the YAML and in its step."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

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
def test_the_problem_leads_to_the_field(client: Client) -> None:
    draft = begin(client, DEPLOYMENT)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/containers/0/")
    problems = page.by_id["problems"]
    assert "spec.replicas · line 6" in problems.text
    assert "accepts" not in problems.text
    links = [link.attrs["href"] for link in problems.all("a") if "spec.replicas" in link.attrs.get("aria-label", "")]
    assert links == [f"/drafts/{draft.key}/jump/?path=Deployment.spec.replicas"]
    assert client.get(links[0])["Location"] == f"/drafts/{draft.key}/edit/workload/#f-Deployment-spec-replicas"
    assert "replicas" in page.by_id["line-6"].text
    assert draft.errors == 1


@pytest.mark.django_db
def test_its_own_step_says_it_and_no_other(client: Client) -> None:
    draft = begin(client, DEPLOYMENT)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/workload/")
    assert "is negative" in page.by_id["step-form"].text
    for slug in ("metadata", "scheduling"):
        page.open(f"/drafts/{draft.key}/edit/{slug}/")
        assert "is negative" not in page.by_id["step-form"].text
    page.open(f"/drafts/{draft.key}/edit/review/")
    assert "1 error" in page.by_id["step-form"].text


# A line of the file, and where a click on its number leads.
LINES = {
    2: "workload/#step",
    4: "workload/#f-Deployment-metadata-name",
    6: "workload/#f-Deployment-spec-replicas",
    9: "workload/#f-Deployment-spec-selector-matchLabels-0-key",
    10: "metadata/#f-metadata",
    13: "metadata/#f-metadata-labels-0-key",
    17: "containers/0/#f-spec-containers-0-image",
}


@pytest.mark.django_db
@pytest.mark.parametrize("line", LINES)
def test_a_line_leads_to_its_field(client: Client, line: int) -> None:
    draft = begin(client, DEPLOYMENT)
    found = client.get(f"/drafts/{draft.key}/jump/", {"line": line})["Location"]
    assert found.startswith(f"/drafts/{draft.key}/edit/{LINES[line]}")


@pytest.mark.django_db
def test_a_field_of_it_is_found_explained_noted_and_made_a_parameter(client: Client) -> None:
    draft = begin(client, DEPLOYMENT)
    path = "Deployment.spec.replicas"
    found = client.get(f"/drafts/{draft.key}/find/", {"q": "replicas"}).content.decode()
    assert path in found
    assert (
        "Number of desired pods"
        in client.get(reverse("builder:field-docs"), {"path": path, "version": "1.36"}).content.decode()
    )
    note = client.get(f"/drafts/{draft.key}/note/", {"path": path}).content.decode()
    assert "none at all" in note
    Step(client, draft, "workload").post({f"comment:{path}": "two zones"})
    assert "replicas: -1  # two zones" in draft.text
    page = client.get(f"/drafts/{draft.key}/parameter/", {"path": path}).content.decode()
    assert 'value="replicas"' in page


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
