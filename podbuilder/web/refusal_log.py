"""One line in the log for each refusal: who was refused what, so that an attack can be seen and an address be blocked.

Whatever comes from a client is escaped and shortened, so that nobody writes lines of their own into the log. Nothing is
logged that may be a secret: no query, no body, no header.
"""

from __future__ import annotations

import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from podbuilder.web.client_address import client_address

logger = logging.getLogger(__name__)

REASONS = {
    HTTPStatus.UNAUTHORIZED: "the token was not accepted",
    HTTPStatus.FORBIDDEN: "not allowed",
    HTTPStatus.NOT_FOUND: "not there, or not theirs to see",
    HTTPStatus.LENGTH_REQUIRED: "a body of unknown length",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "a body that is too large",
    HTTPStatus.TOO_MANY_REQUESTS: "too many tries",
}
# The parts of addresses that are secrets: keys of drafts and share links, tokens in links of mails.
SECRET = re.compile(r"(?<=/)(?P<kept>[A-Za-z0-9_-]{4})[A-Za-z0-9_:=.-]{12,}(?=/|$)")
LONGEST = 120
# Lines that one address gets in a minute: enough to be seen, too few to fill a disk.
MOST_LINES = 60


def log_refusals(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that logs refused requests. An address that never was one is no refusal: scanners try thousands."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        reason = REASONS.get(HTTPStatus(response.status_code))
        if reason and (response.status_code != HTTPStatus.NOT_FOUND or request.resolver_match is not None):
            log(request, f"{response.status_code} {reason}")
        return response

    return middleware


def log(request: HttpRequest, what: str) -> None:
    """Log one line on this request; `what` is ours, and holds nothing from the client that is not escaped."""
    address = client_address(request)
    number = COUNTS.count(address)
    if number > MOST_LINES:
        return
    more = "; more of this minute is not logged" if number == MOST_LINES else ""
    logger.warning("%s: %s %s from %s%s", what, escaped(request.method or ""), place(request), address, more)


class Counts:
    """How many lines each address has caused in the current minute, as far as this process knows."""

    def __init__(self) -> None:
        self.minute, self.numbers = 0, Counter[str]()

    def count(self, address: str) -> int:
        minute = int(time.monotonic() / 60)
        if minute != self.minute:
            self.minute, self.numbers = minute, Counter()
        self.numbers[address] += 1
        return self.numbers[address]


COUNTS = Counts()


def place(request: HttpRequest) -> str:
    """The request's path, escaped, without what may be a secret in it."""
    return escaped(SECRET.sub(r"\g<kept>…", request.path))


def escaped(text: str) -> str:
    """A text from outside as one word of printable ASCII, shortened."""
    word = "".join(one if "!" <= one <= "~" else one.encode("unicode_escape").decode() for one in text[: LONGEST + 1])
    return word.replace("\\u2026", "...").replace(" ", "\\x20")[:LONGEST] or "-"
