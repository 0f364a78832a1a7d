"""Settings from environment variables, read once and checked before anything starts.

Without any of them, Podbuilder runs for one person on one machine. README lists them all.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from podbuilder.kube.core.whole_number import whole_number
from podbuilder.web.config.database_url import SQLITE, AddressProblem, Database, read_address
from podbuilder.web.config.email_url import Mail, MailProblem, read_mail

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_SECRET = 50
# From the narrowest on.
HSTS = ("host", "subdomains", "preload")
# A class of thirty, twice.
SIGN_UPS, MOST_SIGN_UPS = 60, 100_000
# How long somebody stays signed in who does not come back.
DAYS_OF_A_SESSION, MOST_DAYS = 14, 365
_YES = {"1", "true", "yes", "on"}
_NO = {"", "0", "false", "no", "off"}
_HOST = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
_SENDER = re.compile(r"[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+")


class EnvironmentProblem(Exception):
    """The environment variables are invalid. The message has one line for each complaint."""


@dataclass(frozen=True)
class Environment:
    """The settings that differ between one person's machine and a company's installation."""

    production: bool
    debug: bool
    behind_proxy: bool
    admin: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    data_dir: Path
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]
    database: Database
    mail: Mail
    # What strict transport security covers in production: this host, its subdomains, or also browsers' own lists.
    hsts: str
    # Whether visitors may make accounts, and how many an hour from one address.
    sign_up: bool
    sign_ups_per_hour: int
    session_days: int = DAYS_OF_A_SESSION


def read(variables: Mapping[str, str], *, data_dir: Path) -> Environment:
    """The environment these variables describe. `data_dir` is where data goes when they do not say.

    Every complaint is collected before EnvironmentProblem is raised.
    """
    complaints: list[str] = []

    def flag(name: str) -> bool:
        value = variables.get(name, "").strip().lower()
        if value not in _YES | _NO:
            complaints.append(f"{name} is {value!r}; it is either 1 or 0.")
        return value in _YES

    production, debug = flag("PODBUILDER_PRODUCTION"), flag("PODBUILDER_DEBUG")
    behind_proxy, admin = flag("PODBUILDER_BEHIND_PROXY"), flag("PODBUILDER_ADMIN")
    if production and debug:
        complaints.append("PODBUILDER_DEBUG shows source code and settings to visitors; unset it in production.")

    hosts = _read_hosts(variables, production, complaints)
    secret = _read_secret(variables, production, complaints)
    database = Database()
    try:
        database = read_address(variables.get("DATABASE_URL", "").strip())
    except AddressProblem as problem:
        complaints.append(f"DATABASE_URL does not name a database: {problem}.")
    mail = _read_mail(variables, hosts, complaints)
    proxies = _read_proxies(variables, behind_proxy, complaints)

    hsts = _read_hsts(variables, complaints)
    is_closed, sign_ups = flag("PODBUILDER_SIGN_UP_CLOSED"), _read_sign_ups(variables, complaints)
    days = _read_days(variables, complaints)

    directory = Path(variables.get("PODBUILDER_DATA_DIR") or data_dir).expanduser().absolute()
    if not complaints:
        secret = secret or _secret_in(directory, complaints)
    if complaints:
        raise EnvironmentProblem("\n".join(complaints))
    hosts = hosts or LOCAL_HOSTS
    return Environment(
        production=production,
        debug=debug,
        behind_proxy=behind_proxy,
        admin=admin,
        secret_key=secret,
        allowed_hosts=hosts,
        data_dir=directory,
        trusted_proxies=proxies,
        database=database,
        mail=mail,
        hsts=hsts,
        sign_up=not is_closed,
        sign_ups_per_hour=sign_ups,
        session_days=days,
    )


def _read_hosts(variables: Mapping[str, str], production: bool, complaints: list[str]) -> tuple[str, ...]:
    hosts = tuple(host for host in re.split(r"[\s,]+", variables.get("PODBUILDER_ALLOWED_HOSTS", "")) if host)
    for host in hosts:
        if not _HOST.fullmatch(host):
            complaints.append(
                f"PODBUILDER_ALLOWED_HOSTS has {host!r}; it wants host names without scheme or port, "
                "as in podbuilder.example.com, separated by commas."
            )
    if production and not hosts:
        complaints.append("PODBUILDER_ALLOWED_HOSTS is missing; in production it names the hosts that are served.")
    return hosts


def _read_secret(variables: Mapping[str, str], production: bool, complaints: list[str]) -> str:
    secret = variables.get("PODBUILDER_SECRET_KEY", "")
    if production and not secret:
        complaints.append("PODBUILDER_SECRET_KEY is missing; in production it is given, the same for every process.")
    if secret and (len(secret) < SHORTEST_SECRET or len(set(secret)) < 5):
        complaints.append(
            f"PODBUILDER_SECRET_KEY is too weak; it wants at least {SHORTEST_SECRET} random characters, such as "
            "`python -c 'import secrets; print(secrets.token_urlsafe(50))'` prints."
        )
    return secret


def _read_hsts(variables: Mapping[str, str], complaints: list[str]) -> str:
    hsts = variables.get("PODBUILDER_HSTS", "").strip().lower() or HSTS[0]
    if hsts not in HSTS:
        complaints.append(f"PODBUILDER_HSTS is {hsts!r}; it is one of {', '.join(HSTS)}.")
    return hsts


def _read_sign_ups(variables: Mapping[str, str], complaints: list[str]) -> int:
    text = variables.get("PODBUILDER_SIGN_UPS_PER_HOUR", "").strip()
    number = whole_number(text or str(SIGN_UPS), MOST_SIGN_UPS, least=1)
    if number is None:
        complaints.append(f"PODBUILDER_SIGN_UPS_PER_HOUR is {text!r}; it is a number from 1 to {MOST_SIGN_UPS}.")
    return number or SIGN_UPS


def _read_days(variables: Mapping[str, str], complaints: list[str]) -> int:
    text = variables.get("PODBUILDER_SESSION_DAYS", "").strip()
    days = whole_number(text or str(DAYS_OF_A_SESSION), MOST_DAYS, least=1)
    if days is None:
        complaints.append(f"PODBUILDER_SESSION_DAYS is {text!r}; it is a number of days, from 1 to {MOST_DAYS}.")
    return days or DAYS_OF_A_SESSION


def _secret_in(directory: Path, complaints: list[str]) -> str:
    try:
        return kept_secret(directory / "secret_key")
    except OSError as problem:
        complaints.append(
            f"{directory} cannot be written ({problem.strerror}); PODBUILDER_DATA_DIR names a folder that can, "
            "or PODBUILDER_SECRET_KEY saves keeping a key there."
        )
        return ""


def check_folder(environment: Environment) -> None:
    """Make the folder in which SQLite keeps its file. Raises EnvironmentProblem if it cannot be used.

    A folder that DATABASE_URL names is not made: a misspelt one would hide the database that is there.
    """
    database = environment.database
    if database.engine != SQLITE:
        return
    folder, name = environment.data_dir, "PODBUILDER_DATA_DIR"
    if database.name:
        folder, name = Path(database.name).parent, "DATABASE_URL"
    else:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
    if not folder.is_dir():
        raise EnvironmentProblem(
            f"{folder} is not there, but the database is to be in it; create it, or change {name}."
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise EnvironmentProblem(f"{folder} cannot be written, but the database is to be in it; or change {name}.")


def _read_mail(variables: Mapping[str, str], hosts: tuple[str, ...], complaints: list[str]) -> Mail:
    host = hosts[0].lstrip(".") if hosts else "localhost"
    sender = variables.get("PODBUILDER_EMAIL_FROM", "").strip() or f"Podbuilder <podbuilder@{host}>"
    if not _SENDER.fullmatch(sender):
        complaints.append(
            f"PODBUILDER_EMAIL_FROM is {sender!r}; it is an address, as in podbuilder@example.com, or "
            "a name and an address, as in Podbuilder <podbuilder@example.com>."
        )
    try:
        return read_mail(variables.get("PODBUILDER_EMAIL_URL", "").strip(), sender)
    except MailProblem as problem:
        complaints.append(f"PODBUILDER_EMAIL_URL does not say how mail is sent: {problem}.")
    return Mail()


def _read_proxies(
    variables: Mapping[str, str], behind_proxy: bool, complaints: list[str]
) -> tuple[IPv4Network | IPv6Network, ...]:
    networks = []
    text = variables.get("PODBUILDER_TRUSTED_PROXIES", "")
    for one in re.split(r"[\s,]+", text.strip()) if text.strip() else ():
        try:
            networks.append(ip_network(one, strict=False))
        except ValueError:
            complaints.append(
                f"PODBUILDER_TRUSTED_PROXIES has {one!r}; it wants addresses or networks, as in 10.0.0.0/8, "
                "separated by commas."
            )
    if networks and not behind_proxy:
        complaints.append("PODBUILDER_TRUSTED_PROXIES has no effect without PODBUILDER_BEHIND_PROXY=1.")
    return tuple(networks)


def kept_secret(path: Path) -> str:
    """The secret in this file. A missing file is created with a new secret, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Linking a finished file into place is all or nothing: two processes that start together get the same key.
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(SHORTEST_SECRET))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
