"""What is no manifest: brought on the start page, answered on a page of its own, opened, and told of afterwards."""

from __future__ import annotations

import re

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.kube.core.limits import MAX_PASTE
from podbuilder.kube.importers.forms import FORMS
from tests.builder.support import POD, begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

COMMAND = "$ docker run -d --name web -p 8080:80 -e TOKEN -v data:/data --ulimit core=0 nginx:1.27\n"
SIZE = "answer:size:data"


def opened(client: Client, text: str = COMMAND, **more: str) -> Draft:
    response = client.post("/import/", {"text": text, "form": "docker-run", "op": "open", **more})
    assert response.status_code == 302, response.content.decode()
    return Draft.objects.order_by("-created").first()


def without_marks(page: str) -> str:
    return re.sub(r"<[^>]+>", "", page)


# Bringing.


COMPOSE = """\
services:
  web: {image: "nginx:1.27", restart: always, ports: ["8080:80"]}
  db: {image: "postgres:17", restart: always, volumes: ["data:/var/lib/postgresql/data"]}
volumes: {data: }
"""


def test_a_compose_file_becomes_a_draft_of_its_workloads(client: Client) -> None:
    page = client.post("/drafts/import/", {"text": COMPOSE}).content.decode()
    assert ">Import: Docker Compose</h1>" in page
    assert "services.web.ports[0]" in without_marks(page)
    draft = opened(client, COMPOSE, form="compose", **{"answer:kind:db": "Deployment"})
    assert draft.text.count("kind: Deployment\n") == 2
    assert "kind: PersistentVolumeClaim" in draft.text


def test_what_is_recognized_as_a_command_goes_to_its_page(client: Client) -> None:
    page = client.post("/drafts/import/", {"text": COMMAND}).content.decode()
    assert ">Import: docker run</h1>" in page
    assert "Kubernetes 1.36 accepts it." in page
    assert not Draft.objects.exists()


def test_a_dropped_file_goes_there_too(client: Client) -> None:
    file = SimpleUploadedFile("start.sh", COMMAND.encode())
    assert "Import: docker run" in client.post("/drafts/import/", {"file": file}).content.decode()


def test_a_manifest_is_opened_at_once_whatever_is_in_it(client: Client) -> None:
    text = f"# docker run nginx\n{POD}"
    assert begin(client, text).text == text


def test_somebody_may_know_better(client: Client) -> None:
    text = "EXPOSE 80\n# docker run nginx\n"
    assert "Import: a Dockerfile" in client.post("/drafts/import/", {"text": text}).content.decode()
    page = client.post("/drafts/import/", {"text": text, "form": "docker-run"}).content.decode()
    assert "Import: docker run" in page
    page = client.post("/drafts/import/", {"text": text, "form": "manifest"}).content.decode()
    assert "Error on line 1" in page
    assert '<option value="manifest" selected>' in page


def test_why_nothing_can_be_made_of_a_text_is_told(client: Client) -> None:
    page = client.post("/drafts/import/", {"text": "hello", "form": "docker-run"}).content.decode()
    assert "There is no command here that runs a container" in page
    assert "hello" in page
    page = client.post("/import/", {"text": "hello", "form": "docker-run", "op": "open"}).content.decode()
    assert "There is no command here that runs a container" in page
    assert not Draft.objects.exists()


def test_a_text_of_no_known_form_is_asked_about(client: Client) -> None:
    page = client.post("/import/", {"text": "hello", "form": "nonsense", "op": "open"}).content.decode()
    assert "Say what it is." in page
    assert "Import: docker run" in client.post("/import/", {"text": COMMAND}).content.decode()


@pytest.mark.parametrize("text", ["", "x" * (MAX_PASTE + 1), "\0", "docker run '"], ids=["", "long", "0", "open"])
def test_no_text_makes_a_fault(client: Client, text: str) -> None:
    for form in ("", *FORMS):
        for address in ("/import/", "/import/preview/", "/import/recognized/", "/drafts/import/"):
            data = {"text": text, "form": form, "dockerfile": text[:9], "op": "open"}
            assert client.post(address, data).status_code == 200, (form, address)


