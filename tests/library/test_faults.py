"""Workers and the database are killed while people save: what was acknowledged is there, and nothing is half there.

A server of its own with two workers, on a PostgreSQL of its own that writes as carefully as one in service.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest

from podbuilder.builder.fair_share import RETRY_AFTER
from tests.builder.support import POD
from tests.support.cluster import Cluster, programs, running

ROOT = Path(__file__).parent.parent.parent
SAVERS = 3
pytestmark = pytest.mark.skipif(
    programs() is None and not os.environ.get("CI"), reason="there is no PostgreSQL on this machine"
)
# What a page is called that is to be asked for again, and after how many seconds.
AGAIN = {503: ("Back in a moment", "5"), 429: ("One moment", str(RETRY_AFTER))}


class Browser:
    """A browser of plain HTTP: cookies, the token of forms, and no patience."""

    def __init__(self, port: int, cookies: SimpleCookie | None = None) -> None:
        self.port = port
        self.cookies = SimpleCookie({name: morsel.value for name, morsel in (cookies or {}).items()})

    def ask(self, url: str, data: dict[str, str] | None = None) -> tuple[int, str, http.client.HTTPMessage]:
        """The answer's status, text and headers. Raises OSError or HTTPException if there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())}
        body = None
        if data is not None:
            token = self.cookies["csrftoken"].value
            body = urlencode({"csrfmiddlewaretoken": token, **data})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request("POST" if data is not None else "GET", url, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        return answer.status, text, answer.headers

    def go(self, url: str, data: dict[str, str]) -> str:
        """Post, and where that leads to."""
        status, text, headers = self.ask(url, data)
        assert status == 302, text
        return urlsplit(headers["Location"]).path


class Saver(threading.Thread):
    """Somebody who types and saves, over and over, and remembers what they were told."""

    def __init__(self, name: str, browser: Browser, draft: str, stop: threading.Event) -> None:
        super().__init__(name=name, daemon=True)
        self.browser, self.draft, self.stop = browser, draft, stop
        self.base = 1
        # All that was ever sent; what was saved for sure: the draft's newest text, and revisions by number.
        self.sent: list[str] = []
        self.draft_saved = 0
        self.revisions: dict[int, str] = {}
        self.odd: list[str] = []
        self.statuses: set[int] = set()

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                self.save_once()
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)

    def save_once(self) -> None:
        mark = f"{self.name}-{len(self.sent)}"
        self.sent.append(f"{POD}# {mark}{f' {mark}' * 200}\n")
        typed = {"yaml": self.sent[-1], "base": "1", "tab_id": self.name}
        while not self.ask(f"{self.draft}preview/metadata/", typed, 200):
            if self.stop.wait(0.05):
                return
        self.draft_saved = len(self.sent)
        url = f"/library/save/?draft={self.draft.split('/')[2]}"
        answer = self.ask(url, {"op": "revision", "base": str(self.base)}, 200, 302)
        if answer == "302":
            self.base += 1
            self.revisions[self.base] = self.sent[-1]
        elif answer:
            told = re.search(r"saved revision (\d+) in the meantime", answer)
            if told is None:
                self.odd.append(answer[:2000])
            else:
                self.base = int(told[1])

    def ask(self, url: str, data: dict[str, str], *good: int) -> str:
        """The answer if it is a good one; "" if the page says that it is to be asked again.

        The database was away; or, on a slow machine, somebody who saves without a pause has had their share of it.
        """
        status, text, headers = self.browser.ask(url, data)
        self.statuses.add(status)
        if status in good:
            return str(status) if status == 302 else text
        title, seconds = AGAIN.get(status, ("", ""))
        if not title or title not in text or headers["Retry-After"] != seconds:
            self.odd.append(f"{status} {text[:2000]}")
        return ""


@contextmanager
def serving(database: str, data: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A server with two workers; its process and port. What it logs is in a file beside its data."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PODBUILDER_", "DJANGO_"))}
    ours = {"DATABASE_URL": database, "PODBUILDER_DATA_DIR": str(data), "PORT": str(port), "WEB_CONCURRENCY": "2"}
    with (data / "log").open("wb") as log:
        command = [sys.executable, "-m", "podbuilder.web.serve"]
        server = subprocess.Popen(command, cwd=ROOT, env=kept | ours, stdout=log, stderr=log)
    try:
        wait_until(lambda: answers(port) or server.poll() is not None, "the server answers", 60)
        assert server.poll() is None, (data / "log").read_text()
        yield server, port
    finally:
        server.terminate()
        server.wait(30)


