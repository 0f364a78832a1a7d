"""Whether typing ever waits: a browser types into a pod of twenty containers, and long tasks in its page are counted.

Needs Chromium; says so and measures nothing where there is none.
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

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine import pod_with
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, PROGRAMS

CONTAINERS, BAR_MS = 20, 100
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
                tasks = type_into(browser.new_page(base_url=f"http://127.0.0.1:{port}"))
                browser.close()
        finally:
            server.terminate()
            server.wait()
    worst = max(tasks, default=0)
    print(f"{len(TEXT)} keystrokes in a pod with {CONTAINERS} containers: {len(tasks)} tasks over 50 ms,")
    print(f"the longest took {worst} ms (bar {BAR_MS})")
    return int(worst > BAR_MS)


def wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - an address of this script's own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def type_into(page: Page) -> list[int]:
    """Type into an image as a person does, with pauses long enough for the preview; the long tasks, in ms."""
    page.goto("/")
    page.locator("summary", has_text="Paste").click()
    page.locator("textarea[name=text]").fill(pod_with(CONTAINERS))
    page.locator("form[action*=import] button[type=submit], form[action*=import] button:not([type])").first.click()
    page.wait_for_url("**/edit/**")
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
