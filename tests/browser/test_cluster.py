"""A cluster in a browser: brought, chosen, its refusal read, mended with one click, and the pod fits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Route, expect

from podbuilder.builder import draft_cluster
from podbuilder.clusters import forms
from podbuilder.kube.cluster.facts import ClusterFacts, facts_of
from podbuilder.web import limits
from tests.browser.editor import Editor
from tests.browser.support import Builder
from tests.browser.test_names_and_targets import faults
from tests.clusters.support import CLUSTER
from tests.support.accessibility import assert_accessible_in_every_look
from tests.support.watch import Watch

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: nginx:1.27
    resources:
      requests:
        cpu: "3"
"""
# With this, more than three things keep it away from each node.
FAR_OFF = """\
  serviceAccountName: none
  nodeSelector: {zone: z}
  affinity:
    podAffinity:
      requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, labelSelector: {matchLabels: {app: db}}}]
"""


def bring(page: Page, name: str = "prod-eu") -> None:
    """Bring the cluster of the tests, as a file that kubectl wrote."""
    page.goto("/clusters/")
    page.get_by_label("Name", exact=True).fill(name)
    file = {"name": "cluster.json", "mimeType": "application/json", "buffer": json.dumps(CLUSTER).encode()}
    page.get_by_label("Files").set_input_files(file)
    page.get_by_role("button", name="Keep what counts").press("Enter")
    page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def choose(page: Page, builder: Builder, name: str = "prod-eu") -> None:
    """Judge the draft by the cluster."""
    page.goto(f"/drafts/{builder.draft.key}/cluster/")
    label = page.locator("#cluster option").filter(has_text=name).first.inner_text().strip()
    page.locator("#cluster").select_option(label=label)
    # With scripts it goes there by itself.
    button = page.get_by_role("button", name="Choose", exact=True)
    if button.is_visible():
        button.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_a_pod_is_mended_until_it_fits(page: Page) -> None:
    builder = Builder(page, POD)
    bring(page)
    choose(page, builder)
    table = page.get_by_role("table")
    expect(table).to_contain_text("Insufficient cpu")
    expect(table).to_contain_text("untolerated taint")
    page.get_by_role("button", name="Ask for 2 of cpu").press("Enter")
    page.wait_for_load_state()
    expect(table).to_contain_text("has room")
    assert 'cpu: "2"' in builder.stored
    builder.open("containers/0")
    expect(page.locator("#cluster-line")).to_contain_text("admitted · fits 1 of 3 nodes")
    page.locator('[name="spec.containers[0].resources.requests[cpu]"]').fill("64")
    expect(page.locator("#cluster-line")).to_contain_text("fits no node")


def begin_to_bring(page: Page, name: str = "prod-eu", padding: int = 0) -> None:
    """Send the form of the tests' cluster, with so many bytes that nothing is kept of."""
    note = {"kind": "Event", "message": "x" * padding}
    page.goto("/clusters/")
    page.get_by_label("Name", exact=True).fill(name)
    buffer = json.dumps([CLUSTER, note]).encode()
    page.get_by_label("Files").set_input_files({"name": "c.json", "mimeType": "application/json", "buffer": buffer})
    page.get_by_role("button", name="Keep what counts").press("Enter")


def test_an_upload_says_how_much_has_arrived_and_that_it_is_read(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(objects: Iterable[Any]) -> ClusterFacts:
        is_read.wait(10)
        return facts_of(objects)

    is_read = Event()
    monkeypatch.setattr(forms, "facts_of", slowly)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 500_000}
    session.send("Network.emulateNetworkConditions", slow)
    begin_to_bring(page, padding=1_500_000)
    bar = page.get_by_role("progressbar", name=re.compile(r"Uploading: [01]\.\d of 1\.5 MB"))
    expect(bar).to_be_visible()
    assert 0 < bar.evaluate("bar => bar.value") < 1
    expect(page.locator("#live")).to_have_text("Uploading it")
    reading = page.get_by_role("progressbar", name="Reading what arrived")
    expect(reading).to_be_visible()
    assert reading.evaluate("bar => bar.position") == -1
    expect(page.locator("#live")).to_have_text("Reading it")
    assert_accessible_in_every_look(page)
    is_read.set()
    expect(page.get_by_role("heading", level=1)).to_have_text("prod-eu")
    expect(page.get_by_text("prod-eu is kept")).to_be_visible()


