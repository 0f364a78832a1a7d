"""The settings as they are in service: locally, in production, and when they cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.web.config.test_environment import PRODUCTION

ROOT = Path(__file__).resolve().parent.parent


def manage(*arguments: str, data_dir: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py as a person would, with no other PODBUILDER_ variables than these."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PODBUILDER_", "DJANGO_", "COV_"))}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**environment, "PODBUILDER_DATA_DIR": str(data_dir), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_passes_every_deployment_check(tmp_path: Path) -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", data_dir=tmp_path, **PRODUCTION)
    assert (done.returncode, done.stdout + done.stderr) == (0, "System check identified no issues (2 silenced).\n")


def test_production_takes_its_cookies_from_this_host_only(tmp_path: Path) -> None:
    said = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
    done = manage("shell", "--no-imports", "-c", said, data_dir=tmp_path, **PRODUCTION)
    assert done.stdout == "__Host-sessionid __Host-csrftoken\n", done.stderr


def test_the_models_have_their_migrations(tmp_path: Path) -> None:
    done = manage("makemigrations", "--check", "--dry-run", data_dir=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wrong_environment_ends_in_plain_words(tmp_path: Path) -> None:
    done = manage("check", data_dir=tmp_path, PODBUILDER_PRODUCTION="1")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "Podbuilder cannot start:"
    assert "PODBUILDER_SECRET_KEY is missing" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_shown_to_visitors_unless_asked_for() -> None:
    assert settings.DEBUG is False
    assert not settings.SECURE_SSL_REDIRECT, "plain http is right on one's own machine"


@pytest.mark.django_db
def test_the_database_takes_readers_beside_a_writer() -> None:
    if connection.vendor == "postgresql":
        assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"], "it does by itself, and may be started anew"
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
    assert connection.transaction_mode == "IMMEDIATE"
    assert settings.DATABASES["default"]["CONN_MAX_AGE"] is None
