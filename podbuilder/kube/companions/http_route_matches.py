"""Which requests a rule of an HTTPRoute is about, and how long they may take. Mirrors the Gateway API, v1.6.1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, invalid
from podbuilder.kube.validation.formats import show

BAD_SEQUENCES = ("//", "/./", "/../", "%2f", "%2F", "#")
BAD_ENDINGS = ("/..", "/.")
UNITS = {"h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1}

_characters = re.compile(r"(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+").fullmatch
_measures = re.compile("([0-9]{1,5})(ms|h|m|s)").findall


def validate_path_match(match: Mapping[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """A path that is compared as it is. What an expression may look like depends on who reads it."""
    if match["type"] == "RegularExpression":
        return
    value = match["value"]
    if not value.startswith("/"):
        yield invalid(path, value, 'A path begins with a slash, such as "/" or "/api".')
    for part in BAD_SEQUENCES:
        if part in value:
            yield invalid(path, value, f'{show(value)} contains "{part}", which no request has. Remove it.')
    for end in BAD_ENDINGS:
        if value.endswith(end):
            yield invalid(path, value, f'{show(value)} ends in "{end}", which no request has. Remove it.')
    if not _characters(value):
        yield invalid(path, value, f"{show(value)} is empty or has characters that a path writes as % and two digits.")


def validate_timeouts(timeouts: Mapping[str, str], path: FieldPath) -> Iterator[FieldError]:
    """One try at a backend cannot take longer than the whole request; 0 is no limit."""
    whole, part = timeouts.get("request"), timeouts.get("backendRequest")
    if whole and part and 0 < milliseconds(whole) < milliseconds(part):
        yield invalid(path, None, f"backendRequest, {show(part)}, is longer than the whole request, {show(whole)}.")


def milliseconds(duration: str) -> int:
    """How long a duration such as 1m30s is; what is none counts as nothing."""
    return sum(int(number) * UNITS[unit] for number, unit in _measures(duration))
