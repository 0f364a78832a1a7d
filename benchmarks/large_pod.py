"""What pods of several sizes cost the server: opening one of their steps, and a keystroke in it.

All runs in this process, through all middleware, on SQLite.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from typing import Any, NamedTuple

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from engine import ML_POD, pod_with
from preview import GZIP, IMAGE, NAME, time_previews

from podbuilder.kube.core.limits import MAX_CONTAINERS

ANNOTATIONS, CHARACTERS = 4_000, 200
WARM_UP = 3


class Case(NamedTuple):
    """A pod, the step that is opened, the control that is typed in, and the milliseconds that both may take."""

    text: str
    slug: str
    control: str
    opened: float
    typed: float
    times: int = 60


def annotated() -> str:
    """A pod of 900 kB: many annotations, each of some length."""
    rows = (
        f"    example.com/note-{number}: {'a note to read ' * (CHARACTERS // 15)}\n" for number in range(ANNOTATIONS)
    )
    return pod_with(1).replace("metadata:\n", "metadata:\n  annotations:\n" + "".join(rows), 1)


def crowded() -> str:
    """A pod of as many containers as are allowed, each with an image, a port and what it asks for."""
    rows = (
        f"  - name: worker-{number}\n    image: registry.example.com/team/worker:1.{number}\n"
        f"    ports:\n    - name: http\n      containerPort: {8000 + number}\n"
        f"    resources:\n      requests: {{cpu: 10m, memory: 32Mi}}\n      limits: {{memory: 32Mi}}\n"
        for number in range(MAX_CONTAINERS)
    )
    return pod_with(0) + "".join(rows)


CASES = {
    "the ML model serving pod": Case(ML_POD, "containers/0", IMAGE, 25, 9),
    "20 containers": Case(pod_with(20), "containers/0", IMAGE, 45, 22),
    f"{MAX_CONTAINERS} containers": Case(crowded(), "containers/100", IMAGE.replace("0", "100"), 1500, 250, 10),
    f"{ANNOTATIONS:,} annotations": Case(annotated(), "metadata", NAME, 1500, 250, 10),
}


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
        missed = [measure(name, case) for name, case in CASES.items()]
        return int(any(missed))


def measure(name: str, case: Case) -> bool:
    """Print what one pod costs; whether a bar is missed."""
    from django.test import Client
    from django.urls import reverse

    from podbuilder.builder.models import Draft
    from tests.support.plain import PlainBrowser

    browser = PlainBrowser(Client(enforce_csrf_checks=True))
    browser.open(reverse("builder:home"))
    token = next(e.attrs["value"] for e in browser.root.all("input") if e.attrs.get("name") == "csrfmiddlewaretoken")
    answer = browser.client.post(reverse("builder:draft-import"), {"text": case.text, "csrfmiddlewaretoken": token})
    assert answer.status_code == 302, answer.content.decode()
    url = reverse("builder:draft-step", args=[Draft.objects.latest("created").key, case.slug])
    opened = [opening(browser.client, url) for _ in range(case.times + WARM_UP)][WARM_UP:]
    browser.open(url)
    typed = list(time_previews(browser, case.control, case.times, WARM_UP))
    print(f"{name}, {len(case.text) / 1000:,.0f} kB")
    found = [report("opening a step", opened, case.opened), report("a keystroke's preview", typed, case.typed)]
    return any(found)


def opening(client: Any, url: str) -> tuple[float, float]:
    """The milliseconds that opening the step took, by the clock and of this process's own."""
    start, own_start = time.perf_counter(), time.process_time()
    assert client.get(url, headers=GZIP).status_code == 200
    return (time.perf_counter() - start) * 1000, (time.process_time() - own_start) * 1000


def report(what: str, times: list[tuple[float, float]], bar: float) -> bool:
    """Print what was measured; whether the median of this process's own time is over the bar."""
    took, own = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"  {what}: median {own:.1f} ms of this process's own (bar {bar:.0f}), {took:.1f} ms by the clock")
    return own > bar


if __name__ == "__main__":
    sys.exit(main())
