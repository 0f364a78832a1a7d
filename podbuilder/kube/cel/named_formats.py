"""Kubernetes' formats by their names, and what the server says of a text that has not the right one.

Mirrors Kubernetes v1.36, apiserver pkg/cel/library/format.go, and apimachinery pkg/util/validation.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from podbuilder.kube.cel.addresses import is_url
from podbuilder.kube.cel.cel_error import CelError
from podbuilder.kube.cel.cel_types import NOTHING, Maybe
from podbuilder.kube.cel.strings import text
from podbuilder.kube.cel.times import timestamp
from podbuilder.kube.validation import formats

_LABEL = (
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with"
    " an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is"
    " '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
)
_SUBDOMAIN = (
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and"
    " end with an alphanumeric character (e.g. 'example.com', regex used for validation is"
    " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
)
_LABEL_1035 = (
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character,"
    " and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is"
    " '[a-z]([-a-z0-9]*[a-z0-9])?')"
)
_LABEL_VALUE = (
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and"
    " end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is"
    " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
)
_QUALIFIED = (
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
    " character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is"
    " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
)
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)
Check = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class NamedFormat:
    """A format; its check returns what is wrong with a text."""

    name: str
    check: Check

    def validate(self, value: Any) -> Maybe:
        """What is wrong with a text; nothing if it is right."""
        wrong = self.check(text(value))
        return Maybe(wrong, True) if wrong else NOTHING


def _limited(most: int, ours: Callable[[str], list[str]], words: str, masks: bool = False) -> Check:
    """A check with a limit of length, in the server's words."""

    def check(value: str) -> list[str]:
        value = formats.mask_trailing_dash(value) if masks else value
        too_long = [f"must be no more than {most} characters"] if len(value) > most else []
        return too_long + ([_dotted(value, words)] if ours(value[:most]) else [])

    return check


def _dotted(value: str, words: str) -> str:
    """sic: what would be a label but for its dots is told so; a label as of RFC 1035 is not."""
    return "must not contain dots" if words is _LABEL and not formats.is_dns1123_subdomain(value) else words


def _unless(test: Callable[[str], bool], words: str) -> Check:
    return lambda value: [] if test(value) else [words]


def _is_base64(value: str) -> bool:
    try:
        base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2006-01-02")


def _is_datetime(value: str) -> bool:
    try:
        timestamp(value)
    except CelError:
        return False
    return True


FORMATS = {
    name: NamedFormat(name, check)
    for name, check in (
        ("dns1123Label", _limited(63, formats.is_dns1123_label, _LABEL)),
        ("dns1123Subdomain", _limited(253, formats.is_dns1123_subdomain, _SUBDOMAIN)),
        ("dns1035Label", _limited(63, formats.is_dns1035_label, _LABEL_1035)),
        ("dns1123LabelPrefix", _limited(63, formats.is_dns1123_label, _LABEL, masks=True)),
        ("dns1123SubdomainPrefix", _limited(253, formats.is_dns1123_subdomain, _SUBDOMAIN, masks=True)),
        ("dns1035LabelPrefix", _limited(63, formats.is_dns1035_label, _LABEL_1035, masks=True)),
        ("labelValue", _limited(63, formats.is_valid_label_value, _LABEL_VALUE)),
        ("qualifiedName", _unless(lambda value: not formats.is_qualified_name(value), _QUALIFIED)),
        ("uri", _unless(is_url, "invalid URI for request")),
        ("uuid", _unless(lambda value: bool(_UUID.fullmatch(value)), "does not match the UUID format")),
        ("byte", _unless(_is_base64, "invalid base64")),
        ("date", _unless(_is_date, "invalid date")),
        ("datetime", _unless(_is_datetime, "invalid datetime")),
    )
}


def named(name: Any) -> Maybe:
    """The format of a name, if there is one."""
    found = FORMATS.get(text(name))
    return Maybe(found, True) if found else NOTHING
