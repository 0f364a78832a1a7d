"""What is being worked on stays where it is: nothing that follows a change moves the control that it was made in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.support import Builder

APP = "spec.containers[0]"
ML_POD = """\
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


# What is done in a step, to a control: by name, and how.
ACTS: dict[str, tuple[str, str, Callable[[Builder, str], None]]] = {
    "a probe of another kind": (
        "containers/0",
        f"{APP}.livenessProbe:source",
        lambda builder, name: builder.choose(name, "httpGet"),
    ),
    "another source of a variable": (
        "containers/0",
        f"{APP}.env[1].valueFrom:source",
        lambda builder, name: builder.choose(name, "secretKeyRef"),
    ),
    "another kind of volume": (
        "volumes",
        "spec.volumes[0]:source",
        lambda builder, name: builder.choose(name, "configMap"),
    ),
    "a memory that is wrong": (
        "containers/0",
        f"{APP}.resources.limits[memory]",
        lambda builder, name: builder.fill(name, "2GB"),
    ),
    "a name that is wrong, in the step's first control": (
        "metadata",
        "metadata.name",
        lambda builder, name: builder.fill(name, "My Pod-"),
    ),
    "an image that is not": (
        "containers/0",
        f"{APP}.image",
        lambda builder, name: builder.fill(name, "nginx:"),
    ),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("act", ACTS)
def test_the_control_stays_where_it_is(page: Page, act: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    step, name, change = ACTS[act]
    for place in PLACES:
        builder = Builder(page, ML_POD, step)
        control = builder.control(name)
        reveal(builder, control, place)
        before = top_of(control)
        change(builder, name)
        page.wait_for_timeout(50)
        assert abs(top_of(control) - before) < 1, place


@pytest.mark.parametrize("size", SIZES)
def test_the_page_ends_where_its_contents_do(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    for step in ("metadata", "containers/0", "review"):
        builder = Builder(page, ML_POD, step)
        page.locator("details").evaluate_all("folds => folds.forEach((fold) => { fold.open = true; })")
        beyond = page.evaluate("document.documentElement.scrollHeight - innerHeight")
        if width > 900:
            assert beyond <= 0, (builder, step)