def test_what_a_text_looks_like_is_told_while_it_is_pasted(client: Client) -> None:
    def told(text: str) -> str:
        return client.post("/import/recognized/", {"text": text}).content.decode()

    assert "Looks like" not in told(" \n")
    assert "Looks like docker run." in told(COMMAND)
    assert "It becomes a pod" in told(COMMAND)
    assert "It opens in the builder as it is." in told(POD)
    assert "Say what it is" in told("hello")
    assert "kubectl get pod NAME -o yaml" in told("Name:   web\nNamespace:   a\n")
    assert "/library/import/" in told("format: podbuilder/template/1\n")


def test_what_else_it_is_is_told_where_it_cannot_be_opened(client: Client) -> None:
    page = client.post("/drafts/import/", {"text": "POSTGRES_USER=a\nPOSTGRES_DB=b\n"}).content.decode()
    assert "a file of variables" in page
    assert "Open it in the editor" in page


# The page.


def test_a_credential_is_shown_nowhere_but_in_the_text_itself(client: Client) -> None:
    text = "docker run -e DB_PASSWORD=hunter2 nginx --password hunter2\n"
    page = client.post("/import/", {"text": text, "form": "docker-run"}).content.decode()
    assert page.count("hunter2") == 2
    answer = client.post("/import/preview/", {"text": text, "form": "docker-run"}).content.decode()
    assert "hunter2" not in answer
    draft = opened(client, text)
    page = client.get(f"/drafts/{draft.key}/imported/").content.decode()
    assert "hunter2" not in page
    assert "hunter2" not in client.get(f"/drafts/{draft.key}/imported.md").content.decode()


def test_answers_change_the_yaml(client: Client) -> None:
    data = {"text": COMMAND, "form": "docker-run"}
    assert "storage: 1Gi" in without_marks(client.post("/import/preview/", data).content.decode())
    answered = client.post("/import/preview/", {**data, SIZE: "7Gi"}).content.decode()
    assert "storage: 7Gi" in without_marks(answered)
    wrong = client.post("/import/", {**data, SIZE: "much"}).content.decode()
    assert "This is no quantity" in wrong


def test_questions_come_and_go_as_somebody_answers(client: Client) -> None:
    data = {"text": "docker run -e DB_PASSWORD nginx", "form": "docker-run"}
    drawn = re.findall(r'name="drawn" value="([^"]+)"', client.post("/import/", data).content.decode())
    answer = client.post("/import/preview/", {**data, "drawn": drawn}).content.decode()
    assert 'name="drawn"' not in answer
    more = {**data, "drawn": [*drawn, "q-0123456789", "x,main"], "answer:variable:DB_PASSWORD": "h"}
    answer = client.post("/import/preview/", more).content.decode()
    assert answer.count('name="drawn"') == 1
    assert "delete:#q-0123456789-field" in answer
    assert "x,main" not in answer
    refused = client.post("/import/preview/", {**more, "text": "hello"}).content.decode()
    assert "There is no command here" in refused
    assert "delete:" not in refused


def test_a_dockerfile_beside_a_command(client: Client) -> None:
    data = {"text": "docker run nginx", "form": "docker-run", "dockerfile": "EXPOSE 9090\n"}
    page = without_marks(client.post("/import/", data).content.decode())
    assert "containerPort: 9090" in page
    assert "Dockerfile:1 EXPOSE" in page


def test_credentials_are_moved_where_somebody_says_so(client: Client) -> None:
    text = "docker run --name web nginx --password hunter2\n"
    page = client.post("/import/", {"text": text, "form": "docker-run", "answer:credentials": "move"}).content.decode()
    assert "secretKeyRef" in page
    assert page.count("hunter2") == 1
    draft = opened(client, text, **{"answer:credentials": "move"})
    assert draft.text.endswith("stringData:\n  password: hunter2\n")


# The draft.


def test_it_is_opened_with_all_that_was_answered(client: Client) -> None:
    response = client.post("/import/", {"text": COMMAND, "form": "docker-run", "op": "open", SIZE: "7Gi"})
    draft = Draft.objects.get()
    assert response["Location"] == f"/drafts/{draft.key}/"
    assert (draft.name, draft.text == draft.received) == ("web", True)
    assert "storage: 7Gi" in draft.text
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Imported from docker run, 1 question left for later, 1 word left behind. The report is under Export, How it "
        "came in."
    ]


def test_a_browser_without_javascript_answers_and_opens(client: Client) -> None:
    browser = PlainBrowser(client)
    browser.open("/")
    browser.fill("Paste anything", COMMAND)
    browser.press("Open it")
    browser.fill("Size of the volume data", "9Gi")
    browser.press("Open in the builder")
    assert "storage: 9Gi" in Draft.objects.get().text