def test_what_cannot_be_kept_is_said_in_the_form(page: Page, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_to_bring(page, name="")
    expect(page.get_by_role("alert").filter(has_text="There is a problem")).to_be_focused()
    expect(page.locator("#upload")).to_be_hidden()
    assert page.title().startswith("Error:")
    monkeypatch.setattr(limits, "LARGEST_CLUSTER", 100)
    watch.expect("403")
    begin_to_bring(page)
    expect(page.get_by_role("alert").filter(has_text="Bring it without running pods")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("prod-eu")
    assert_accessible_in_every_look(page)
    watch.expect("ERR_FAILED")
    watch.expect("console error: htmx:")
    page.route("**/clusters/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    begin_to_bring(page)
    expect(page.get_by_role("alert").filter(has_text="The connection broke off")).to_be_visible()
    page.unroute("**/clusters/")
    page.route("**/clusters/", lambda route: route.fulfill(status=502, content_type="text/html", body="<p>bad"))
    watch.expect("502")
    page.get_by_role("button", name="Keep what counts").press("Enter")
    expect(page.get_by_role("alert").filter(has_text="The server answered 502")).to_be_visible()


@pytest.mark.parametrize("path", ["/clusters/", "/clusters/{cluster}/", "/drafts/{draft}/cluster/"])
def test_each_page_is_accessible_and_fits_a_phone(page: Page, path: str) -> None:
    builder = Builder(page, POD)
    bring(page)
    cluster = page.url.rstrip("/").rpartition("/")[2]
    choose(page, builder)
    page.goto(path.format(cluster=cluster, draft=builder.draft.key))
    assert faults(page) == []
    assert_accessible_in_every_look(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_long_names_fit_a_phone(page: Page) -> None:
    text = POD.replace("name: web", f"name: {'w' * 63}.{'x' * 63}.{'y' * 63}").replace("name: app", f"name: {'c' * 63}")
    builder = Builder(page, text)
    bring(page)
    choose(page, builder)
    page.set_viewport_size({"width": 360, "height": 740})
    paths = ("cluster/", "companions/", "life/?rehearse=exit-1", "commands/", "changes/", "edit/containers/0/")
    for path in paths:
        page.goto(f"/drafts/{builder.draft.key}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_visitors_find_their_clusters_from_any_page(page: Page) -> None:
    page.goto("/rules/")
    page.get_by_role("link", name="Clusters", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Clusters")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/rules/")
    page.get_by_label("Sign in and more").click()
    page.get_by_role("link", name="Courses", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Courses")


def test_what_comes_next_is_accessible_and_fits_a_phone(page: Page) -> None:
    builder = Builder(page, POD.replace('cpu: "3"', "cpu: 30") + FAR_OFF)
    bring(page)
    choose(page, builder)
    expect(page.locator(".remedies__then").first).to_contain_text("What comes next:")
    assert faults(page) == []
    assert_accessible_in_every_look(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_works_without_scripts(new_context: Callable[..., BrowserContext], page: Page) -> None:
    builder = Builder(page, POD)
    plain = new_context(java_script_enabled=False, storage_state=page.context.storage_state()).new_page()
    bring(plain)
    choose(plain, builder)
    plain.get_by_role("link", name="Ask for 2 of cpu").click()
    expect(plain.locator(".diff")).to_contain_text('cpu: "2"')
    plain.get_by_role("button", name="Ask for 2 of cpu").click()
    expect(plain.get_by_role("table")).to_contain_text("has room")


def test_the_header_chooses_the_cluster_whose_names_are_offered(page: Page) -> None:
    builder = Builder(page, POD)
    expect(page.get_by_label("Cluster", exact=True)).to_have_count(0)
    bring(page)
    builder.open("scheduling")
    expect(page.locator("#cluster-line")).to_have_count(0)
    page.get_by_label("Cluster", exact=True).select_option(label="prod-eu")
    expect(page.locator("#cluster-line")).to_contain_text("prod-eu")
    assert page.url.endswith("/edit/scheduling/")
    builder.button("add:spec.nodeSelector").press("Enter")
    key, value = (builder.control(f"spec.nodeSelector#0.{part}") for part in ("key", "value"))
    key.fill("zo")
    offered = "one => [...one.list.options].map(option => option.value)"
    assert "zone" in key.evaluate(offered)
    key.fill("zone")
    expect(page.locator("#own-lists option")).to_have_count(3)
    assert value.evaluate(offered) == ["a", "b", "c"]
    value.fill("b")
    expect(page.locator("#cluster-line")).to_contain_text("fits no node")
    page.get_by_label("Cluster", exact=True).select_option(label="none")
    expect(page.locator("#cluster-line")).to_have_count(0)
    assert page.url.endswith("/edit/scheduling/")


def test_the_header_with_a_cluster_is_accessible_and_fits_a_phone(page: Page) -> None:
    builder = Builder(page, POD)
    bring(page, "the-production-cluster-of-europe-west-with-a-long-name")
    builder.open("scheduling")
    page.get_by_label("Cluster", exact=True).select_option(index=1)
    expect(page.locator("#cluster-line")).to_be_attached()
    assert faults(page) == []
    assert_accessible_in_every_look(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.fixture
def large(page: Page, monkeypatch: pytest.MonkeyPatch) -> Builder:
    """A draft that is judged by a cluster which is asked beside."""
    monkeypatch.setattr(draft_cluster, "MOST_AT_ONCE", 1)
    builder = Builder(page, POD)
    bring(page)
    choose(page, builder)
    return builder


CPU = "spec.containers[0].resources.requests[cpu]"


def test_the_line_of_a_large_cluster_follows_each_edit(page: Page, large: Builder) -> None:
    large.open("containers/0")
    line = page.locator("#cluster-line")
    expect(line).to_contain_text("fits no node")
    for cpu, said in (("1", "fits 1 of 3 nodes"), ("64", "fits no node"), ("2", "fits 1 of 3 nodes")):
        large.fill(CPU, cpu)
        expect(line).to_contain_text(said)
    page.locator("#undo").press("Enter")
    expect(line).to_contain_text("fits no node")


def test_the_names_of_a_large_cluster_follow_what_is_typed(page: Page, large: Builder) -> None:
    large.open("scheduling")
    large.button("add:spec.nodeSelector").press("Enter")
    key, value = (large.control(f"spec.nodeSelector#0.{part}") for part in ("key", "value"))
    expect(key).to_be_focused()
    expect(page.locator("#cluster-line")).to_contain_text("fits no node")
    key.fill("zone")
    expect(page.locator("#own-lists option")).to_have_count(3)
    assert value.evaluate("one => [...one.list.options].map(option => option.value)") == ["a", "b", "c"]
    expect(key).to_be_focused()


def test_an_old_answer_of_a_large_cluster_never_overwrites_a_newer(page: Page, large: Builder, watch: Watch) -> None:
    # The older request is given up, which htmx tells the console.
    watch.expect("console error: htmx:")
    large.open("containers/0")
    line = page.locator("#cluster-line")
    expect(line).to_contain_text("fits no node")
    held: list[Route] = []
    page.route("**/cluster/line/**", lambda route: held.append(route) if not held else route.continue_())
    with page.expect_request("**/cluster/line/**"):
        large.fill(CPU, "64")
    # No keystroke waits for it, and nothing old is said of what is new.
    expect(line).to_contain_text("is being asked")
    large.fill(CPU, "1")
    expect(line).to_contain_text("fits 1 of 3 nodes")
    with suppress(Error):
        held[0].fulfill(body='<p id="cluster-line">old</p><div id="own-lists" hx-swap-oob="true">old</div>')
    page.wait_for_timeout(300)
    expect(line).to_contain_text("fits 1 of 3 nodes")
    expect(page.get_by_text("old", exact=True)).to_have_count(0)


def test_a_large_cluster_that_cannot_be_asked(page: Page, large: Builder, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    watch.expect("console error: htmx:")
    large.open("containers/0")
    line = page.locator("#cluster-line")
    expect(line).to_contain_text("fits no node")
    page.route("**/cluster/line/**", lambda route: route.abort())
    large.fill(CPU, "1")
    expect(line).to_contain_text("could not be asked")
    page.unroute("**/cluster/line/**")
    large.fill(CPU, "2")
    expect(line).to_contain_text("fits 1 of 3 nodes")


def test_the_editor_and_the_chooser_of_devices_know_the_cluster(page: Page) -> None:
    builder = Builder(page, POD)
    bring(page)
    choose(page, builder)
    builder.open("metadata")
    editor = Editor(builder)
    editor.go("spec:")
    page.keyboard.press("Enter")
    page.keyboard.type("serviceAccountName: ")
    page.keyboard.press("Control+Space")
    expect(editor.offers).to_have_text([re.compile(r"default\s*in the cluster")])
