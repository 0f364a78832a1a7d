"""What a keystroke costs the server, and what the builder's page weighs.

The ML model serving pod is begun from its starter; then its first container's step is posted again and again with
another image, as the page does while somebody types. All runs in this process, through all middleware, on SQLite.

`--calls` says instead what one such keystroke is made of: calls of our own functions, queries, and server time.
"""

from __future__ import annotations

import gzip
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlencode, urljoin

REQUESTS = 300
WARM_UP = 30
MEDIAN_MS, P99_MS, WEIGHT_KB = 25.0, 80.0, 150.0
QUERIES = 6
STARTER = "ml-model-serving"
IMAGE = "spec.containers[0].image"
NAME = "metadata.name"
# Steps, the control that is typed in, and how many calls of our own functions a keystroke there may take.
OWN_CALLS = (("metadata", NAME, 5_868), ("containers/0", IMAGE, 11_154))
FORM = "application/x-www-form-urlencoded"
GZIP = {"accept-encoding": "gzip"}
PACKAGE = str(Path(__file__).resolve().parent.parent / "podbuilder") + os.sep


def main() -> int:
    """Set up an installation of its own, as `make run` would, and measure in it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PODBUILDER_DATA_DIR"] = folder
        os.environ["PODBUILDER_ALLOWED_HOSTS"] = "testserver"
        os.environ["DJANGO_SETTINGS_MODULE"] = "podbuilder.settings"
        import django

        django.setup()
        from podbuilder.web.serve import prepare_database, prepare_static_files

        prepare_database()
        prepare_static_files()
        return take_apart() if "--calls" in sys.argv[1:] else measure()


def measure() -> int:
    from django.test import Client

    from tests.support.plain import PlainBrowser

    browser = PlainBrowser(Client(enforce_csrf_checks=True))
    open_step(browser)
    measured = list(time_previews(browser))
    times, own = sorted(wall for wall, _ in measured), statistics.median(cpu for _, cpu in measured)
    median, p99 = statistics.median(times), times[int(len(times) * 0.99) - 1]
    parts = weigh(browser.client, browser.url)
    weight = sum(parts.values()) / 1000
    print(f"preview of the ML pod, {len(times)} requests")
    print(f"  median {median:.1f} ms (bar {MEDIAN_MS:.0f}), p99 {p99:.1f} ms (bar {P99_MS:.0f})")
    print(f"  median {own:.1f} ms of this process's own, whatever else the machine does")
    print(f"the builder's page, compressed, with an empty cache: {weight:.1f} kB (bar {WEIGHT_KB:.0f})")
    for name, size in sorted(parts.items(), key=lambda part: -part[1]):
        print(f"  {size / 1000:6.1f} kB  {name}")
    return int(median > MEDIAN_MS or p99 > P99_MS or weight > WEIGHT_KB)


def open_step(browser: Any) -> None:
    """Begin the pod and open its first container's step."""
    from django.urls import reverse

    from podbuilder.builder.models import Draft
    from podbuilder.builder.steps.outline import slug_for
    from podbuilder.kube.core.field import FieldPath

    browser.open(reverse("builder:home"))
    token = next(e.attrs["value"] for e in browser.root.all("input") if e.attrs.get("name") == "csrfmiddlewaretoken")
    browser.client.post(reverse("builder:draft-new"), {"starter": STARTER, "csrfmiddlewaretoken": token})
    browser.open(
        reverse("builder:draft-step", args=[Draft.objects.get().key, slug_for(FieldPath(("spec", "containers", 0)))])
    )
    assert browser.status == 200, browser.status


