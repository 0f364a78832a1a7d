"""Pages about a pod, while something beside the pods of a file is edited: each says so and leads back."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from tests.builder.support import POD, begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

FILE = f"{POD}---\napiVersion: v1\nkind: Service\nmetadata:\n  name: front\nspec:\n  ports:\n  - port: 80\n"
PAGES = {
    "recipes": ("get", "add/"),
    "a recipe": ("get", "add/fluent-bit/"),
    "a recipe's answers": ("post", "add/fluent-bit/preview/"),
    "devices": ("get", "devices/?container=containers/0"),
    "a choice of devices": ("post", "devices/preview/"),
    "advice": ("get", "advice/"),
    "a fix": ("get", "advice/fix/?rule=memory-limit-missing&path=spec.containers[0]"),
    "suppressing": ("get", "advice/suppressed/?rule=host-pid&path=spec"),
    "hardening": ("post", "harden/restricted/"),
    "a role": ("post", "role/containers/0/"),
    "another kind of container": ("get", "convert/native/containers/0/"),
    "renaming": ("get", "rename/?path=spec.containers[0].name"),
    "the report": ("get", "report/"),
    "the Troubleshooter": ("get", "troubleshoot/"),
    "its fixes": ("post", "troubleshoot/fix/"),
    "its life": ("get", "life/"),
    "the diagram": ("get", "diagram/"),
    "its pane": ("get", "diagram/pane/?show=1"),
    "its file": ("get", "diagram.svg"),
    "another kind": ("get", "kind/Deployment/"),
    "companions": ("get", "companions/"),
    "a folder": ("get", "folder/helm/"),
    "a file of it": ("get", "folder/helm/file/?path=values.yaml"),
    "a ZIP": ("get", "folder/helm.zip"),
    "an overlay": ("get", "overlay/?at=prod"),
    "a field of an overlay": ("get", "overlay/field/?at=prod&object=0&field=spec"),
    "other tools": ("get", "export/"),
    "their file": ("get", "export/docker-run/"),
}


@pytest.mark.parametrize(("method", "address"), PAGES.values(), ids=PAGES)
def test_it_says_what_is_edited_and_leads_back_to_the_pod(client: Client, method: str, address: str) -> None:
    draft = begin(client, FILE)
    draft.choose_pod(FIRST_COMPANION)
    response = getattr(client, method)(f"/drafts/{draft.key}/{address}")
    assert response.status_code == 200
    assert "what you are editing in this file is the Service <code>front</code>" in response.content.decode()
    draft.refresh_from_db()
    assert (draft.text, draft.pod_number) == (FILE, FIRST_COMPANION)


def test_its_button_goes_on_with_the_pod(client: Client) -> None:
    draft = begin(client, FILE)
    draft.choose_pod(FIRST_COMPANION)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/report/")
    page.press("Edit Pod web")
    assert page.url == f"/drafts/{draft.key}/edit/metadata/"
    page.open(f"/drafts/{draft.key}/report/")
    assert "Only for pods" not in page.root.text


def test_a_page_that_shows_the_pod_still_does(client: Client) -> None:
    draft = begin(client, FILE)
    draft.choose_pod(FIRST_COMPANION)
    response = client.post(f"/drafts/{draft.key}/harden/restricted/", {"pod": "0"})
    assert "Only for pods" not in response.content.decode()
