"""Many people typing at once: previews from two workers, at a steady pace, and what the workers weigh meanwhile.

Each of the users has a draft of the ML model serving pod and posts its first container's step over HTTP, one after
the other, as a browser would. LOAD_SECONDS=600 measures ten minutes instead of one; LOAD_RATE another pace.
"""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

WORKERS, USERS = 2, 24
RATE = float(os.environ.get("LOAD_RATE", "64"))
SECONDS = float(os.environ.get("LOAD_SECONDS", "60"))
WARM_UP = 10.0
LEAST_RATE, P95_MS, GROWTH = 60.0, 150.0, 0.05
STARTER, IMAGE = "ml-model-serving", "spec.containers[0].image"


@dataclass
class User:
    """Somebody with a draft open: what the page posts, to where, with which cookies."""

    url: str
    data: dict[str, str]
    cookies: str
    token: str
    times: list[tuple[float, float]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def main() -> int:
    """Set up an installation of its own, serve it with two workers, and let people type."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PODBUILDER_DATA_DIR"] = folder
        os.environ["PODBUILDER_ALLOWED_HOSTS"] = "testserver,127.0.0.1"
        os.environ["DJANGO_SETTINGS_MODULE"] = "podbuilder.settings"
        import django

        django.setup()
        from podbuilder.web.serve import prepare_database, prepare_static_files

        prepare_database()
        prepare_static_files()
        users = [open_step() for _ in range(USERS)]
        port = free_port()
        server = serve(port)
        try:
            return measure(users, port, server.pid)
        finally:
            server.terminate()
            server.wait(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(port: int) -> subprocess.Popen[bytes]:
    """gunicorn as README tells a company to start it; returns once it answers."""
    options = ["--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "1", "--preload"]
    command = [sys.executable, "-m", "gunicorn", "podbuilder.wsgi", "--bind", f"127.0.0.1:{port}", *options]
    server = subprocess.Popen([*command, "--log-level", "warning"], cwd=Path(__file__).parent.parent)
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return server
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def open_step() -> User:
    """A new visitor with a draft whose first container's step is open."""
    from django.test import Client
    from django.urls import reverse

    from podbuilder.builder.models import Draft
    from podbuilder.builder.steps.outline import slug_for
    from podbuilder.kube.core.field import FieldPath
    from tests.support.plain import PlainBrowser

    browser = PlainBrowser(Client(enforce_csrf_checks=True))
    browser.open(reverse("builder:home"))
    token = next(e.attrs["value"] for e in browser.root.all("input") if e.attrs.get("name") == "csrfmiddlewaretoken")
    browser.client.post(reverse("builder:draft-new"), {"starter": STARTER, "csrfmiddlewaretoken": token})
    draft = Draft.objects.order_by("-created").first()
    browser.open(reverse("builder:draft-step", args=[draft.key, slug_for(FieldPath(("spec", "containers", 0)))]))
    enabled = (e for e in browser.root.all("input", "select", "textarea") if "disabled" not in e.attrs)
    controls = [e for e in enabled if e.attrs.get("name")]
    form = browser.form_of(next(e for e in controls if e.attrs["name"] == IMAGE))
    data = {e.attrs["name"]: browser.value_of(e) for e in controls if browser.form_of(e) is form}
    url = next(e.attrs["hx-post"] for e in browser.root.walk() if "/preview/" in e.attrs.get("hx-post", ""))
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.client.cookies.items())
    return User(url, data, cookies, data["csrfmiddlewaretoken"])


def measure(users: list[User], port: int, server: int) -> int:
    begin = time.monotonic() + 0.5
    end = begin + WARM_UP + SECONDS
    threads = [threading.Thread(target=type_on, args=(user, i, port, begin, end)) for i, user in enumerate(users)]
    for thread in threads:
        thread.start()
    weights = watch(server, begin + WARM_UP, end)
    for thread in threads:
        thread.join()
    return report(users, begin + WARM_UP, weights)


def type_on(user: User, number: int, port: int, begin: float, end: float) -> None:
    """One keystroke after the other, each at its time, or as soon as the one before is answered."""
    pause = USERS / RATE
    due = begin + pause * number / USERS
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "gzip", "HX-Request": "true"}
    headers |= {"Cookie": user.cookies, "Origin": f"http://127.0.0.1:{port}"}
    count = 0
    while due < end:
        time.sleep(max(0.0, due - time.monotonic()))
        body = urlencode({**user.data, IMAGE: f"registry.example.com/ml-model-serving:v{number}.{count}"})
        start = time.monotonic()
        try:
            connection.request("POST", user.url, body, headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                user.failures.append(str(answer.status))
        except (OSError, http.client.HTTPException) as error:
            user.failures.append(repr(error))
            connection.close()
        user.times.append((start, time.monotonic() - start))
        count += 1
        due = max(due + pause, time.monotonic())


def watch(server: int, begin: float, end: float) -> list[float]:
    """The megabytes that the workers hold together, twice a second."""
    weights = []
    while time.monotonic() < end:
        time.sleep(0.5)
        if time.monotonic() > begin:
            weights.append(sum(weight_of(pid) for pid in children(server)))
    return weights


def children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(pid) for pid in found.read_text().split()] if found.exists() else []


def weight_of(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def report(users: list[User], begin: float, weights: list[float]) -> int:
    times = sorted(took * 1000 for user in users for start, took in user.times if start >= begin)
    failures = [failure for user in users for failure in user.failures]
    rate = len(times) / SECONDS
    p95 = times[int(len(times) * 0.95)]
    print(f"{USERS} people typing at {WORKERS} workers for {SECONDS:.0f} s")
    print(f"  {rate:.1f} previews a second (bar {LEAST_RATE:.0f}), {len(failures)} failures {failures[:3] or ''}")
    print(f"  median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms (bar {P95_MS:.0f}), most {times[-1]:.0f} ms")
    grown = weigh(weights)
    return int(rate < LEAST_RATE or p95 > P95_MS or bool(failures) or grown > GROWTH)


def weigh(weights: list[float]) -> float:
    """Print what the workers held in the second and in the last fifth of the time; by how much that grew."""
    if len(weights) < 10:
        return 0.0
    fifth = len(weights) // 5
    early, late = statistics.mean(weights[fifth : 2 * fifth]), statistics.mean(weights[-fifth:])
    grown = late / early - 1
    print(f"  the workers' memory: {early:.0f} MB early, {late:.0f} MB late, {grown:+.1%} (bar {GROWTH:+.0%})")
    return grown


if __name__ == "__main__":
    sys.exit(main())
