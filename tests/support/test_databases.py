"""The tests' own PostgreSQL: what is said where there is none, and that nothing runs on it without being asked to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import databases, postgresql


def test_a_machine_without_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgresql, "FOLDER", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    for name in (databases.ADDRESS, databases.WHY_NOT):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv(databases.WISH, "postgresql")
    assert databases.address() == "", "the tests are skipped then"
    assert "PostgreSQL is not installed: initdb was found neither in" in databases.os.environ[databases.WHY_NOT]


def test_ci_wants_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgresql, "FOLDER", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", "true")
    for name in (databases.ADDRESS, databases.WHY_NOT):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(databases.WISH, "postgresql")
    with pytest.raises(SystemExit, match="initdb was found neither in"):
        databases.address()


def test_another_database_is_none_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(databases.WISH, "mysql")
    with pytest.raises(SystemExit, match="it is sqlite or postgresql"):
        databases.address()


def test_the_newest_version_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for version in ("9.6", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    monkeypatch.setattr(postgresql, "FOLDER", tmp_path)
    assert postgresql.program("initdb") == str(tmp_path / "17" / "bin" / "initdb")
