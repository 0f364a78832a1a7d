"""What `make run` and `podbuilder serve` do: bring the database and static files up to date, then serve.

A company's installation runs `manage.py migrate`, `manage.py collectstatic` and `gunicorn podbuilder.wsgi` itself.
"""

from __future__ import annotations

import hashlib
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from gunicorn.app.base import BaseApplication

from podbuilder.kube.core.whole_number import whole_number
from podbuilder.web import gunicorn_options

ADDRESS = "127.0.0.1"
WITH_MAKE = "PORT={port} make run"


def main(how_to_choose: str = WITH_MAKE) -> None:
    """Serve until the process is stopped. `how_to_choose` is the command with another {port}."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "podbuilder.settings")
    port = read_port(os.environ)
    refuse_taken(port, how_to_choose)
    django.setup()
    from podbuilder.web import setup_problem  # it needs Django's settings

    try:
        prepare_database()
        prepare_static_files()
    except (DatabaseError, OSError) as error:
        sys.exit(setup_problem.in_words(error) or f"Podbuilder cannot start: {error}.")
    Server(port).run()


def read_port(variables: Mapping[str, str]) -> int:
    """The port to serve on: PORT, or 8000."""
    text = variables.get("PORT") or "8000"
    port = whole_number(text, 65535, least=1)
    if port is None:
        sys.exit(f"The port is {text!r}; it must be a number from 1 to 65535.")
    return port


def refuse_taken(port: int, how_to_choose: str = WITH_MAKE) -> None:
    """Exit with one line if this port cannot be used; the server itself would keep trying and log errors."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except PermissionError:
            other = how_to_choose.format(port=9000)
            sys.exit(f"Port {port} may not be used by this account. Choose one above 1023: {other}")
        except OSError:
            other = how_to_choose.format(port=9000 if port != 9000 else 9001)
            sys.exit(f"Port {port} is taken by another program. Choose another one: {other}")


def prepare_database() -> None:
    """Create or upgrade the tables, if needed."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
    # The workers are forked from this process, and a connection must not be shared with a child.
    connections.close_all()


def prepare_static_files() -> None:
    """Collect, name by content and compress the static files, if one of them has changed."""
    mark = settings.DATA_DIR / "static.fingerprint"
    now = fingerprint()
    if settings.DEBUG or (mark.exists() and mark.read_text() == now and settings.STATIC_ROOT.exists()):
        return
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(now)


def fingerprint() -> str:
    """A digest of every static file's name, size and time of change."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is not typed
    """gunicorn with one process and a few threads, on this machine only."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"{ADDRESS}:{self.port}",
            "worker_class": gunicorn_options.worker_class,
            "threads": 8,
            "preload_app": gunicorn_options.preload_app,
            "graceful_timeout": 3,
            "loglevel": "warning",
            "control_socket_disable": gunicorn_options.control_socket_disable,
            "forwarded_allow_ips": gunicorn_options.forwarded_allow_ips,
            "forwarder_headers": gunicorn_options.forwarder_headers,
            "secure_scheme_headers": gunicorn_options.secure_scheme_headers,
            "when_ready": self.announce,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from podbuilder.wsgi import application

        return application

    def announce(self, arbiter: Any) -> None:
        print(f"Podbuilder is ready: http://{ADDRESS}:{self.port} (Ctrl-C stops it)", flush=True)


if __name__ == "__main__":
    main()
