"""A draft to test with, and posting its steps as a page would."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podbuilder.builder.models import Draft
from tests.support.plain import PlainBrowser

POD = """\
# The web server
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web  # what the Service selects
    tier: front
spec:
  containers:
  - name: web
    image: "nginx:1.27"
    ports:
    - containerPort: 80
    - containerPort: 443
      name: https
    env:
    - name: MODE
      value: fast
"""


def begin(client: Client, text: str = POD) -> Draft:
    """A draft of this client's, begun with a file: a text box would change its line ends."""
    response = client.post("/drafts/import/", {"file": SimpleUploadedFile("pod.yaml", text.encode())})
    assert response.status_code == 302, response.content.decode()
    return Draft.objects.order_by("-created").first()


class Step:
    """One opened step of a draft: what its page would post."""

    def __init__(self, client: Client, draft: Draft, slug: str) -> None:
        self.client, self.draft, self.slug = client, draft, slug
        self.browser = PlainBrowser(client)
        self.browser.open(f"/drafts/{draft.key}/edit/{slug}/")
        form = self.browser.by_id["step-form"]
        self.data: dict[str, str] = {
            control.attrs["name"]: self.browser.value_of(control)
            for control in self.browser.root.all("input", "select", "textarea")
            if self.browser.form_of(control) is form and control.attrs.get("name") and "disabled" not in control.attrs
        }

    def post(self, changes: dict[str, str] | None = None, *, preview: bool = False, **more: str) -> Any:
        """Post the page with some texts changed; by hand, or as the live preview does."""
        kind = "preview" if preview else "edit"
        url = f"/drafts/{self.draft.key}/{kind}/{self.slug}/"
        response = self.client.post(url, {**self.data, **(changes or {}), **more})
        self.draft.refresh_from_db()
        return response


def edit(client: Client, draft: Draft, slug: str, changes: dict[str, str] | None = None, **more: str) -> str:
    """The draft's text after one step was posted with these changes."""
    Step(client, draft, slug).post(changes, **more)
    return draft.text
