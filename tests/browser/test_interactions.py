"""How many clicks and filled controls the course's pods take a person. `make test` prints what is counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from tests.browser.support import SAVED
from tests.support.main_job import APP, ENVIRONMENT, ML_POD, MOUNTS, PROBES, app_pod

NGINX_POD: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "nginx-pod", "labels": {"app": "nginx", "environment": "dev"}},
    "spec": {
        "containers": [
            {
                "name": "nginx",
                "image": "nginx:1.25",
                "ports": [{"containerPort": 80}],
                "resources": {
                    "requests": {"memory": "128Mi", "cpu": "100m"},
                    "limits": {"memory": "256Mi", "cpu": "200m"},
                },
            }
        ]
    },
}
PASTE = """([box, text]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


class Counted:
    """A hand that counts: each click, each control that is filled in, each option that is chosen."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def click(self, target: Locator) -> None:
        self.count += 1
        target.click()

    def press(self, op: str) -> None:
        """A button that changes the form."""
        self._mark()
        self.click(self.page.locator(f'#step button[name="op"][value="{op}"]'))
        self._is_drawn()

    def fill(self, name: str, text: str) -> None:
        self.count += 1
        control = self.page.locator(f'#step [name="{name}"]')
        expect(control).to_be_visible()
        if control.evaluate("one => one.localName") == "select":
            is_shape = control.get_attribute("data-reshapes") is not None
            self._mark()
            control.select_option(text)
            if is_shape:
                self._is_drawn()
        else:
            control.fill(text)
        expect(self.page.locator(SAVED)).to_have_text("Saved")

    def paste(self, name: str, text: str) -> None:
        self.count += 1
        self._mark()
        box = self.page.locator(f'#step [name="{name}"]')
        self.page.evaluate(PASTE, [box.element_handle(), text])
        self._is_drawn()

    def step(self, slug: str) -> None:
        self.click(self.page.locator(f'#outline a[href$="/edit/{slug}/"]'))
        self.page.wait_for_url(f"**/edit/{slug}/")

    def unfold(self, title: str) -> None:
        fold = self.page.locator("#step details").filter(has=self.page.get_by_role("heading", name=title, exact=True))
        self.click(fold.locator("summary").first)

    def start(self, name: str) -> None:
        self.page.goto("/")
        self.click(self.page.get_by_role("button", name="Blank pod"))
        # What is typed before the page's scripts run is not saved.
        self.page.wait_for_url("**/edit/**")
        self.fill("metadata.name", name)

    def download(self) -> Any:
        with self.page.expect_download() as download:
            self.click(self.page.get_by_role("link", name="Download the YAML"))
        return yaml.safe_load(Path(download.value.path()).read_text(encoding="utf-8"))

    def _mark(self) -> None:
        self.page.locator("#step").evaluate("step => { step.dataset.old = 'yes'; }")

    def _is_drawn(self) -> None:
        expect(self.page.locator("#step[data-old]")).to_have_count(0)
        expect(self.page.locator(SAVED)).to_have_text("Saved")


def nginx_pod(hand: Counted) -> None:
    hand.start("nginx-pod")
    labels(hand, "app=nginx,environment=dev")
    hand.step("containers/0")
    hand.fill(f"{APP}.name", "nginx")
    hand.fill(f"{APP}.image", "nginx:1.25")
    hand.press(f"add:{APP}.ports")
    hand.fill(f"{APP}.ports[0].containerPort", "80")
    hand.press(f"medium:{APP}.resources")


def labels(hand: Counted, text: str) -> None:
    hand.press("add:metadata.labels")
    hand.paste("metadata.labels#0.key", text)


def app(hand: Counted) -> None:
    hand.start("app-pod")
    hand.step("containers/0")
    hand.fill(f"{APP}.image", "myapp:v1")


def environment(hand: Counted) -> None:
    app(hand)
    hand.press(f"add:{APP}.env")
    hand.paste(f"{APP}.env[0].name", "DATABASE_URL=postgresql://db:5432/mydb\nAPI_KEY\nCONFIG_FILE\n")
    hand.fill(f"{APP}.env[1].valueFrom:source", "secretKeyRef")
    hand.fill(f"{APP}.env[1].valueFrom.secretKeyRef.name", "api-secret")
    hand.fill(f"{APP}.env[1].valueFrom.secretKeyRef.key", "key")
    hand.fill(f"{APP}.env[2].valueFrom:source", "configMapKeyRef")
    hand.fill(f"{APP}.env[2].valueFrom.configMapKeyRef.name", "app-config")
    hand.fill(f"{APP}.env[2].valueFrom.configMapKeyRef.key", "config.yaml")


def probes(hand: Counted) -> None:
    app(hand)
    for place, name in enumerate(("startupProbe", "readinessProbe", "livenessProbe")):
        probe = PROBES["containers"][0][name]
        at = f"{APP}.{name}"
        hand.unfold(f"{name.removesuffix('Probe').capitalize()} probe")
        hand.fill(f"{at}:source", "httpGet")
        hand.fill(f"{at}.httpGet.path", probe["httpGet"]["path"])
        # The next probe begins with the port of the first.
        if not place:
            hand.fill(f"{at}.httpGet.port", str(probe["httpGet"]["port"]))
        for field, value in probe.items():
            if field != "httpGet":
                hand.fill(f"{at}.{field}", str(value))


def volumes(hand: Counted) -> None:
    hand.start("app-pod")
    hand.step("volumes")
    for place, volume in enumerate(MOUNTS["volumes"]):
        at = f"spec.volumes[{place}]"
        hand.press("add:spec.volumes")
        hand.fill(f"{at}.name", volume["name"])
        source = next(key for key in volume if key != "name")
        hand.fill(f"{at}:source", source)
        for field, value in volume[source].items():
            hand.fill(f"{at}.{source}.{field}", value)
    hand.step("containers/0")
    hand.fill(f"{APP}.image", "myapp:v1")
    for place, mount in enumerate(MOUNTS["containers"][0]["volumeMounts"]):
        at = f"{APP}.volumeMounts[{place}]"
        # A new mount is for the first volume that has none.
        hand.press(f"add:{APP}.volumeMounts")
        hand.fill(f"{at}.mountPath", mount["mountPath"])
        if mount.get("readOnly"):
            hand.fill(f"{at}.readOnly", "true")


def ml_pod(hand: Counted) -> None:
    hand.start("ml-model-pod")
    labels(hand, "app=ml-model,version=v2")
    hand.step("volumes")
    hand.press("add:spec.volumes")
    hand.fill("spec.volumes[0].name", "varlog")
    hand.fill("spec.volumes[0]:source", "emptyDir")
    sizes = ("large", "medium", "small")
    for place, (size, container) in enumerate(zip(sizes, ML_POD["spec"]["containers"], strict=True)):
        at = f"spec.containers[{place}]"
        if place:
            hand.click(hand.page.locator('button[name="op"][value="add:spec.containers"]'))
            hand.page.wait_for_url(f"**/edit/containers/{place}/**")
        else:
            hand.step("containers/0")
        hand.fill(f"{at}.name", container["name"])
        hand.fill(f"{at}.image", container["image"])
        for port in container.get("ports", ()):
            hand.press(f"add:{at}.ports")
            hand.fill(f"{at}.ports[0].containerPort", str(port["containerPort"]))
            hand.fill(f"{at}.ports[0].name", port["name"])
        hand.press(f"{size}:{at}.resources")
        if not place:
            hand.fill(f"{at}.resources:add", "nvidia.com/gpu")
            hand.press(f"resource:{at}.resources")
            hand.fill(f"{at}.resources.requests[nvidia.com/gpu]", "1")
            hand.fill(f"{at}.resources.limits[nvidia.com/gpu]", "1")
        for mount in container.get("volumeMounts", ()):
            hand.press(f"add:{at}.volumeMounts")
            hand.fill(f"{at}.volumeMounts[0].mountPath", mount["mountPath"])


# The course's pods: how each is built, what it is, and how many interactions that may take.
PODS: dict[str, tuple[Callable[[Counted], None], dict[str, Any], int]] = {
    "nginx-pod": (nginx_pod, NGINX_POD, 16),
    "env": (environment, app_pod(ENVIRONMENT), 16),
    "probes": (probes, app_pod(PROBES), 26),
    "volumes": (volumes, app_pod(MOUNTS), 26),
    "ML pod": (ml_pod, ML_POD, 40),
}


@pytest.mark.parametrize("name", PODS)
def test_interactions(page: Page, name: str, record_property: Callable[[str, object], None]) -> None:
    build, wanted, most = PODS[name]
    hand = Counted(page)
    build(hand)
    assert hand.download() == wanted
    record_property("figure", f"{name}: {hand.count} interactions (bar {most})")
    assert hand.count <= most


class Keyboard:
    """Hands that never leave the keyboard; every key counts, letters included, several at once as one."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.count += len(text)
        self.page.keyboard.type(text)

    def tab_to(self, name: str) -> None:
        for _ in range(60):
            self.press("Tab")
            at = self.page.evaluate(
                "[document.activeElement.name, document.activeElement.value, "
                "document.activeElement.getAttribute('aria-label') ?? "
                "document.activeElement.textContent.trim()]"
            )
            if name in at:
                return
        raise AssertionError(f"{name} is not reached")

    def is_at(self, name: str) -> None:
        expect(self.page.locator(f'[name="{name}"]')).to_be_focused()

    def is_saved(self) -> None:
        expect(self.page.locator(SAVED)).to_have_text("Saved")


def test_keys(page: Page, record_property: Callable[[str, object], None]) -> None:
    hand = Keyboard(page)
    page.goto("/")
    hand.tab_to("Skip to content")
    hand.press("Enter")
    hand.tab_to("Blank pod")
    hand.press("Enter")
    hand.is_at("metadata.name")
    page.wait_for_load_state()
    hand.type("nginx-pod")
    hand.tab_to("add:metadata.labels")
    hand.press("Enter")
    hand.is_at("metadata.labels#0.key")
    hand.type("app")
    hand.press("Tab")
    hand.type("nginx")
    hand.press("Enter")
    hand.is_at("metadata.labels#1.key")
    hand.type("environment")
    hand.press("Tab")
    hand.type("dev")
    hand.is_saved()
    hand.press("Alt+ArrowDown")
    expect(page.get_by_role("heading", level=1)).to_have_text("app")
    page.wait_for_load_state()
    hand.tab_to(f"{APP}.name")
    hand.press("ControlOrMeta+a")
    hand.type("nginx")
    hand.press("Tab")
    hand.type("nginx:1.25")
    hand.tab_to(f"add:{APP}.ports")
    hand.press("Enter")
    hand.is_at(f"{APP}.ports[0].containerPort")
    hand.type("80")
    hand.is_saved()
    hand.tab_to(f"medium:{APP}.resources")
    hand.press("Enter")
    hand.is_at(f"{APP}.resources.requests[cpu]")
    hand.is_saved()
    hand.press("ControlOrMeta+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and export")
    page.wait_for_load_state()
    hand.tab_to("Download nginx-pod.yaml")
    with page.expect_download() as download:
        hand.press("Enter")
    assert yaml.safe_load(Path(download.value.path()).read_text(encoding="utf-8")) == NGINX_POD
    record_property("figure", f"nginx-pod by keyboard alone: {hand.count} keys (bar 90)")
    assert hand.count <= 90
