"""A PostgreSQL that can be killed and started again, for as long as a test or a measurement takes.

PostgreSQL refuses to run as root, so root hands it to the account that Debian's package makes.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from tests.support.postgresql import Missing, account, program

# Data that is thrown away needs no disk to be sure of it; a test of crashes asks for the contrary.
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SETTINGS = {"listen_addresses": "", "max_connections": "60", "log_min_messages": "fatal", "shared_buffers": "128MB"}


def programs() -> Path | None:
    """The folder with initdb and postgres, the newest version's; None where there is none."""
    try:
        return Path(program("initdb")).parent
    except Missing:
        return None


class Cluster:
    """One server and its data."""

    def __init__(self, folder: Path, bin_folder: Path, *, is_quick: bool = True) -> None:
        whom = account()
        self.folder, self.bin, self.user = folder, bin_folder, whom.pw_name if whom else None
        self.settings = SETTINGS | (QUICK if is_quick else {})
        self.server: subprocess.Popen[bytes] | None = None

    def initialise(self) -> None:
        """Make an empty cluster whose superuser is called podbuilder."""
        if self.user is not None:
            shutil.chown(self.folder, self.user)
        options = ["-U", "podbuilder", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", "-D", str(self.folder / "data"), *options)

    def start(self) -> None:
        """Start the server, also after it was killed, and wait until it answers."""
        given = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(self.bin / "postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder), *given]
        self.server = subprocess.Popen(command, user=self.user, cwd=self.folder, stderr=subprocess.DEVNULL)
        for _ in range(300):
            if self._answers():
                return
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start within half a minute")

    def _answers(self) -> bool:
        asked = [str(self.bin / "pg_isready"), "-q", "-h", str(self.folder), "-U", "podbuilder", "-d", "postgres"]
        return subprocess.run(asked, check=False).returncode == 0

    def kill(self) -> None:
        """End it as a power cut would: every process of it at once."""
        assert self.server is not None
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children")
        pids = [int(pid) for pid in children.read_text().split()] if children.exists() else []
        for pid in (self.server.pid, *pids):
            _signal(pid, signal.SIGKILL)
        self.server.wait(30)

    def stop(self) -> None:
        """End it without waiting for those who are connected."""
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            try:
                self.server.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def create(self, database: str) -> str:
        """Create a database; its address."""
        self._run("createdb", "-h", str(self.folder), "-U", "podbuilder", database)
        return self.address(database)

    def address(self, database: str) -> str:
        """What DATABASE_URL says of a database here."""
        return f"postgresql://podbuilder@/{database}?host={quote(str(self.folder), safe='')}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.bin / program), *arguments]
        subprocess.run(command, user=self.user, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


@contextmanager
def running(*, is_quick: bool = True) -> Iterator[Cluster]:
    """A server that is there within the block; its folder is removed behind it."""
    found = programs()
    if found is None:
        raise RuntimeError("there is no PostgreSQL on this machine")
    # A socket's path has at most a hundred letters, so the folder is not where tests put theirs.
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        cluster = Cluster(Path(name), found, is_quick=is_quick)
        cluster.initialise()
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()
