"""Refuses bodies in encodings that are no plain character sets, before Django makes a request of them.

Django takes any codec that Python has, also one for host names or base64, and fails outside of all middleware.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.utils.http import parse_header_parameters

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# By Python's names: what browsers send, and what forms of old programs are in. All begin with ASCII.
READ = {"utf-8", "ascii", "iso8859-1", "iso8859-15", "cp1252"}
SENTENCE = "Send this again in UTF-8: the charset of its Content-Type is not read here.\n"


def refuse_odd_charsets(application: Application) -> Application:
    """A WSGI application that answers with 415 what is in a charset that is not read, and hands on everything else."""

    def refusing(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if is_readable(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        status, body = HTTPStatus.UNSUPPORTED_MEDIA_TYPE, SENTENCE.encode()
        headers = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
        headers |= {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        start_response(f"{status.value} {status.phrase}", list(headers.items()))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    return refusing


def is_readable(content_type: str) -> bool:
    """Whether a Content-Type names no charset, one that Django does not know and ignores, or one that is read."""
    try:
        charset = parse_header_parameters(content_type)[1].get("charset")
        return charset is None or codecs.lookup(charset).name in READ
    except LookupError:
        return True
    except ValueError:
        return False
