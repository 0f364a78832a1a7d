"""A command, a Dockerfile: pasted, answered, opened and read of again; with keys alone, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from podbuilder.builder.models import Draft
from tests.browser.support import focused
from tests.browser.test_names_and_targets import faults
from tests.support.accessibility import assert_accessible_in_every_look

COMMAND = """\
# from the README
$ docker run -d --name web --gpus all -p 8080:80 -e HF_TOKEN -e DB_PASSWORD=hunter2 \\
    -v data:/data -v ./conf:/etc/web --ulimit memlock=-1 \\
    nginx:1.27 --api-key abcdef1234567890abcdef
"""
COMPOSE = """\
services:
  web:
    image: nginx:1.27
    ports: ["8080:80"]
    environment:
      DB_PASSWORD: hunter2
    depends_on: [db]
  db:
    image: postgres:17
    volumes:
    - data:/var/lib/postgresql/data
    cgroup_parent: m-executor-abcd
volumes:
  data:
"""
DOCKERFILE = "FROM python:3.12\nEXPOSE 8000\nVOLUME /cache\nHEALTHCHECK CMD curl -f http://localhost:8000/\nUSER app\n"


def paste(page: Page, text: str) -> None:
    page.goto("/")
    page.get_by_label("Paste anything").fill(text)
    page.get_by_role("button", name="Open it", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Import")


def manifest(page: Page) -> Locator:
    return page.get_by_role("region", name="The manifest as YAML")


def row(page: Page, at: str) -> Locator:
    return page.locator(".outcomes__row").filter(has=page.locator(".outcomes__at", has_text=at))


def test_the_box_says_what_it_takes_a_text_for(page: Page) -> None:
    page.goto("/")
    box = page.get_by_label("Paste anything")
    for text, said in {
        COMMAND: "Looks like docker run. It becomes a pod",
        DOCKERFILE: "Looks like a Dockerfile.",
        "apiVersion: v1\nkind: Pod\n": "Looks like a manifest. It opens in the builder as it is.",
        "Name:   web\nNamespace:   a\n": "Looks like kubectl describe.",
        "hello": "Looks like nothing that is known here.",
    }.items():
        box.fill(text)
        expect(page.locator(".bring__recognized")).to_contain_text(said)
        assert faults(page) == []
    assert_accessible_in_every_look(page)
    box.fill("")
    expect(page.locator(".bring__recognized")).to_have_text("")


def test_a_command_is_answered_opened_and_told_of(page: Page) -> None:
    paste(page, COMMAND)
    expect(page.locator("#import-source, #import-result, #import-report").filter(has_text="hunter2")).to_have_count(0)
    expect(row(page, "--ulimit")).to_contain_text("left behind")
    expect(page.locator(".mark--left")).to_contain_text("--ulimit memlock=-1")
    page.get_by_label("Number of GPUs").fill("2")
    expect(manifest(page)).to_contain_text('nvidia.com/gpu: "2"')
    expect(row(page, "--gpus")).to_contain_text("carried over")
    page.get_by_label("What stands for ./conf").select_option("claim")
    expect(manifest(page)).to_contain_text("name: web-web")
    expect(page.get_by_label("Size of the volume web-web")).to_be_visible()
    page.get_by_label("Where the credential in --api-key should be").select_option("move")
    expect(manifest(page)).to_contain_text("api-key: ••••••")
    page.get_by_role("button", name="Open in the builder").click()
    expect(page.get_by_role("status").filter(has_text="Imported from docker run")).to_be_visible()
    assert "  api-key: abcdef1234567890abcdef\n" in Draft.objects.get().text
    page.get_by_text("Export", exact=True).click()
    page.get_by_role("link", name="How it came in").click()
    expect(page.locator(".answers")).to_contain_text("Number of GPUs")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as Markdown").click()
    assert "| `--ulimit` | left behind |" in Path(download.value.path()).read_text(encoding="utf-8")
    page.get_by_role("link", name="Answer again").click()
    expect(page.get_by_label("Number of GPUs")).to_have_value("2")
    page.get_by_label("Number of GPUs").fill("4")
    expect(manifest(page)).to_contain_text('nvidia.com/gpu: "4"')
    page.get_by_role("button", name="Put it into web").click()
    page.wait_for_url("**/drafts/**")
    assert 'nvidia.com/gpu: "4"' in Draft.objects.get().text


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    {
        "a pod": ("kubectl run web --image=nginx:1.27 --port=80 --env=MODE=fast\n", "kubectl run or create", "Pod"),
        "a Deployment": (
            "$ kubectl create deployment web --image=nginx:1.27 --replicas=3\n",
            "kubectl run or create",
            "Deployment",
        ),
    }.values(),
    ids=["kubectl run", "kubectl create"],
)
def test_a_command_of_kubectl_is_opened(page: Page, text: str, title: str, kind: str) -> None:
    paste(page, text)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Import: {title}")
    expect(manifest(page)).to_contain_text(f"kind: {kind}")
    expect(row(page, "--image")).to_contain_text("carried over")
    page.get_by_role("button", name="Open in the builder").click()
    page.wait_for_url("**/edit/**")
    expect(page.locator("#yaml")).to_contain_text(f"kind: {kind}")


def test_a_compose_file_is_answered_and_opened(page: Page) -> None:
    paste(page, COMPOSE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Import: Docker Compose")
    expect(page.locator(".mark--left")).to_contain_text("cgroup_parent")
    expect(page.locator("#import-source, #import-result, #import-report").filter(has_text="hunter2")).to_have_count(0)
    page.get_by_label("Size of the volume data").fill("20Gi")
    expect(manifest(page)).to_contain_text("storage: 20Gi")
    page.get_by_role("button", name="Open in the builder").click()
    page.wait_for_url("**/edit/**")
    assert "storage: 20Gi" in Draft.objects.get().text


def test_a_question_that_comes_leaves_alone_what_somebody_types(page: Page) -> None:
    paste(page, "docker run -e DB_PASSWORD -e OTHER nginx")
    value = page.get_by_label("Value of the variable DB_PASSWORD")
    value.press_sequentially("hunter", delay=40)
    expect(page.get_by_label("Where the value of DB_PASSWORD is")).to_be_visible()
    expect(value).to_be_focused()
    page.keyboard.type("2")
    expect(value).to_have_value("hunter2")
    expect(page.locator("#questions .field")).to_have_count(3)
    value.fill("")
    expect(page.get_by_label("Where the value of DB_PASSWORD is")).to_have_count(0)


def test_what_was_said_of_a_text_can_be_said_otherwise(page: Page) -> None:
    paste(page, DOCKERFILE)
    page.get_by_label("Read it as").select_option("docker-run")
    expect(page.locator("#import-result")).to_contain_text("There is no command here that runs a container")
    expect(page.get_by_role("button", name="Open in the builder")).to_be_disabled()
    page.get_by_label("Read it as").select_option("dockerfile")
    expect(page.get_by_role("heading", level=1)).to_have_text("Import: a Dockerfile")
    expect(page.get_by_label("Dockerfile", exact=True)).to_have_count(1)
    expect(page.get_by_label("Dockerfile", exact=True)).to_be_hidden()
    expect(manifest(page)).to_contain_text("containerPort: 8000")


def test_a_dockerfile_beside_its_image(page: Page) -> None:
    paste(page, "docker run -d --name api registry.example/api:1\n")
    page.get_by_role("heading", name="Its Dockerfile").click()
    page.get_by_label("Dockerfile", exact=True).fill(DOCKERFILE)
    expect(manifest(page)).to_contain_text("containerPort: 8000")
    expect(row(page, "Dockerfile:4 HEALTHCHECK")).to_contain_text("readinessProbe")
    page.get_by_text("Other ways that are offered").click()
    page.get_by_label("What /cache is in the pod").select_option("claim")
    expect(manifest(page)).to_contain_text("claimName: api-cache")


@pytest.mark.parametrize("text", [COMMAND, COMPOSE, DOCKERFILE], ids=["docker run", "Compose", "a Dockerfile"])
def test_it_is_for_everyone(page: Page, text: str) -> None:
    paste(page, text)
    for fold in page.locator("details.group--fold, details.fold").all():
        fold.evaluate("one => { one.open = true; }")
    assert_accessible_in_every_look(page, is_thorough=True)
    assert faults(page) == []
    page.get_by_role("button", name="Open in the builder").click()
    page.wait_for_url("**/edit/**")
    page.goto(f"/drafts/{Draft.objects.get().key}/imported/")
    assert_accessible_in_every_look(page, is_thorough=True)
    assert faults(page) == []
    page.get_by_role("link", name="Answer again").click()
    assert_accessible_in_every_look(page)
    assert faults(page) == []


def test_what_cannot_be_read_is_for_everyone(page: Page) -> None:
    paste(page, "docker run 'nginx")
    expect(page.locator("#import-result")).to_contain_text("never closed")
    assert_accessible_in_every_look(page)
    assert faults(page) == []


def test_with_keys_alone(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Paste anything").focus()
    page.keyboard.insert_text("docker run -d --name web -v data:/data nginx")
    expect(page.locator("#recognized")).to_contain_text("Looks like docker run")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert focused(page) == "Open it"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Import: docker run")
    size = page.get_by_label("Size of the volume data")
    size.focus()
    page.keyboard.type("20Gi")
    expect(manifest(page)).to_contain_text("storage: 20Gi")
    expect(size).to_be_focused()
    # Enter shows what becomes of it, and opens nothing.
    page.keyboard.press("Enter")
    expect(manifest(page)).to_contain_text("storage: 20Gi")
    expect(size).to_have_value("20Gi")
    assert not Draft.objects.exists()
    page.get_by_role("button", name="Open in the builder").press("Enter")
    page.wait_for_url("**/edit/**")
    assert "storage: 20Gi" in Draft.objects.get().text


def test_a_file_is_dropped(page: Page) -> None:
    page.goto("/")
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "run.sh"));
            document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        COMMAND,
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Import: docker run")


def test_without_javascript(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    paste(page, COMMAND)
    page.get_by_label("Number of GPUs").fill("2")
    page.get_by_label("Number of GPUs").press("Enter")
    expect(manifest(page)).to_contain_text('nvidia.com/gpu: "2"')
    expect(page.get_by_label("Number of GPUs")).to_have_value("2")
    page.get_by_role("button", name="Open in the builder").click()
    expect(page.locator("#yaml")).to_contain_text('nvidia.com/gpu: "2"')
    page.get_by_text("Export", exact=True).click()
    page.get_by_role("button", name="How it came in").click()
    expect(row(page, "--ulimit")).to_contain_text("left behind")
