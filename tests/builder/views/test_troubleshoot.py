"""The Troubleshooter: pastes and files, limits, a draft's pod, and the ways that lead to it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from tests.builder.support import POD, begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

PULL = 'Warning  Failed  9s  kubelet  Failed to pull image "web:9": rpc error: manifest unknown'
DESCRIBE = f"Name:         web-0\nNamespace:    shop\nEvents:\n  {PULL}\n"
LIMITED = POD.replace("    ports:", "    resources:\n      limits:\n        memory: 64Mi\n    ports:")
KILLED = f"""{LIMITED}status:
  containerStatuses:
  - name: web
    lastState:
      terminated:
        exitCode: 137
        reason: OOMKilled
    state:
      waiting:
        reason: CrashLoopBackOff
"""


def said(client: Client, text: str, address: str = "/troubleshoot/") -> str:
    response = client.post(address, {"text": text})
    assert response.status_code == 200
    return response.content.decode()


def test_the_empty_page_says_what_to_run(client: Client) -> None:
    html = client.get("/troubleshoot/").content.decode()
    assert "kubectl describe pod POD" in html
    assert 'name="text"' in html


def test_an_empty_paste_is_the_empty_page_and_told_so(client: Client) -> None:
    html = said(client, " \r\n ")
    assert "kubectl describe pod POD" in html
    assert "There is nothing here yet" in html
    assert "There is nothing here yet" not in client.get("/troubleshoot/").content.decode()


def test_a_paste_is_answered_and_forgotten(client: Client) -> None:
    html = said(client, DESCRIBE)
    assert "The registry has no such image or tag." in html
    assert 'href="#line-4"' in html
    assert 'id="line-4"' in html
    assert "kubectl -n shop describe pod web-0" in html
    assert not Draft.objects.exists()
    assert "visitor" not in client.cookies


def test_what_says_nothing_is_told_so(client: Client) -> None:
    html = said(client, "hello")
    assert "Nothing here says why it does not run." in html


def test_markup_in_a_paste_stays_text(client: Client) -> None:
    html = said(client, f"{PULL} <script>alert(1)</script>")
    assert "<script>alert" not in html


def test_files_come_below_the_paste(client: Client) -> None:
    files = [SimpleUploadedFile("a.txt", PULL.encode()), SimpleUploadedFile("b.txt", b"\xff\xfe OOMKilled")]
    html = client.post("/troubleshoot/", {"text": "hello", "file": files}).content.decode()
    assert 'id="line-3"' in html
    assert "The container needs more memory than its limit." in html


def test_too_long_a_paste_is_refused_with_a_way_on(client: Client) -> None:
    html = said(client, "a" * 1_100_000)
    assert "a paste may have 1,048,576" in html
    assert "--tail=2000" in html
    assert "aaaa" not in html


def test_a_paste_about_a_draft_leads_to_its_field(client: Client) -> None:
    draft = begin(client)
    html = said(client, DESCRIBE, f"/drafts/{draft.key}/troubleshoot/")
    assert f"/drafts/{draft.key}/jump/?path=spec.containers%5B0%5D.image" in html
    before = draft.text
    draft.refresh_from_db()
    assert draft.text == before


def test_beside_the_pod_it_says_so(client: Client) -> None:
    draft = begin(client, f"{POD}---\napiVersion: v1\nkind: Service\nmetadata: {{name: web}}\n")
    draft.choose_pod(FIRST_COMPANION)
    assert "Only for pods" in client.get(f"/drafts/{draft.key}/troubleshoot/").content.decode()


def test_a_draft_with_a_status_is_told_at_once(client: Client) -> None:
    draft = begin(client)
    assert "What you pasted" not in client.get(f"/drafts/{draft.key}/troubleshoot/").content.decode()
    Draft.objects.update(text=KILLED)
    html = client.get(f"/drafts/{draft.key}/troubleshoot/").content.decode()
    assert "The container needs more memory than its limit." in html


def test_nothing_of_a_paste_is_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    draft = begin(client)
    with caplog.at_level("DEBUG"):
        for address in (
            "/troubleshoot/",
            "/troubleshoot/fix/",
            f"/drafts/{draft.key}/troubleshoot/fix/",
            "/drafts/import/",
        ):
            client.post(address, {"text": f"{DESCRIBE} teapot", "fix": "oom-killed:0"})
    assert "teapot" not in caplog.text


# The ways that lead to it.

BROUGHT = {
    "describe output": DESCRIBE,
    "events": f"LAST SEEN   TYPE      REASON   OBJECT      MESSAGE\n9s          {PULL[:60]}\n",
    "rows of pods": "NAME    READY   STATUS             RESTARTS\nweb-0   0/1     ImagePullBackOff   0\n",
    "a log": "2026-01-01T10:00:00 INFO start\n2026-01-01T10:00:01 ERROR bind: address already in use\n",
    "one message": "0/3 nodes are available: 3 Insufficient cpu.",
}


@pytest.mark.parametrize("text", BROUGHT.values(), ids=BROUGHT)
def test_the_start_page_leads_here(client: Client, text: str) -> None:
    html = client.post("/drafts/import/", {"text": text}).content.decode()
    assert "Why does it not run?" in html
    assert not Draft.objects.exists()


def test_somebody_who_says_what_it_is_is_believed(client: Client) -> None:
    html = client.post("/drafts/import/", {"text": DESCRIBE, "form": "manifest"}).content.decode()
    assert "Why does it not run?" not in html


def test_a_sentence_without_a_cause_is_still_nothing_known(client: Client) -> None:
    assert "Why does it not run?" not in client.post("/drafts/import/", {"text": "hello"}).content.decode()


def test_a_pod_whose_status_says_why_offers_both(client: Client) -> None:
    browser = PlainBrowser(client)
    browser.open("/")
    browser.fill("Paste anything", KILLED)
    browser.press("Open it")
    assert "The container needs more memory than its limit." in browser.root.text
    browser.press("Open it in the builder")
    draft = Draft.objects.get()
    assert draft.text == KILLED
    assert browser.url == f"/drafts/{draft.key}/edit/metadata/"


def test_a_pod_that_runs_opens_at_once(client: Client) -> None:
    running = f"{POD}status:\n  phase: Running\n  containerStatuses:\n  - {{name: web, ready: true}}\n"
    assert client.post("/drafts/import/", {"text": running}).status_code == 302


# Fixes.


def test_a_fix_is_shown_applied_and_taken_back(client: Client) -> None:
    draft = begin(client, LIMITED)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/troubleshoot/")
    browser.fill("Paste what kubectl says", "Reason: OOMKilled")
    browser.press("Find the cause")
    browser.press("Give it 128Mi of memory…")
    assert browser.url == f"/drafts/{draft.key}/troubleshoot/fix/"
    assert "memory: 128Mi" in browser.root.text
    assert "changed meanwhile" not in browser.root.text
    assert Draft.objects.get().text == LIMITED
    browser.fill("limits: memory", "1Gi")
    browser.press("Show what changes")
    assert "memory: 1Gi" in browser.root.text
    browser.press("Apply")
    assert Draft.objects.get().text == LIMITED.replace("64Mi", "1Gi")
    browser.press("Undo")
    assert Draft.objects.get().text == LIMITED


def test_the_pod_of_a_paste_is_opened_with_the_fix(client: Client) -> None:
    browser = PlainBrowser(client)
    browser.open("/troubleshoot/")
    browser.fill("Paste what kubectl says", KILLED)
    browser.press("Find the cause")
    browser.press("Give it 128Mi of memory…")
    draft = Draft.objects.get()
    assert draft.text == KILLED
    browser.press("Apply")
    draft.refresh_from_db()
    assert draft.text == KILLED.replace("64Mi", "128Mi")
    assert browser.url.startswith(f"/drafts/{draft.key}/edit/")


def test_a_fix_that_needs_no_answer_has_its_sign(client: Client) -> None:
    draft = begin(client, LIMITED.replace('image: "nginx:1.27"', "image: nginx:1.27\n    imagePullPolicy: Never"))
    html = said(
        client, 'Container image "nginx:1.27" is not present with pull policy of Never', f"{draft.url}troubleshoot/"
    )
    assert "Pull the image where the node does not have it\n" in html


def test_without_the_pod_no_fix_is_offered(client: Client) -> None:
    response = client.post("/troubleshoot/fix/", {"text": "Reason: OOMKilled", "fix": "oom-killed:0"})
    assert response.status_code == 200
    assert not Draft.objects.exists()


@pytest.mark.parametrize("fix", ["", "oom-killed:7", "teapot:0"])
def test_a_fix_that_is_gone_says_so(client: Client, fix: str) -> None:
    draft = begin(client)
    response = client.post(f"/drafts/{draft.key}/troubleshoot/fix/", {"text": KILLED, "fix": fix, "op": "apply"})
    assert "There is nothing left to mend there." in response.content.decode()


def test_a_page_that_is_out_of_date_writes_nothing(client: Client) -> None:
    draft = begin(client, LIMITED)
    data = {"text": KILLED, "fix": "oom-killed:0", "op": "apply", "answered": "1", "base": "99"}
    response = client.post(f"/drafts/{draft.key}/troubleshoot/fix/", data)
    assert response.status_code == 200
    assert Draft.objects.get().text == LIMITED


def test_a_paste_without_a_pod_opens_none(client: Client) -> None:
    assert client.post("/troubleshoot/open/", {"text": DESCRIBE}).status_code == 200
    assert not Draft.objects.exists()


def test_a_pod_between_other_things_is_opened_alone(client: Client) -> None:
    client.post(
        "/troubleshoot/open/",
        {"text": f"$ kubectl get pod web -o yaml\n{KILLED}$ kubectl describe pod web\n{DESCRIBE}"},
    )
    assert Draft.objects.get().text == KILLED
