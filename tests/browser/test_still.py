"""What is being worked on stays where it is: nothing that follows a change moves the control that it was made in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.support import Builder

APP = "spec.containers[0]"
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    ports:
    - containerPort: 80
    env:
    - name: MODE
      value: fast
    - name: LEVEL
      value: info
    resources:
      limits:
        memory: 1Gi
    readinessProbe:
      exec:
        command: [cat, /ready]
    livenessProbe:
      exec:
        command: [cat, /alive]
    volumeMounts:
    - name: data
      mountPath: /data
  volumes:
  - name: data
    emptyDir: {}
"""
SIZES = {"wide": (1440, 900), "low": (1280, 620), "phone": (390, 780)}
# How far from the top of the window the control stands, as a share of its height.
PLACES = (0.3, 0.6, 0.85)


def reveal(builder: Builder, control: Locator, place: float) -> None:
    """Open what the control is folded into, and scroll until it stands at this share of the window's height."""
    control.evaluate(
        """(control, place) => {
            for (let at = control; at; at = at.parentElement) if (at.localName === "details") at.open = true;
            control.scrollIntoView({ block: "start" });
            const by = control.getBoundingClientRect().top - innerHeight * place;
            const pane = document.querySelector(".step-pane");
            (pane.scrollHeight > pane.clientHeight ? pane : window).scrollBy(0, by);
        }""",
        place,
    )
    control.focus()


def top_of(control: Locator) -> float:
    return float(control.evaluate("control => control.getBoundingClientRect().top"))


# What is done in a step, to a control: its name, what is done to it, and the value.
ACTS = {
    "a probe of another kind": ("containers/0", f"{APP}.livenessProbe:source", "choose", "httpGet"),
    "another source of a variable": ("containers/0", f"{APP}.env[1].valueFrom:source", "choose", "secretKeyRef"),
    "another kind of volume": ("volumes", "spec.volumes[0]:source", "choose", "configMap"),
    "a memory that is wrong": ("containers/0", f"{APP}.resources.limits[memory]", "fill", "2GB"),
    "a name that is wrong, in the step's first control": ("metadata", "metadata.name", "fill", "My Pod-"),
    "an image that is not": ("containers/0", f"{APP}.image", "fill", "nginx:"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("act", ACTS)
def test_the_control_stays_where_it_is(page: Page, act: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    step, name, change, value = ACTS[act]
    for place in PLACES:
        builder = Builder(page, POD, step)
        control = builder.control(name)
        reveal(builder, control, place)
        before = top_of(control)
        getattr(builder, change)(name, value)
        page.wait_for_timeout(50)
        assert abs(top_of(control) - before) < 1, place


# On a phone the window scrolls, and not the panes.
@pytest.mark.parametrize("size", ["wide", "low"])
def test_the_page_ends_where_its_contents_do(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    for step in ("metadata", "containers/0", "review"):
        Builder(page, POD, step)
        page.locator("details").evaluate_all("folds => folds.forEach((fold) => { fold.open = true; })")
        assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0, step
