"""What a keystroke costs the server, and what the builder's page weighs.

The ML model serving pod is begun from its starter; then its first container's step is posted again and again with
another image, as the page does while somebody types. All runs in this process, through all middleware, on SQLite.
"""

from __future__ import annotations

import gzip
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urljoin

REQUESTS = 300
WARM_UP = 30
MEDIAN_MS, P99_MS, WEIGHT_KB = 25.0, 80.0, 150.0
STARTER = "ml-model-serving"
IMAGE = "spec.containers[0].image"
FORM = "application/x-www-form-urlencoded"
GZIP = {"accept-encoding": "gzip"}


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
        return measure()


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
    from podbuilder.kube.field import FieldPath

    browser.open(reverse("home"))
    token = next(e.attrs["value"] for e in browser.root.all("input") if e.attrs.get("name") == "csrfmiddlewaretoken")
    browser.client.post(reverse("draft-new"), {"starter": STARTER, "csrfmiddlewaretoken": token})
    browser.open(reverse("draft-step", args=[Draft.objects.get().key, slug_for(FieldPath(("spec", "containers", 0)))]))
    assert browser.status == 200, browser.status


def time_previews(browser: Any) -> Iterator[tuple[float, float]]:
    """The milliseconds each answer took, by the clock and of this process's own."""
    enabled = (e for e in browser.root.all("input", "select", "textarea") if "disabled" not in e.attrs)
    controls = [e for e in enabled if e.attrs.get("name")]
    form = browser.form_of(next(e for e in controls if e.attrs["name"] == IMAGE))
    data = {e.attrs["name"]: browser.value_of(e) for e in controls if browser.form_of(e) is form}
    url = next(e.attrs["hx-post"] for e in browser.root.walk() if "/preview/" in e.attrs.get("hx-post", ""))
    for number in range(WARM_UP + REQUESTS):
        body = urlencode({**data, IMAGE: f"registry.example.com/ml-model-serving:v2.{number}"})
        start, own_start = time.perf_counter(), time.process_time()
        response = browser.client.post(url, body, content_type=FORM, headers={**GZIP, "hx-request": "true"})
        took, own = time.perf_counter() - start, time.process_time() - own_start
        assert response.status_code == 200, response.status_code
        assert f"v2.{number}" in text_of(response)
        if number >= WARM_UP:
            yield took * 1000, own * 1000


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
