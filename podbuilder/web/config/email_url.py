"""Where mail goes: to the terminal, or to a mail server by the address in PODBUILDER_EMAIL_URL."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

CONSOLE = "django.core.mail.backends.console.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
EXAMPLE = "smtp+tls://name:password@mail.example.com:587"
# scheme: port, begins without encryption and changes to it, encrypted from the first byte
SCHEMES = {"smtp": (25, False, False), "smtp+tls": (587, True, False), "smtps": (465, False, True)}
LOCAL = {"localhost", "127.0.0.1", "::1"}


class MailProblem(Exception):
    """This address names no mail server. The message does not repeat it, since it may contain a password."""


@dataclass(frozen=True)
class Mail:
    """How mail is sent, and from whom."""

    backend: str = CONSOLE
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False
    sender: str = "podbuilder@localhost"


def read_mail(text: str, sender: str) -> Mail:
    """The mail settings for this address. Raises MailProblem."""
    if text in ("", "console:", "console://"):
        return Mail(sender=sender)
    try:
        address = urlsplit(text)
        port = address.port
    except ValueError as error:
        raise MailProblem(f"it cannot be read ({error}); it looks like {EXAMPLE}") from error
    if address.scheme not in SCHEMES:
        raise MailProblem(
            f"it begins with none of smtp+tls://, smtps://, smtp:// and console:; it looks like {EXAMPLE}"
        )
    if not address.hostname or address.path.strip("/") or address.query:
        raise MailProblem(f"it needs a host and nothing behind it; it looks like {EXAMPLE}")
    usual, starts_tls, is_tls = SCHEMES[address.scheme]
    user, password = unquote(address.username or ""), unquote(address.password or "")
    if password and not (starts_tls or is_tls) and address.hostname not in LOCAL:
        raise MailProblem("smtp:// would send the password unencrypted; use smtp+tls:// or smtps://")
    return Mail(SMTP, address.hostname, port or usual, user, password, starts_tls, is_tls, sender)
