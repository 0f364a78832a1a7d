"""How long typing waits: from a key to the changed YAML on the screen, in the ML model serving pod and in one of twenty
containers; how much of that the server takes; and how long a browser is kept from answering while somebody types.

Needs Chromium; says so and measures nothing where there is none. `keystrokes.py 20`: so many keys of each pod.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine import pod_with
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, PROGRAMS

CONTAINERS, BAR_MS = 20, 100
STARTER = "ML model serving"
# For each pod: from key to pixel half and nearly all of the keys. The server's own time is in large_pod.py.
BARS = {STARTER: (70, 120), f"{CONTAINERS} containers": (110, 180)}
KEYS, WARM_UP, EVERY_MS = 40, 3, 600
# From a key to the first frame after the pane has the new text, and what the server said of its own time.
WATCH = """name => { const control = document.getElementsByName(name)[0], yaml = document.getElementById("yaml");
    const top = () => control.getBoundingClientRect().top;
    Object.assign(window, { waits: [], moved: 0 });
    let began = 0, at = top();
    control.addEventListener("keydown", () => { began = performance.now(); at = top(); }, true);
    new MutationObserver(() => {
        window.moved = Math.max(window.moved, Math.abs(top() - at));
        if (!began || !document.getElementById("yaml").textContent.includes(control.value)) return;
        const since = began;
        began = 0;
        requestAnimationFrame(() => window.waits.push(performance.now() - since));
    }).observe(yaml.parentElement, { subtree: true, childList: true, characterData: true }); }"""
SERVED = """() => performance.getEntriesByType("resource").filter(e => e.name.includes("/preview/"))
    .map(e => e.responseStart - e.requestStart)"""
TEXT = "registry.example.com/team/project/worker:2.17.3-alpine"
# What the page keeps of tasks that kept it from answering for more than 50 ms, the least that browsers report.
OBSERVE = """() => { window.longTasks = [];
    new PerformanceObserver(list => window.longTasks.push(...list.getEntries().map(e => Math.round(e.duration))))
        .observe({ type: "longtask" }); }"""


def main() -> int:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        print("Chromium is not installed; typing was not measured.")
        return 0
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        server = subprocess.Popen(
            [sys.executable, "-m", "podbuilder.web.serve"],
            env={**os.environ, "PODBUILDER_DATA_DIR": folder, "PORT": str(port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
                pages = [browser.new_page(base_url=f"http://127.0.0.1:{port}") for _ in range(3)]
                failed = [measure(page, name) for page, name in zip(pages, BARS, strict=False)]
                tasks = type_into(pages[-1])
                browser.close()
        finally:
            server.terminate()
            server.wait()
    worst = max(tasks, default=0)
    print(f"{len(TEXT)} keystrokes in a pod with {CONTAINERS} containers: {len(tasks)} tasks over 50 ms,")
    print(f"the longest took {worst} ms (bar {BAR_MS})")
    return int(worst > BAR_MS or any(failed))


def wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - an address of this script's own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def measure(page: Page, name: str) -> bool:
    """Type into the image of a pod's first container, key by key; whether a bar is missed."""
    page.goto("/")
    if name == STARTER:
        page.get_by_role("button", name=name).first.click()
        page.wait_for_url("**/edit/**")
    else:
        paste(page)
    page.goto(page.url.replace("/metadata/", "/containers/0/"))
    image = page.locator("[name='spec.containers[0].image']")
    image.press("End")
    page.evaluate(WATCH, "spec.containers[0].image")
    for number in range(WARM_UP + int(next(iter(sys.argv[1:]), KEYS))):
        page.keyboard.type(str(number % 10))
        page.wait_for_timeout(EVERY_MS)
    waits, served = sorted(page.evaluate("waits")[WARM_UP:]), sorted(page.evaluate(SERVED)[WARM_UP:])
    half, most, server = median(waits), waits[int(len(waits) * 0.95)], median(served)
    moved = page.evaluate("moved")
    bars = BARS[name]
    print(f"{name}, {len(waits)} keys")
    print(f"  from key to pixel p50 {half:.0f} ms (bar {bars[0]}), p95 {most:.0f} ms (bar {bars[1]})")
    print(f"  its answer begins after {server:.1f} ms, beside Chromium; the control moved by {moved:.0f} px (bar 0)")
    return half > bars[0] or most > bars[1] or moved > 0


def paste(page: Page) -> None:
    """Begin a draft with the pod of many containers."""
    page.goto("/")
    page.locator("textarea[name=text]").fill(pod_with(CONTAINERS))
    page.get_by_role("button", name="Open it").click()
    page.wait_for_url("**/edit/**")


def type_into(page: Page) -> list[int]:
    """Type into an image as a person does, with pauses long enough for the preview; the long tasks, in ms."""
    paste(page)
    page.goto(page.url.replace("/metadata/", "/containers/10/"))
    image = page.locator("[name='spec.containers[10].image']")
    image.fill("")
    page.evaluate(OBSERVE)
    image.press_sequentially(TEXT, delay=90)
    with page.expect_response("**/preview/**"):
        image.press_sequentially("!", delay=400)
    return list(page.evaluate("() => window.longTasks"))


if __name__ == "__main__":
    sys.exit(main())