def take_apart() -> int:
    """Print what one keystroke is made of, in a small step and in a large one, once all that is read only once is."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.support.plain import PlainBrowser

    browser = PlainBrowser(Client(enforce_csrf_checks=True))
    open_step(browser)
    failed = False
    for slug, name, bar in OWN_CALLS:
        browser.open(re.sub("/edit/.*", f"/edit/{slug}/", browser.url))
        press = preview_of(browser, name)
        own = sorted([timed(press, number)[1] for number in range(WARM_UP + REQUESTS)][WARM_UP:])
        calls = own_calls(press(WARM_UP + REQUESTS))
        with CaptureQueriesContext(connection) as queries:
            press(WARM_UP + REQUESTS + 1)()
        print(f"one preview of the ML pod, {name}")
        print(f"  {calls:,} calls of our own functions (bar {bar:,})")
        print(f"  {len(queries)} queries (bar {QUERIES})")
        p99 = own[int(len(own) * 0.99) - 1]
        print(f"  median {statistics.median(own):.2f} ms of this process's own, p99 {p99:.2f} ms")
        failed |= calls > bar or len(queries) > QUERIES
    return int(failed)


def own_calls(work: Callable[[], object]) -> int:
    """How often functions of this project are entered while `work` is done; a generator is entered for each item."""
    calls = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code.co_filename.startswith(PACKAGE)

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def time_previews(
    browser: Any, name: str = IMAGE, requests: int = REQUESTS, warm_up: int = WARM_UP
) -> Iterator[tuple[float, float]]:
    """The milliseconds each answer took, by the clock and of this process's own."""
    press = preview_of(browser, name)
    for number in range(warm_up + requests):
        took, own = timed(press, number)
        if number >= warm_up:
            yield took, own


def timed(press: Callable[[int], Callable[[], Any]], number: int) -> tuple[float, float]:
    send = press(number)
    start, own_start = time.perf_counter(), time.process_time()
    response = send()
    took, own = time.perf_counter() - start, time.process_time() - own_start
    assert response.status_code == 200, response.status_code
    assert f"v2.{number}" in text_of(response)
    return took * 1000, own * 1000


def preview_of(browser: Any, name: str) -> Callable[[int], Callable[[], Any]]:
    """What prepares the post of the open step that a keystroke in a control sends; each number is another text.

    As the page does, it says what its parts were drawn as, so that the answer leaves out those that would be the same.
    """
    enabled = (e for e in browser.root.all("input", "select", "textarea") if "disabled" not in e.attrs)
    controls = [e for e in enabled if e.attrs.get("name")]
    form = browser.form_of(next(e for e in controls if e.attrs["name"] == name))
    data = {e.attrs["name"]: browser.value_of(e) for e in controls if browser.form_of(e) is form}
    url = next(e.attrs["hx-post"] for e in browser.root.walk() if "/preview/" in e.attrs.get("hx-post", ""))

    drawn = drawn_in(text_of(browser.client.get(browser.url)))
    answers: list[Any] = []

    def press(number: int) -> Callable[[], Any]:
        while answers:
            drawn.update(drawn_in(text_of(answers.pop())))
        body = urlencode({**data, name: f"ml-model-serving-v2.{number}"})
        headers = {**GZIP, "hx-request": "true", "drawn-parts": " ".join(drawn.values())}

        def send() -> Any:
            answers.append(browser.client.post(url, body, content_type=FORM, headers=headers))
            return answers[-1]

        return send

    return press


def drawn_in(html: str) -> dict[str, str]:
    """What the parts of a page or an answer were drawn as, by their ids."""
    return dict(re.findall(r'<\w+ id="([\w-]+)"[^>]*? data-drawn="(\w+)"', html))


def weigh(client: Any, url: str) -> dict[str, int]:
    """The bytes of the page and of everything it loads, as they travel."""
    sizes: dict[str, int] = {}
    wanted = {url}
    while wanted - set(sizes):
        name = (wanted - set(sizes)).pop()
        response = client.get(name, headers=GZIP)
        assert response.status_code == 200, name
        body = body_of(response)
        sizes[name] = len(body)
        if name == url:
            wanted |= set(re.findall(r'(?:href|src|data-sprite)="(/static/[^"#]+)', text_of(response, body)))
        elif name.endswith((".css", ".js")):
            loads = r"""(?:url\(|@import|\bfrom|\bimport)\s*\(?["']?([\w./-]+\.(?:css|js|svg|woff2))["')]"""
            wanted |= {urljoin(name, found) for found in re.findall(loads, text_of(response, body))}
    return sizes


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def text_of(response: Any, body: bytes | None = None) -> str:
    body = body_of(response) if body is None else body
    return (gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body).decode()


if __name__ == "__main__":
    sys.exit(main())
