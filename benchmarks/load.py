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
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

WORKERS, USERS = 2, 24
RATE = float(os.environ.get("LOAD_RATE", "64"))
SECONDS = float(os.environ.get("LOAD_SECONDS", "60"))
WARM_UP = 10.0
LEAST_RATE, P95_MS, GROWTH = 60.0, 150.0, 0.05
ATTACKERS, ATTACKED_P95_MS = 4, 1000.0
STARTER, IMAGE = "ml-model-serving", "spec.containers[0].image"

HEAD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n"
ONE = "  containers:\n  - {name: a, image: a, "
# Documents at their limits, each heavy in its own way; what the engine refuses is answered at once.
WORST = (
    HEAD + "  containers:\n" + "".join(f"  - {{name: c{number}, image: a}}\n" for number in range(1900)),
    HEAD + "  containers:\n  - &a {name: a, image: a}\n" + "  - *a\n" * 8900,
    HEAD + ONE + "env: [" + ", ".join(f"{{name: E{number}, value: sk-{number}}}" for number in range(5000)) + "]}\n",
    HEAD + ONE + "ports: [" + ", ".join(f"{{containerPort: {number}}}" for number in range(1, 9000)) + "]}\n",
    HEAD + ONE + 'env: [{name: A, value: "' + "sk-" * 20_000 + '"}]}\n',
    HEAD
    + "  volumes: ["
    + ", ".join(f"{{name: v{number}, emptyDir: {{}}}}" for number in range(1000))
    + "]\n"
    + ONE
    + "}\n",
    HEAD + ONE + "args: [|\n" + "    equal\n" * 50_000 + "  ]}\n",
    HEAD + ONE + "}\n" + "\n" * 1_000_000,
    "".join(f"---\n{HEAD}{ONE}}}\n" for _ in range(900)),
)
PAGES = ("edit/metadata/", "edit/review/", "diagram/", "yaml/", "report/", "advice/", "versions/")


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
            return measure(users, port, server.pid) | under_attack(users[0], port, server.pid)
        finally:
            server.terminate()
            server.wait(60)


def under_attack(user: User, port: int, server: int) -> int:
    """Somebody types while four clients at four places send the worst that is allowed, without a pause."""
    workers, user.times, user.failures = children(server), [], []
    begin = time.monotonic() + 0.5
    end = begin + WARM_UP + SECONDS
    attackers = [Attacker(number, port, end) for number in range(ATTACKERS)]
    threads = [threading.Thread(target=attacker.run) for attacker in attackers]
    threads.append(threading.Thread(target=type_on, args=(user, 0, port, begin, end)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(took * 1000 for start, took in user.times if start >= begin + WARM_UP)
    p95 = times[int(len(times) * 0.95)]
    answers = sum((attacker.answers for attacker in attackers), Counter[int]())
    killed = sorted(set(workers) - set(children(server)))
    print(f"one person typing while {ATTACKERS} clients attack {WORKERS} workers for {SECONDS:.0f} s")
    print(
        f"  the attackers were answered {dict(sorted(answers.items()))}, 0 for not at all; {len(killed)} workers killed"
    )
    print(f"  {len(times)} previews, {len(user.failures)} failures {user.failures[:3] or ''}")
    print(f"  median {statistics.median(times):.1f} ms, most {times[-1]:.0f} ms")
    print(f"  p95 {p95:.1f} ms (bar {ATTACKED_P95_MS:.0f})")
    return int(p95 > ATTACKED_P95_MS or bool(killed) or bool(user.failures))


class Attacker:
    """A client that imports one document at the limits after the other, and opens the pages that compute most."""

    def __init__(self, number: int, port: int, end: float) -> None:
        self.number, self.port, self.end = number, port, end
        self.answers: Counter[int] = Counter()
        self.cookies: dict[str, str] = {}

    def run(self) -> None:
        for text in cycle(WORST):
            place = self.send("POST", "/drafts/import/", {"text": text, "csrfmiddlewaretoken": self.token()})
            for page in PAGES if place.startswith("/drafts/") else ():
                if time.monotonic() > self.end:
                    return
                self.send("GET", f"/drafts/{place.split('/')[2]}/{page}")
            if time.monotonic() > self.end:
                return

    def token(self) -> str:
        if "csrftoken" not in self.cookies:
            self.send("GET", "/")
        return self.cookies.get("csrftoken", "")

    def send(self, method: str, path: str, data: dict[str, str] | None = None) -> str:
        """Where the answer leads; "" for nowhere."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers["X-Forwarded-For"] = f"198.51.100.{self.number}"
        if data:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(data) if data else None, headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self.answers[0] += 1
            return ""
        finally:
            connection.close()
        self.answers[answer.status] += 1
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.headers.get("Location", "")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(port: int) -> subprocess.Popen[bytes]:
    """gunicorn as README tells a company to start it; returns once it answers."""
    options = ["-c", "python:podbuilder.web.gunicorn_options", "podbuilder.wsgi", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", *options, "--bind", f"127.0.0.1:{port}"]
    # Behind a proxy, so that clients can say that they are at different places.
    variables = {**os.environ, "WEB_CONCURRENCY": str(WORKERS), "PODBUILDER_BEHIND_PROXY": "1"}
    server = subprocess.Popen(command, cwd=Path(__file__).parent.parent, env=variables)
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
