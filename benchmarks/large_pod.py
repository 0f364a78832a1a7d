"""What a pod of twenty containers costs the server: opening one container's step, and a keystroke in it.

All runs in this process, through all middleware, on SQLite.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from engine import pod_with
from preview import GZIP, time_previews

CONTAINERS, OPENINGS = 20, 60
BAR_MS = 60.0


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
    from django.urls import reverse

    from podbuilder.builder.models import Draft
    from tests.support.plain import PlainBrowser

    browser = PlainBrowser(Client(enforce_csrf_checks=True))
    browser.open(reverse("builder:home"))
    token = next(e.attrs["value"] for e in browser.root.all("input") if e.attrs.get("name") == "csrfmiddlewaretoken")
    browser.client.post(reverse("builder:draft-import"), {"text": pod_with(CONTAINERS), "csrfmiddlewaretoken": token})
    url = reverse("builder:draft-step", args=[Draft.objects.get().key, "containers/0"])
    opened = [opening(browser.client, url) for _ in range(OPENINGS + 5)][5:]
    browser.open(url)
    typed = list(time_previews(browser))
    medians = [report("opening a step", opened), report("a keystroke's preview", typed)]
    return int(max(medians) > BAR_MS)


def opening(client: Any, url: str) -> tuple[float, float]:
    """The milliseconds that opening the step took, by the clock and of this process's own."""
    start, own_start = time.perf_counter(), time.process_time()
    assert client.get(url, headers=GZIP).status_code == 200
    return (time.perf_counter() - start) * 1000, (time.process_time() - own_start) * 1000


def report(what: str, times: list[tuple[float, float]]) -> float:
    """Print what was measured; the median by the clock."""
    took, own = (statistics.median(column) for column in zip(*times, strict=True))
    print(
        f"{what} of a pod with {CONTAINERS} containers: median {took:.1f} ms (bar {BAR_MS:.0f}), own time {own:.1f} ms"
    )
    return took


if __name__ == "__main__":
    sys.exit(main())
