"""A PostgreSQL of the tests' own: in a temporary folder, reached by a socket, gone with the process that began it."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

# Debian keeps them out of the path, one folder for each version.
FOLDER = Path("/usr/lib/postgresql")
PATIENCE = 60
# What is written here nobody misses after a power cut.
OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=100")
# The server runs until its standard input ends, however the tests end, and takes its folder along.
SCRIPT = '"$@" & server=$!; cat > /dev/null; kill -INT $server; wait $server; rm -rf "$FOLDER"'


class Missing(Exception):
    """There is no PostgreSQL on this machine, or none that can be run."""


def program(name: str) -> str:
    """The newest program of this name. Raises Missing."""
    versions = sorted(FOLDER.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(name)
    if found is None:
        raise Missing(f"PostgreSQL is not installed: {name} was found neither in {FOLDER} nor in the path.")
    return found


def start() -> str:
    """Start one; its DATABASE_URL. It stops with this process. Raises Missing."""
    initdb, postgres = program("initdb"), program("postgres")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    whom = account()
    if whom is not None:
        os.chown(folder, whom.pw_uid, whom.pw_gid)
    # It refuses to run as root.
    as_whom = {"user": whom.pw_uid, "group": whom.pw_gid, "extra_groups": []} if whom else {}
    data, log = folder / "data", folder / "log"
    made = subprocess.run(
        [initdb, "-D", data, "-U", "podbuilder", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        **as_whom,
    )
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise Missing(f"PostgreSQL cannot make a database: {made.stderr.strip()}")
    options = [part for option in (*OPTIONS, f"unix_socket_directories={folder}") for part in ("-c", option)]
    with log.open("wb") as output:
        server = subprocess.Popen(
            ["sh", "-c", SCRIPT, "sh", postgres, "-D", data, *options],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            cwd="/",
            env={**os.environ, "FOLDER": str(folder)},
            start_new_session=True,
            **as_whom,
        )
    atexit.register(_stop, server)
    _wait(folder, server, log)
    return f"postgres://podbuilder@/podbuilder?host={folder}"


def account() -> pwd.struct_passwd | None:
    """Whom to run it as, if we are root; None for ourselves."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return known[name]
    raise Missing("PostgreSQL cannot be run as root, and there is neither a postgres nor a nobody.")


def _wait(folder: Path, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until it answers: it writes `ready` into its own file then."""
    status = folder / "data" / "postmaster.pid"
    for _ in range(PATIENCE * 20):
        if status.exists() and "ready" in status.read_text(encoding="utf-8"):
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    said = log.read_text(encoding="utf-8") if log.exists() else ""
    _stop(server)
    raise Missing(f"PostgreSQL does not start: {said.strip()}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.stdin and not server.stdin.closed:
        server.stdin.close()
    server.wait(timeout=PATIENCE)
