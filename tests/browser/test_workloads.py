"""A workload out of a cluster, in a real browser: what a server wrote goes, and a problem around the pod is found."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.support import Builder
from tests.support.accessibility import assert_accessible_in_every_look

LIVE = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  uid: 1d2c3b
spec:
  replicas: -1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
        terminationMessagePath: /dev/termination-log
status:
  replicas: 1
"""


def test_one_click_removes_what_a_server_wrote(page: Page) -> None:
    builder = Builder(page, LIVE, "containers/0")
    notice = page.locator("#noise")
    expect(notice).to_contain_text("3 fields written by a server")
    assert_accessible_in_every_look(page)
    builder.button("clean").click()
    expect(notice).to_have_count(0)
    expect(builder.line("status:")).to_have_count(0)
    expect(builder.line("uid:")).to_have_count(0)
    assert "terminationMessagePath" not in builder.stored
    builder.button("undo").click()
    expect(notice).to_be_visible()
    assert builder.stored == LIVE


def test_go_leads_to_the_workloads_own_step(page: Page) -> None:
    builder = Builder(page, LIVE)
    builder.problem("Deployment.spec.replicas").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deployment")
    replicas = builder.control("Deployment.spec.replicas")
    expect(replicas).to_be_in_viewport()
    replicas.fill("2")
    expect(builder.line("replicas: 2")).to_have_count(1)
    expect(builder.problem("Deployment.spec.replicas")).to_have_count(0)
    assert_accessible_in_every_look(page)
