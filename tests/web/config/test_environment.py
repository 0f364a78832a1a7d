"""What the environment may say, and what is said back to it."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from podbuilder.web.config import environment
from podbuilder.web.config.database_url import POSTGRESQL, Database
from podbuilder.web.config.email_url import CONSOLE, SMTP
from podbuilder.web.config.environment import LOCAL_HOSTS, EnvironmentProblem, read

SECRET = "correct-horse-battery-staple-correct-horse-battery-staple"
PRODUCTION = {
    "PODBUILDER_PRODUCTION": "1",
    "PODBUILDER_SECRET_KEY": SECRET,
    "PODBUILDER_ALLOWED_HOSTS": "podbuilder.example.com",
}


def test_without_variables_it_runs_for_one_person(tmp_path: Path) -> None:
    one = read({}, data_dir=tmp_path / "var")
    assert not one.production
    assert not one.debug
    assert one.allowed_hosts == LOCAL_HOSTS
    assert one.data_dir == tmp_path / "var"


def test_the_secret_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    first = read({}, data_dir=tmp_path).secret_key
    assert len(first) > 50
    assert read({}, data_dir=tmp_path).secret_key == first
    assert read({}, data_dir=tmp_path / "other").secret_key != first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other", "secret_key"]


def test_production_takes_its_secret_and_hosts_from_the_variables(tmp_path: Path) -> None:
    one = read({**PRODUCTION, "PODBUILDER_BEHIND_PROXY": "yes"}, data_dir=tmp_path / "var")
    assert one.production
    assert one.behind_proxy
    assert one.secret_key == SECRET
    assert one.allowed_hosts == ("podbuilder.example.com",)
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


# Where data lies, where mail goes, whom to believe.


def test_addresses_are_read(tmp_path: Path) -> None:
    one = read({"DATABASE_URL": "postgres://db/pods", "PODBUILDER_EMAIL_URL": "smtp://localhost"}, data_dir=tmp_path)
    assert (one.database.engine, one.database.name, one.database.host) == (POSTGRESQL, "pods", "db")
    assert (one.mail.backend, one.mail.host, one.mail.sender) == (
        SMTP,
        "localhost",
        "Podbuilder <podbuilder@localhost>",
    )


def test_without_addresses_there_is_a_file_and_the_terminal(tmp_path: Path) -> None:
    one = read({}, data_dir=tmp_path)
    assert (one.database, one.mail.backend) == (Database(), CONSOLE)


def test_mail_is_from_the_host_that_is_served(tmp_path: Path) -> None:
    assert read(PRODUCTION, data_dir=tmp_path).mail.sender == "Podbuilder <podbuilder@podbuilder.example.com>"
    given = {**PRODUCTION, "PODBUILDER_EMAIL_FROM": "pods@example.com"}
    assert read(given, data_dir=tmp_path).mail.sender == "pods@example.com"


def test_proxies_are_addresses_or_networks(tmp_path: Path) -> None:
    variables = {"PODBUILDER_BEHIND_PROXY": "1", "PODBUILDER_TRUSTED_PROXIES": "10.0.0.0/8, 2001:db8::7"}
    assert [str(one) for one in read(variables, data_dir=tmp_path).trusted_proxies] == ["10.0.0.0/8", "2001:db8::7/128"]


COMPLAINTS = {
    ("DATABASE_URL", "mysql://me:hunter2@db/pods"): "neither postgres:// nor sqlite://",
    ("PODBUILDER_EMAIL_URL", "http://me:hunter2@mail.example.com"): "begins with none of",
    ("PODBUILDER_EMAIL_FROM", "the pod people"): "it is an address",
    ("PODBUILDER_EMAIL_FROM", "a@example.com\r\nBcc: b@example.com"): "it is an address",
    ("PODBUILDER_TRUSTED_PROXIES", "10.0.0.0/99"): "wants addresses or networks",
    ("PODBUILDER_TRUSTED_PROXIES", "10.0.0.1"): "has no effect without PODBUILDER_BEHIND_PROXY=1",
}


@pytest.mark.parametrize("case", COMPLAINTS, ids=" ".join)
def test_what_cannot_be_is_said_without_its_password(case: tuple[str, str], tmp_path: Path) -> None:
    name, value = case
    with pytest.raises(EnvironmentProblem) as problem:
        read({name: value}, data_dir=tmp_path)
    assert str(problem.value).startswith(name)
    assert COMPLAINTS[case] in str(problem.value)
    assert "hunter2" not in str(problem.value)


def test_readme_has_every_variable() -> None:
    source = Path(environment.__file__).read_text(encoding="utf-8")
    readme = (Path(__file__).resolve().parent.parent.parent.parent / "README.md").read_text(encoding="utf-8")
    names = set(re.findall(r'"(PODBUILDER_[A-Z_]+|DATABASE_URL)"', source))
    assert len(names) >= 10
    assert [name for name in sorted(names) if f"| `{name}` |" not in readme] == []


@pytest.mark.parametrize(("text", "days"), [("", 14), ("1", 1), (" 90 ", 90), ("365", 365)])
def test_a_session_lasts_as_long_as_is_said(text: str, days: int, tmp_path: Path) -> None:
    assert read({"PODBUILDER_SESSION_DAYS": text}, data_dir=tmp_path).session_days == days


@pytest.mark.parametrize("text", ["0", "-1", "366", "two weeks", "1.5"])
def test_a_session_of_no_length(text: str, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match=r"PODBUILDER_SESSION_DAYS is .*from 1 to 365"):
        read({"PODBUILDER_SESSION_DAYS": text}, data_dir=tmp_path)
