"""The page that fills a ConfigMap or a Secret from files."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from podbuilder.web.limits import LARGEST_FILE
from tests.builder.support import POD, begin, edit
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
FILE = f"{POD}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: settings}}\ndata:\n  mode: fast\n"


def test_looking_changes_nothing(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/companions/files/?to=Secret/db"
    assert Client().get(url).status_code == Client().post(url).status_code == 404
    page = client.post(url, {"op": "look", "name:0": "password", "text:0": "hunter2"}).content.decode()
    assert "kubectl create secret generic db --from-file=password" in page
    assert "base64 hides nothing" in page
    draft.refresh_from_db()
    assert draft.text == POD


@pytest.mark.parametrize("query", ["?to=Service/web", "?to=Secret/", "?companion=1", f"?companion={FIRST_COMPANION}"])
def test_there_is_nothing_to_fill(client: Client, query: str) -> None:
    assert client.get(f"/drafts/{begin(client).key}/companions/files/{query}").status_code == 404


def test_it_is_one_step_and_undo_takes_it_back(client: Client) -> None:
    draft = begin(client, FILE)
    url = f"/drafts/{draft.key}/companions/files/?companion={FIRST_COMPANION}"
    data = {"op": "apply", "base": draft.revision, "name:0": ".env", "text:0": "A=1\r\nB=2", "lines:0": "on"}
    answer = client.post(url, {**data, "upload": SimpleUploadedFile("logo.png", b"\x89PNG")})
    assert answer["Location"] == f"/drafts/{draft.key}/"
    draft.refresh_from_db()
    assert draft.text == f'{FILE}  A: "1"\n  B: "2"\nbinaryData:\n  logo.png: iVBORw==\n'
    assert (
        "ConfigMap settings has 3 values from files."
        in client.get(f"/drafts/{draft.key}/", follow=True).content.decode()
    )
    assert edit(client, draft, "review", op="undo") == FILE


def test_what_is_uploaded_is_carried_by_the_page(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/companions/files/?to=ConfigMap/web"
    uploads = [SimpleUploadedFile("a.conf", b"\nx <b>\n"), SimpleUploadedFile("logo.png", b"\x89PNG")]
    page = client.post(url, {"upload": uploads})
    html = page.content.decode()
    assert ">\n\nx &lt;b&gt;\n</textarea>" in html
    assert 'name="bytes:1" value="iVBORw=="' in html
    draft.refresh_from_db()
    assert draft.text == POD


def test_it_takes_what_a_file_may_have(client: Client) -> None:
    url = f"/drafts/{begin(client).key}/companions/files/?to=ConfigMap/web"
    large = SimpleUploadedFile("large", b"x" * (LARGEST_FILE - 10_000))
    assert "large was not read" in client.post(url, {"upload": large}).content.decode()


def test_the_keys_without_values_are_the_other_way(client: Client) -> None:
    draft = begin(client, POD.replace("    env:\n", "    envFrom:\n    - secretRef: {name: s}\n    env:\n"))
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/companions/files/?to=Secret/s")
    page.follow("Keys without values")
    assert page.url == f"/drafts/{draft.key}/companions/?add=Secret/s"
    assert page.control("Secret s").attrs.get("checked") is not None
    html = client.get(f"/drafts/{draft.key}/companions/files/?to=Secret/other").content.decode()
    assert "Keys without values" not in html


def test_companions_and_what_must_exist_lead_there(client: Client) -> None:
    draft = begin(client, POD.replace("    env:\n", "    envFrom:\n    - secretRef: {name: s}\n    env:\n"))
    for page in ("companions/", "edit/review/"):
        html = client.get(f"/drafts/{draft.key}/{page}").content.decode()
        assert f'href="/drafts/{draft.key}/companions/files/?to=Secret/s"' in html
    html = client.get(f"/drafts/{draft.key}/companions/").content.decode()
    assert f'href="/drafts/{draft.key}/companions/files/"' in html
