"""The course page in the browser: its patterns table and its ML pod, built from patterns, and what that takes.

An interaction is a click, a filled box or a chosen option. Nothing else is done to the pages.
"""

from __future__ import annotations

from typing import Any

import yaml
from playwright.sync_api import Page, expect

from podbuilder.builder.models import Draft
from tests.browser.support import begin_draft
from tests.support.accessibility import assert_accessible_in_every_look
from tests.support.main_job import ML_POD

FEWER_THAN = 25
# What the course's pod lets the cluster choose, and a recipe says: who it runs as, and whether it answers.
SAID_BESIDES = {"securityContext", "readinessProbe", "restartPolicy"}


class CountedHand:
    """What a person does, one by one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.interactions = 0

    def press(self, name: str) -> None:
        self.interactions += 1
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        self.interactions += 1
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def fill(self, label: str, text: str) -> None:
        self.interactions += 1
        self.page.get_by_label(label, exact=True).and_(self.page.locator("input")).fill(text)

    def choose(self, label: str, option: str) -> None:
        self.interactions += 1
        self.page.get_by_label(label, exact=True).select_option(option)

    def add(self, recipe: str, answers: dict[str, str] | None = None, size: str = "") -> None:
        """Add a container for a purpose, with answers by the labels of the questions."""
        self.follow("For a purpose…")
        self.follow(recipe)
        for label, text in (answers or {}).items():
            self.fill(label, text)
        if size:
            self.choose("Size", size)
        self.press("Add to the pod")
        expect(self.page.get_by_role("status").filter(has_text="added. Undo takes")).to_be_visible()

    @property
    def roles(self) -> dict[str, str]:
        """The containers of the outline with their roles."""
        steps = self.page.locator("#outline a:has(.outline__role)")
        return {
            step.locator(".outline__name").inner_text(): step.locator(".outline__role").inner_text()
            for step in steps.all()
        }

    @property
    def manifest(self) -> dict[str, Any]:
        draft = Draft.objects.get()
        assert draft.errors == 0
        found: dict[str, Any] = yaml.safe_load(draft.text)
        return found


def test_the_patterns_of_the_course_are_built_into_one_pod(page: Page) -> None:
    hand = CountedHand(page)
    page.goto("/")
    hand.press("Blank pod")
    hand.add("An app of your own", {"Image": "myapp:v1"})
    hand.add("Ship logs with Fluent Bit")
    hand.add("Reach a service through Envoy")
    hand.add("StatsD numbers for Prometheus")
    hand.add("Migrate the database")
    assert hand.interactions < FEWER_THAN
    assert hand.roles == {
        "app": "app",
        "log-shipper": "sidecar",
        "envoy": "ambassador",
        "metrics-adapter": "adapter",
        "migrate": "init",
    }
    assert hand.manifest["spec"]["containers"][0]["image"] == "myapp:v1"


def test_the_ml_pod_of_the_course_is_built_from_patterns(page: Page) -> None:
    hand = CountedHand(page)
    page.goto("/")
    hand.press("Blank pod")
    hand.fill("Name", "ml-model-pod")
    expect(page.locator("#saved")).to_have_text("Saved")
    server = {
        "Name of the new container": "model-server",
        "Image": "registry/ml-model-serving:v2.1",
        "Port": "9000",
        "Name of the port": "grpc",
        "Labels of the pod": "app=ml-model, version=v2",
        "NVIDIA GPUs": "1",
    }
    hand.add("An app of your own", server, size="large")
    metrics = {"Name of the new container": "metrics-collector", "Image": "prometheus-exporter:latest"}
    hand.add("An exporter of your own", metrics, size="medium")
    hand.add("A log collector of your own", {"Image": "fluent-bit:latest"})
    assert hand.interactions < FEWER_THAN
    assert hand.roles == {"model-server": "app", "metrics-collector": "sidecar", "log-collector": "sidecar"}
    assert_as_in_the_course(hand.manifest)


def assert_as_in_the_course(manifest: dict[str, Any]) -> None:
    """All that the course's pod says, and besides it only what recipes add: safety, probes, and who writes the logs."""
    assert manifest["metadata"] == ML_POD["metadata"]
    assert manifest["spec"]["volumes"] == ML_POD["spec"]["volumes"]
    containers = [*manifest["spec"]["containers"], *manifest["spec"]["initContainers"]]
    found = {container["name"]: container for container in containers}
    for wanted in ML_POD["spec"]["containers"]:
        container = {name: value for name, value in found.pop(wanted["name"]).items() if name not in SAID_BESIDES}
        mounts = [{k: v for k, v in mount.items() if k != "readOnly"} for mount in container.pop("volumeMounts", [])]
        if wanted["name"] == "model-server":
            # In the course nobody writes the logs that are collected.
            assert mounts == [{"name": "varlog", "mountPath": "/var/log"}]
        else:
            assert mounts == wanted.get("volumeMounts", [])
        assert container == {name: value for name, value in wanted.items() if name != "volumeMounts"}
    assert not found


def test_the_preview_follows_and_marks_what_is_wrong(page: Page) -> None:
    draft = begin_draft(page)
    page.goto(f"/drafts/{draft.key}/add/haproxy/")
    page.get_by_label("Name of the new container").fill("way")
    expect(page.get_by_label("ConfigMap with haproxy.cfg")).to_have_attribute("placeholder", "way-config")
    expect(page.locator("#preview")).to_contain_text("way-config")
    page.get_by_label("Name of the new container").fill("web")
    expect(page.get_by_label("Name of the new container")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#ask-name-says")).to_contain_text("already has a container")
    assert_accessible_in_every_look(page)


def test_the_search_follows_typing(page: Page) -> None:
    draft = begin_draft(page)
    page.goto(f"/drafts/{draft.key}/add/")
    page.get_by_label("Search for a purpose").press_sequentially("jmx")
    expect(page.locator(".offer")).to_have_count(1)
    page.get_by_label("Search for a purpose").fill("")
    expect(page.locator(".offer").nth(30)).to_be_visible()
    assert_accessible_in_every_look(page)


def test_a_role_is_corrected_with_the_keyboard(page: Page) -> None:
    draft = begin_draft(page)
    page.goto(f"/drafts/{draft.key}/edit/containers/0/")
    page.locator(".role > summary").press("Enter")
    assert_accessible_in_every_look(page)
    page.get_by_role("button", name="Adapter").press("Enter")
    expect(page.locator("#role-word")).to_have_text("adapter")
    expect(page.locator("#outline [aria-current] .outline__role")).to_have_text("adapter")


def test_a_conversion_is_told_of_before_it_is_made(page: Page) -> None:
    draft = begin_draft(page)
    page.goto(f"/drafts/{draft.key}/add/fluent-bit/")
    page.get_by_role("button", name="Add to the pod").click()
    page.get_by_label("More for log-shipper").click()
    page.get_by_role("link", name="Make it an init container…").click()
    expect(page.get_by_text("An init task has no hooks").or_(page.get_by_text("readinessProbe").first)).to_be_visible()
    assert_accessible_in_every_look(page)
    page.get_by_role("button", name="Make log-shipper an init container").click()
    expect(page.locator("#role-word")).to_have_text("init")
