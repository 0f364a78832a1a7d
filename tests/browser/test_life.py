"""The life of a pod in a browser: played by keyboard, in every look, on a phone."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser.support import begin_draft
from tests.support.accessibility import assert_accessible_in_every_look

POD = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "shop"},
    "spec": {
        "initContainers": [
            {"name": "migrate", "image": "migrate:1"},
            {
                "name": "log-shipper-with-a-long-name",
                "image": "fluent-bit:3.1",
                "restartPolicy": "Always",
                "startupProbe": {"tcpSocket": {"port": 2020}, "periodSeconds": 2},
            },
        ],
        "containers": [
            {
                "name": "web",
                "image": "nginx:1.27",
                "readinessProbe": {"httpGet": {"path": "/ready", "port": 80}, "periodSeconds": 5},
                "livenessProbe": {"httpGet": {"path": "/live", "port": 80}},
            },
            {"name": "cache", "image": "redis:7"},
        ],
    },
}
# Words of the picture that reach beyond it.
OUTSIDE = """() => [...document.querySelectorAll(".life__chart text")].filter(text => {
    const svg = text.closest("svg");
    return svg.checkVisibility() && text.getBoundingClientRect().right > svg.getBoundingClientRect().right + 1;
}).map(text => text.textContent)"""


def test_its_page_in_every_look(page: Page) -> None:
    draft = begin_draft(page, json.dumps(POD))
    for query in ("", "?rehearse=exit-1&container=web&pull=x"):
        page.goto(f"/drafts/{draft.key}/life/{query}")
        assert_accessible_in_every_look(page)
        assert page.evaluate(OUTSIDE) == []


def test_a_failure_is_rehearsed_by_keyboard(page: Page) -> None:
    draft = begin_draft(page, json.dumps(POD))
    page.goto(f"/drafts/{draft.key}/edit/review/")
    page.get_by_role("link", name="Life of this pod").press("Enter")
    expect(page.get_by_role("heading", name="Life of shop")).to_be_visible()
    page.get_by_label("Rehearse").select_option("The liveness probe fails")
    page.get_by_role("button", name="Play").press("Enter")
    expect(page.get_by_role("heading", name="The liveness probe fails: web")).to_be_visible()
    page.get_by_label("Second", exact=True).fill("130")
    page.get_by_label("Second", exact=True).press("Enter")
    expect(page.get_by_role("region", name="kubectl get pods at 130 s")).to_contain_text("1 (")
    page.get_by_role("link", name="Earlier").press("Enter")
    expect(page.locator("#moment-title")).not_to_have_text("At 130 s")
    # What was chosen is still chosen.
    expect(page.get_by_label("Rehearse")).to_have_value("liveness-probe-fails")


def test_on_a_phone_nothing_is_wider_than_it(page: Page) -> None:
    draft = begin_draft(page, json.dumps(POD))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/drafts/{draft.key}/life/?rehearse=image-missing&container=cache")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.evaluate(OUTSIDE) == []
    page.get_by_text("Assumed seconds").click()
    expect(page.get_by_label("Pulling the image").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