def test_the_report_stays_with_the_draft(client: Client) -> None:
    draft = opened(client, **{SIZE: "7Gi"})
    menu = client.get(f"/drafts/{draft.key}/edit/metadata/").content.decode()
    assert f"/drafts/{draft.key}/imported/" in menu
    page = without_marks(client.get(f"/drafts/{draft.key}/imported/").content.decode())
    for part in ("How it came in: docker run", "7Gi", "Kubernetes has no field for ulimits", "Nobody has edited"):
        assert part in page, part
    response = client.get(f"/drafts/{draft.key}/imported.md")
    assert response["Content-Disposition"] == 'attachment; filename="web-import.md"'
    assert response.content.decode().startswith("# web: imported from docker run\n")
    assert "imported" not in client.get(f"/drafts/{begin(client).key}/edit/metadata/").content.decode()


def test_a_copy_of_the_draft_has_it_too(client: Client) -> None:
    draft = opened(client)
    client.post(f"/drafts/{draft.key}/duplicate/", {})
    assert [one.was_imported for one in Draft.objects.all()] == [True, True]


def test_other_answers_take_the_place_of_a_text_that_nobody_has_edited(client: Client) -> None:
    draft = opened(client, **{SIZE: "7Gi"})
    page = client.get(f"/import/?draft={draft.key}").content.decode()
    assert 'value="7Gi"' in page
    assert "take the place of its text" in page
    response = client.post(
        "/import/", {"text": COMMAND, "form": "docker-run", "op": "open", "draft": draft.key, SIZE: "8Gi"}
    )
    assert response["Location"] == f"/drafts/{draft.key}/"
    draft.refresh_from_db()
    assert "storage: 8Gi" in draft.text
    assert draft.is_as_received
    assert draft.import_record
    assert draft.import_record.answers == {"size:data": "8Gi"}
    assert draft.undo(base=draft.revision, tab_id="")
    assert "storage: 7Gi" in draft.text


def test_an_edited_draft_stays_and_another_is_begun(client: Client) -> None:
    draft = opened(client)
    edited = f"# mine\n{draft.text}"
    draft.write(edited, base=draft.revision, tab_id="")
    assert "start over as a new draft" in client.get(f"/import/?draft={draft.key}").content.decode()
    assert "start over as a new draft" in client.get(f"/drafts/{draft.key}/imported/").content.decode()
    client.post("/import/", {"text": COMMAND, "form": "docker-run", "op": "open", "draft": draft.key, SIZE: "8Gi"})
    draft.refresh_from_db()
    assert draft.text == edited
    assert sorted("8Gi" in one.text for one in Draft.objects.all()) == [False, True]


def test_another_page_that_is_quicker_is_not_overwritten(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = opened(client)
    received = Draft.is_as_received.fget
    assert received

    def quick(self: Draft) -> bool:
        Draft.objects.filter(pk=self.pk).update(revision=self.revision + 1)
        return bool(received(self))

    monkeypatch.setattr(Draft, "is_as_received", property(quick))
    data = {"text": COMMAND, "form": "docker-run", "op": "open", "draft": draft.key, SIZE: "8Gi"}
    assert client.post("/import/", data).status_code == 200
    draft.refresh_from_db()
    assert "8Gi" not in draft.text


# Whose it is.


def test_nothing_is_imported_by_looking(client: Client) -> None:
    assert client.get("/import/").status_code == 404
    assert client.get("/import/preview/").status_code == 405
    assert client.get("/import/recognized/").status_code == 405
    manifest = begin(client)
    for address in (f"/import/?draft={manifest.key}", f"/drafts/{manifest.key}/imported/"):
        assert client.get(address).status_code == 404


def test_a_stranger_finds_nothing(client: Client) -> None:
    draft = opened(client)
    charlie = Client()
    assert charlie.get(f"/import/?draft={draft.key}").status_code == 404
    assert charlie.get(f"/drafts/{draft.key}/imported/").status_code == 404
    assert charlie.get(f"/drafts/{draft.key}/imported.md").status_code == 404
    data = {"text": COMMAND, "form": "docker-run", "op": "open", "draft": draft.key}
    assert charlie.post("/import/", data).status_code == 404
    assert Draft.objects.count() == 1
