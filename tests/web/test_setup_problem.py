"""Every wrong set-up ends in a line or a few that say what to do, and none in a traceback."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError

from podbuilder.web.setup_problem import in_words
from tests.test_settings import manage


def test_our_own_mistakes_keep_their_traceback() -> None:
    for error in (ValueError("a"), DatabaseError("syntax error"), IntegrityError("b"), OSError(errno.ENOENT, "c")):
        assert in_words(error) is None


def test_a_full_disk_is_called_so() -> None:
    assert "no space left" in str(in_words(OSError(errno.ENOSPC, "No space left on device")))


def test_a_server_that_is_away() -> None:
    assert str(in_words(OperationalError("no route"))).startswith("Podbuilder cannot reach its database:\nno route")


# What is done, with which variables and files, and what is said.
MISTAKES: dict[str, tuple[list[str], dict[str, str], str]] = {
    "export before migrate": (["export_all", "{tmp}/a.zip"], {}, "Run manage.py migrate first."),
    "import before migrate": (["import_all", "{tmp}/a.zip"], {}, "Run manage.py migrate first."),
    "no folder for the database": (
        ["migrate"],
        {"DATABASE_URL": "sqlite:///{tmp}/none/db.sqlite3"},
        "none is not there, but the database is to be in it; create it, or change DATABASE_URL.",
    ),
    "a data folder that cannot be": (["migrate"], {"PODBUILDER_DATA_DIR": "/dev/null/var"}, "cannot be written"),
    "a database that is no database": (
        ["migrate"],
        {"DATABASE_URL": "sqlite:///{tmp}/text.sqlite3"},
        "Podbuilder cannot reach its database:",
    ),
    "a database that is away": (
        ["import_all", "{tmp}/a.zip"],
        {"DATABASE_URL": "postgres://me:hunter2@127.0.0.1:1/pods"},
        "DATABASE_URL says where it is.",
    ),
    "a number that is none": (["check"], {"PODBUILDER_SIGN_UPS_PER_HOUR": "many"}, "PODBUILDER_SIGN_UPS_PER_HOUR"),
    "a word that is none": (["check"], {"PODBUILDER_HSTS": "all"}, "it is one of host, subdomains, preload."),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_command_says_what_to_do(name: str, tmp_path: Path) -> None:
    arguments, variables, said = MISTAKES[name]
    (tmp_path / "text.sqlite3").write_text("this is a text\n" * 100)
    filled = {key: value.format(tmp=tmp_path) for key, value in variables.items()}
    folder = Path(filled.pop("PODBUILDER_DATA_DIR", tmp_path / "var"))
    done = manage(*(one.format(tmp=tmp_path) for one in arguments), data_dir=folder, **filled)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "hunter2" not in done.stderr
    assert len(done.stderr.splitlines()) <= 4


def test_a_missing_folder_of_ours_is_made(tmp_path: Path) -> None:
    secret = "correct-horse-battery-staple-correct-horse-battery-staple"
    done = manage("check", data_dir=tmp_path / "a" / "b", PODBUILDER_SECRET_KEY=secret)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a" / "b").is_dir()
