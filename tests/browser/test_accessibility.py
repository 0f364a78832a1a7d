"""No violation of axe-core's rules on any page in any state, light and dark, wide and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from playwright.sync_api import Page, expect

from podbuilder.kube.starters import starters
from tests.browser.support import Builder, begin_draft
from tests.support.accessibility import HEIGHT, NARROW, assert_accessible, assert_accessible_in_every_look
from tests.support.watch import Watch

TROUBLED = Path(__file__).with_name("troubled.yaml").read_text(encoding="utf-8")
ML = starters.find("ml-model-serving")
assert ML is not None

PODS = {"blank": starters.BLANK, "ML starter": ML.manifest, "troubled": TROUBLED}
SHARED = ("volumes", "networking", "running", "scheduling", "security", "review")
STEPS = {
    "blank": ("metadata", "containers/0", *SHARED),
    "ML starter": ("containers/0", "containers/1", "volumes", "review"),
    "troubled": ("metadata", "containers/0", "containers/1", "init-containers/0", *SHARED),
}


def open_every_fold(page: Page) -> None:
    page.evaluate("for (const fold of document.querySelectorAll('details:not(.menu)')) fold.open = true")


@pytest.mark.parametrize(("pod", "step"), [(pod, step) for pod, steps in STEPS.items() for step in steps])
def test_each_step(page: Page, pod: str, step: str) -> None:
    """As it opens, with the folds of what has no value closed; the blank pod's with everything open."""
    Builder(page, PODS[pod], step)
    assert page.url.endswith(f"/edit/{step}/"), f"{pod} has no step {step}"
    if pod == "troubled" and step != "review":
        assert page.locator("#step .message--error, #step .leftovers").count(), "this step has nothing wrong"
    if pod == "blank":
        open_every_fold(page)
    assert_accessible_in_every_look(page, is_thorough=pod == "troubled")


PLACED = """\
kind: Pod
metadata: {name: web}
spec:
  tolerations: [{key: nvidia.com/gpu, operator: Exists}]
  affinity:
    podAntiAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
        labelSelector: {matchExpressions: [{key: app, operator: In, values: [web]}]}
  topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone, maxSkew: 1, whenUnsatisfiable: Perhaps}]
  containers:
  - name: web  # the server
    image: nginx:1.27
    resources: {requests: {cpu: 500, memory: 1000M, nvidia.com/gpu: 1}, limits: {memory: lots}}
---
kind: Pod
metadata: {name: other}
spec: {containers: []}
"""


def test_what_is_narrow_and_dark(page: Page) -> None:
    """Rules of placement, amounts with their units, one of several pods; and what has a page of its own."""
    builder = Builder(page, PLACED, "scheduling")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    assert_accessible(page, "placement")
    builder.open("containers/0")
    page.get_by_label("Unit of Memory request").select_option("Gi")
    expect(page.locator("#step")).to_contain_text("1000M cannot be said exactly in Gi")
    assert_accessible(page, "amounts")
    page.locator(".side-pane > summary").click()
    page.locator("#edit").click()
    expect(page.locator("#editor.ace_focus")).to_be_visible()
    assert_accessible(page, "the editor")
    for address in ("find/?q=port", "note/?path=spec.containers[0].name"):
        page.goto(f"/drafts/{builder.draft.key}/{address}")
        assert_accessible(page)
    page.goto("/docs/field/?path=spec.containers[].imagePullPolicy")
    assert_accessible(page)


def test_blank_rows(page: Page) -> None:
    builder = Builder(page, starters.BLANK, "containers/0")
    path = "spec.containers[0]"
    for rows in ("ports", "env", "envFrom", "volumeMounts", "command", "args"):
        page.evaluate("for (const fold of document.querySelectorAll('#step details')) fold.open = true")
        builder.press(f"add:{path}.{rows}")
    page.locator(f'[name="{path}.resources:add"]').fill("nvidia.com/gpu")
    builder.press(f"resource:{path}.resources")
    assert page.locator("#step .rows__row").count() >= 6
    open_every_fold(page)
    assert_accessible_in_every_look(page)


