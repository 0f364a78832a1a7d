"""What the environment may say, and what is said back to it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from podbuilder.web.environment import LOCAL_HOSTS, EnvironmentProblem, read

SECRET = "correct-horse-battery-staple-correct-horse-battery-staple"
PRODUCTION = {
    "PODBUILDER_PRODUCTION": "1",
    "PODBUILDER_SECRET_KEY": SECRET,
    "PODBUILDER_ALLOWED_HOSTS": "podbuilder.example.com",
}


def test_without_variables_it_runs_for_one_person(tmp_path: Path) -> None:
    environment = read({}, data_dir=tmp_path / "var")
    assert not environment.production
    assert not environment.debug
    assert environment.allowed_hosts == LOCAL_HOSTS
    assert environment.data_dir == tmp_path / "var"


def test_the_secret_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    first = read({}, data_dir=tmp_path).secret_key
    assert len(first) > 50
    assert read({}, data_dir=tmp_path).secret_key == first
    assert read({}, data_dir=tmp_path / "other").secret_key != first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other", "secret_key"]


def test_production_takes_its_secret_and_hosts_from_the_variables(tmp_path: Path) -> None:
    environment = read({**PRODUCTION, "PODBUILDER_BEHIND_PROXY": "yes"}, data_dir=tmp_path / "var")
    assert environment.production
    assert environment.behind_proxy
    assert environment.secret_key == SECRET
    assert environment.allowed_hosts == ("podbuilder.example.com",)
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    "hosts", ["a.example,b.example", " a.example  b.example ", "a.example, .b.example", "[2001:db8::1],10.0.0.1"]
)
def test_hosts_are_separated_by_commas_or_spaces(hosts: str, tmp_path: Path) -> None:
    assert len(read({"PODBUILDER_ALLOWED_HOSTS": hosts}, data_dir=tmp_path).allowed_hosts) == 2


@pytest.mark.parametrize(
    ("variables", "complaint"),
    [
        ({"PODBUILDER_DEBUG": "maybe"}, "PODBUILDER_DEBUG is 'maybe'; it is either 1 or 0."),
        ({"PODBUILDER_ALLOWED_HOSTS": "https://a.example"}, "without scheme or port"),
        ({"PODBUILDER_ALLOWED_HOSTS": "a.example:8000"}, "without scheme or port"),
        ({"PODBUILDER_ALLOWED_HOSTS": "*"}, "without scheme or port"),
        ({"PODBUILDER_SECRET_KEY": "short"}, "too weak"),
        ({"PODBUILDER_SECRET_KEY": "a" * 60}, "too weak"),
        ({**PRODUCTION, "PODBUILDER_DEBUG": "1"}, "unset it in production"),
        ({**PRODUCTION, "PODBUILDER_SECRET_KEY": ""}, "PODBUILDER_SECRET_KEY is missing"),
        ({**PRODUCTION, "PODBUILDER_ALLOWED_HOSTS": " "}, "PODBUILDER_ALLOWED_HOSTS is missing"),
        ({"PODBUILDER_DATA_DIR": "/dev/null/var"}, "/dev/null/var cannot be written"),
    ],
)
def test_what_cannot_be_is_said(variables: dict[str, str], complaint: str, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as raised:
        read(variables, data_dir=tmp_path)
    assert complaint in str(raised.value)
    assert SECRET not in str(raised.value)


def test_all_complaints_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as raised:
        read({"PODBUILDER_PRODUCTION": "1", "PODBUILDER_DEBUG": "x"}, data_dir=tmp_path)
    assert len(str(raised.value).splitlines()) == 3
