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
from urllib.parse import urljoin

REQUESTS = 300
WARM_UP = 30
MEDIAN_MS, P99_MS, WEIGHT_KB = 25.0, 80.0, 150.0
STARTER = "ml-model-serving"
IMAGE = "spec.containers[0].image"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PODBUILDER_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "podbuilder.settings"
        import django

        django.setup()
        from podbuilder.web.serve import prepare_database, prepare_static_files

        prepare_database()
        prepare_static_files()
        return measure()


def measure() -> int:
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(enforce_csrf_checks=True, headers={"accept-encoding": "gzip"})
    url, html = open_step(client)
    times = sorted(time_previews(client, html))
    median, p99 = statistics.median(times), times[int(len(times) * 0.99) - 1]
    parts = weigh(client, url, html)
    weight = sum(parts.values()) / 1000
    print(
        f"preview of the ML pod, {len(times)} requests: median {median:.1f} ms (bar {MEDIAN_MS:.0f}), "
        f"p99 {p99:.1f} ms (bar {P99_MS:.0f})"
    )
    print(f"builder's page, compressed, cache empty: {weight:.1f} kB (bar {WEIGHT_KB:.0f})")
    for name, size in sorted(parts.items(), key=lambda part: -part[1]):
        print(f"  {size / 1000:6.1f} kB  {name}")
    return int(median > MEDIAN_MS or p99 > P99_MS or weight > WEIGHT_KB)


def open_step(client):
    """Begin the pod and open its first container's step; the page's address and text."""
    from django.urls import reverse

    from podbuilder.builder.steps.outline import slug_for
    from podbuilder.kube.field import FieldPath
    from tests.support.forms import forms_of

    home = text_of(client.get("/"))
    token = next(dict(form.controls)["csrfmiddlewaretoken"] for form in forms_of(home))
    begun = client.post(reverse("draft-new"), {"starter": STARTER, "csrfmiddlewaretoken": token})
    key = begun.headers["Location"].strip("/").split("/")[-1]
    url = reverse("draft-step", args=[key, slug_for(FieldPath(("spec", "containers", 0)))])
    page = client.get(url)
    assert page.status_code == 200, page.status_code
    return url, text_of(page)


def time_previews(client, html: str):
    """The milliseconds each answer took."""
    from tests.support.forms import forms_of

    form = next(form for form in forms_of(html) if IMAGE in dict(form.controls))
    (url,) = set(re.findall(r'hx-post="([^"]*/preview/[^"]*)"', html))
    for number in range(-WARM_UP, REQUESTS):
        data = {**form.data(), IMAGE: f"registry.example.com/ml-model-serving:v2.{number + WARM_UP}"}
        headers = {"hx-request": "true"}
        start = time.perf_counter()
        response = client.post(url, data, headers=headers)
        took = (time.perf_counter() - start) * 1000
        assert response.status_code == 200, response.status_code
        assert f"v2.{number + WARM_UP}" in text_of(response)
        if number >= 0:
            yield took


def weigh(client, url: str, html: str) -> dict[str, int]:
    """The bytes sent for the page and everything it loads, as they travel."""
    sizes = {"the page itself": len(body_of(client.get(url)))}
    wanted = set(re.findall(r'(?:href|src|data-sprite)="(/static/[^"#]+)', html))
    while wanted - set(sizes):
        name = (wanted - set(sizes)).pop()
        response = client.get(name)
        assert response.status_code == 200, name
        body = body_of(response)
        sizes[name] = len(body)
        if name.endswith((".css", ".js")):
            text = decoded(response, body)
            found = re.findall(
                r"""(?:url\(|@import|\bfrom|\bimport)\s*\(?["']?([\w./-]+\.(?:css|js|svg|woff2))["')]""", text
            )
            wanted |= {urljoin(name, other) for other in found}
    return sizes


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def decoded(response, body: bytes) -> str:
    return (gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body).decode()


def text_of(response) -> str:
    return decoded(response, body_of(response))


if __name__ == "__main__":
    sys.exit(main())