def test_the_export_menu_and_the_list_of_keys(page: Page) -> None:
    Builder(page, TROUBLED)
    page.locator("details.menu > summary", has_text="Export").click()
    expect(page.locator(".menu__items", has_text="Review first")).to_be_visible()
    assert_accessible_in_every_look(page)
    page.keyboard.press("Escape")
    expect(page.locator(".menu__items", has_text="Review first")).not_to_be_visible()
    page.locator("#step h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_accessible_in_every_look(page)


def test_a_conflict_with_another_tab(page: Page) -> None:
    builder = Builder(page)
    other = Builder(page.context.new_page(), draft=builder.draft)
    other.fill("metadata.name", "theirs")
    builder.control("metadata.name").fill("mine")
    expect(page.get_by_role("alert")).to_contain_text("another tab")
    assert_accessible_in_every_look(page)


def test_what_is_not_saved(page: Page, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    watch.expect("console error: htmx:")
    builder = Builder(page)
    page.route("**/preview/**", lambda route: route.abort())
    builder.control("metadata.name").fill("mine")
    expect(page.locator("#connection")).to_be_visible()
    assert_accessible_in_every_look(page)


def test_home(page: Page) -> None:
    page.goto("/")
    assert_accessible_in_every_look(page)
    page.get_by_label("Paste anything").fill("kind: Pod\n  name: [")
    expect(page.locator("#recognized")).to_contain_text("Looks like")
    assert_accessible_in_every_look(page)
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("alert")).to_contain_text("Error on line 2, column 7")
    assert_accessible_in_every_look(page)


def test_home_with_drafts(page: Page) -> None:
    begin_draft(page)
    begin_draft(page, TROUBLED)
    begin_draft(page, starters.BLANK)
    page.goto("/")
    page.get_by_role("button", name="Delete web").click()
    expect(page.get_by_role("status").filter(has_text="was deleted")).to_be_visible()
    page.get_by_text("Recently deleted").click()
    assert_accessible_in_every_look(page)


def test_every_version(page: Page) -> None:
    draft = begin_draft(page, TROUBLED)
    page.goto(f"/drafts/{draft.key}/versions/")
    assert_accessible_in_every_look(page)


@pytest.mark.parametrize(
    ("failure", "status", "title"),
    [
        (RuntimeError("meant"), 500, "Something went wrong on our side"),
        (PermissionDenied(), 403, "That is not yours to change"),
        (SuspiciousOperation("meant"), 400, "That request could not be read"),
    ],
)
def test_pages_of_refusals(
    page: Page, watch: Watch, monkeypatch: pytest.MonkeyPatch, failure: Exception, status: int, title: str
) -> None:
    def fail(*_: Any) -> None:
        raise failure

    monkeypatch.setattr("podbuilder.builder.views.home.draw_home", fail)
    watch.expect(str(status))
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert_accessible_in_every_look(page)


def test_the_page_for_a_stale_form(page: Page, watch: Watch) -> None:
    watch.expect("403")
    page.goto("/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Blank pod").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is out of date")
    assert_accessible_in_every_look(page)


def test_the_page_for_what_is_not_there(page: Page, watch: Watch) -> None:
    watch.expect("404")
    page.goto("/drafts/nobodys/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    assert_accessible_in_every_look(page)


def test_each_row_of_a_list_is_a_group_with_a_name_of_its_own(page: Page) -> None:
    for slug in STEPS["ML starter"][:3]:
        Builder(page, PODS["ML starter"], slug)
        lists = page.locator("#step .rows").evaluate_all(
            """lists => lists.map(list => [...list.querySelectorAll(":scope > li > .rows__fields")]
                .map(row => row.getAttribute("role") === "group" && row.getAttribute("aria-label")))"""
        )
        assert any(lists), slug
        assert all(all(names) and len(set(names)) == len(names) for names in lists), lists


def test_selects_keep_their_arrow_in_forced_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    Builder(page, PODS["ML starter"], "containers/0")
    looks = page.locator("select").evaluate_all("all => all.map(one => getComputedStyle(one).appearance)")
    assert len(looks) > 5
    assert set(looks) == {"auto"}