def answers(port: int) -> bool:
    try:
        return Browser(port).ask("/readyz")[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def wait_until(holds: Callable[[], bool], what: str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"in vain it was waited until {what}"
        time.sleep(0.02)


def workers_of(server: subprocess.Popen[bytes]) -> list[int]:
    """The workers are the master's children."""
    return [int(pid) for pid in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()]


def begin(port: int, stop: threading.Event) -> list[Saver]:
    """Alice, in so many browsers, each with a draft of one template."""
    alice = Browser(port)
    alice.ask("/sign-up/")
    alice.go("/sign-up/", {"name": "alice", "password": "three plain words"})
    first = alice.go("/drafts/import/", {"text": POD})
    key = first.split("/")[2]
    page = alice.go(f"/library/save/?draft={key}", {"op": "new", "name": "Web", "visibility": "private"})
    savers = []
    for number in range(SAVERS):
        draft = alice.go(f"{page}draft/", {})
        savers.append(Saver(f"s{number}", Browser(port, alice.cookies), f"/drafts/{draft.split('/')[2]}/", stop))
    return savers


def wait_for_saves(savers: list[Saver], number: int, when: str) -> None:
    """Until so many more revisions are acknowledged, and something of everybody's."""
    drafts = [saver.draft_saved for saver in savers]
    goal = sum(len(saver.revisions) for saver in savers) + number
    wait_until(
        lambda: (
            sum(len(saver.revisions) for saver in savers) >= goal
            and all(saver.draft_saved > before for saver, before in zip(savers, drafts, strict=True))
        ),
        f"people can save {when}",
    )


def test_nothing_is_lost_when_a_worker_and_the_database_are_killed(tmp_path: Path) -> None:
    with running(is_quick=False) as cluster:
        database = cluster.create("podbuilder")
        with serving(database, tmp_path) as (server, port):
            stop = threading.Event()
            savers = begin(port, stop)
            for saver in savers:
                saver.start()
            try:
                wait_for_saves(savers, 3, "at first")
                kill_a_worker(server, savers)
                kill_the_database(cluster, port, savers)
            finally:
                stop.set()
                for saver in savers:
                    saver.join(30)
            check(savers, database)
            assert server.poll() is None


def kill_a_worker(server: subprocess.Popen[bytes], savers: list[Saver]) -> None:
    before = workers_of(server)
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    wait_for_saves(savers, 3, "with a worker killed")
    wait_until(lambda: len(set(workers_of(server)) - {before[0]}) == 2, "there is another worker")


def kill_the_database(cluster: Cluster, port: int, savers: list[Saver]) -> None:
    cluster.kill()
    status, page, headers = Browser(port, savers[0].browser.cookies).ask("/library/")
    assert (status, headers["Retry-After"]) == (503, "5")
    assert "<h1>Back in a moment</h1>" in page
    assert "Traceback" not in page
    assert Browser(port).ask("/healthz")[0] == 200
    assert Browser(port).ask("/readyz")[0] == 503
    status, raw, _ = Browser(port).ask("/t/alice/web.yaml")
    assert (status, raw) == (503, "# Podbuilder cannot reach its database.\n")
    wait_until(lambda: all(503 in saver.statuses for saver in savers), "everybody is told")
    cluster.start()
    wait_for_saves(savers, 4, "when the database is back")


def check(savers: list[Saver], database: str) -> None:
    """What is stored against what people sent and were told."""
    assert [saver.odd for saver in savers] == [[]] * SAVERS
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT number, text FROM library_revision ORDER BY number").fetchall()
        latest = connection.execute("SELECT latest_revision FROM library_savedtemplate").fetchall()
        drafts = dict(connection.execute("SELECT key, text FROM builder_draft").fetchall())
    assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
    assert latest == [(len(rows),)]
    stored, sent = dict(rows), {text for saver in savers for text in saver.sent}
    assert set(stored.values()) <= sent | {POD}
    told = [revision for saver in savers for revision in saver.revisions.items()]
    assert len({number for number, _ in told}) == len(told) >= 10
    assert [(number, text) for number, text in told if stored.get(number) != text] == []
    for saver in savers:
        text = drafts[saver.draft.split("/")[2]]
        assert text in saver.sent[saver.draft_saved - 1 :], "a draft that was said to be saved is older"
