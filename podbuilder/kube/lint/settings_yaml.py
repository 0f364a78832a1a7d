"""The settings in a profile's document: how each is written, and what is wrong with one."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from podbuilder.kube.core.quantity import parse
from podbuilder.kube.lint.settings import DEFAULTS, Settings
from podbuilder.kube.lint.subject import quantity

MOST_ITEMS = 500
LONGEST_WORD = 253
_TEXTS = f"texts of 1 to {LONGEST_WORD} characters, in quotes if they look like numbers"
LARGEST_ID = 2**31 - 1
_RANGE = re.compile(r"([0-9]{1,10})(?:-([0-9]{1,10}))?")
ZERO = parse("0")
_SELECTIONS = ("required", "forbidden")


class SettingsError(Exception):
    """A part of a profile is wrong: why, in a sentence, and the part's path."""

    def __init__(self, path: tuple[str | int, ...], message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message


class _Wrong(Exception):
    """A value is wrong; the message says what it must be."""


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_WORD and value.isprintable()


def _words(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_ITEMS or not all(map(_is_word, value)):
        raise _Wrong(f"a list of at most {MOST_ITEMS} {_TEXTS}")
    return tuple(dict.fromkeys(item.strip() for item in value))


def _ranges(value: Any) -> tuple[tuple[int, int], ...]:
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise _Wrong(f"a list of at most {MOST_ITEMS} numbers and ranges")
    return tuple(_range(item) for item in value)


def _range(value: Any) -> tuple[int, int]:
    match = None if isinstance(value, bool) else _RANGE.fullmatch(str(value))
    low, high = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if not low <= high <= LARGEST_ID:
        raise _Wrong("numbers such as 10001 or ranges such as 10001-19999")
    return low, high


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    words = [*value, *value.values()] if isinstance(value, dict) else [None]
    if len(words) > 2 * MOST_ITEMS or not all(map(_is_word, words)):
        raise _Wrong(f"a mapping of at most {MOST_ITEMS} names to {_TEXTS}")
    return tuple((name.strip(), text.strip()) for name, text in value.items())


def _quantity(value: Any) -> str:
    text = "" if isinstance(value, bool) or not isinstance(value, (str, int, float)) else str(value)
    read = quantity(text) if 0 < len(text) <= 30 else None
    if read is None or not read > ZERO:
        raise _Wrong("an amount above zero, such as 500m or 2Gi")
    return text


def _number(low: float, high: float, is_whole: bool) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        fits = isinstance(value, int if is_whole else (int, float)) and not isinstance(value, bool)
        if not fits or not math.isfinite(value) or not low <= value <= high:
            raise _Wrong(f"a {'whole ' if is_whole else ''}number from {low} to {high}")
        return value if is_whole else float(value)

    return read


def _selection(value: Any) -> str:
    if value not in _SELECTIONS:
        raise _Wrong(f"one of {', '.join(_SELECTIONS)}")
    return str(value)


_AN_ID = _number(1, LARGEST_ID, True)
KINDS: dict[str, Callable[[Any], Any]] = {
    "allowed_registries": _words,
    "blocked_registries": _words,
    "registries_with_login": _words,
    "required_labels": _words,
    "label_values": _pairs,
    "required_annotations": _words,
    "forbidden_annotations": _words,
    "allowed_ids": _ranges,
    "allowed_group_ids": _ranges,
    "allowed_fs_groups": _ranges,
    "allowed_host_ports": _ranges,
    "lowest_id": _AN_ID,
    "proposed_id": _AN_ID,
    "allowed_runtime_classes": _words,
    "allowed_priority_classes": _words,
    "allowed_service_accounts": _words,
    "allowed_host_paths": _words,
    "required_env": _pairs,
    "allowed_secrets": _words,
    "smallest_cpu": _quantity,
    "largest_cpu": _quantity,
    "smallest_memory": _quantity,
    "largest_memory": _quantity,
    "proposed_cpu": _quantity,
    "proposed_memory": _quantity,
    "proposed_volume_size": _quantity,
    "largest_ratio": _number(1, 1000, False),
    "longest_grace": _number(1, 86_400, True),
    "most_containers": _number(1, 100, True),
    "node_selection": _selection,
}


def camel(name: str) -> str:
    """A setting's name in a document: `allowedRegistries` for `allowed_registries`."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


_NAMES = {camel(name): name for name in KINDS}


def settings_of(given: dict[str, Any]) -> Settings:
    """The settings that a document gives, with defaults for the others (SettingsError)."""
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in _NAMES:
            raise SettingsError(("settings", key), f"There is no such setting. The settings are {', '.join(_NAMES)}.")
        try:
            values[_NAMES[key]] = KINDS[_NAMES[key]](value)
        except _Wrong as wrong:
            raise SettingsError(("settings", key), f"{key} must be {wrong}.") from wrong
    return _proposals(replace(DEFAULTS, **values), values)


def _proposals(settings: Settings, given: dict[str, Any]) -> Settings:
    """Fixes must propose what rules accept: a default is moved into the bounds, a given value has to fit them."""
    better: dict[str, Any] = {}
    for name in ("cpu", "memory"):
        smallest, largest = getattr(settings, f"smallest_{name}"), getattr(settings, f"largest_{name}")
        if smallest and largest and parse(smallest) > parse(largest):
            raise SettingsError(
                ("settings", f"largest{name.title()}"), f"The maximum {largest} is less than the minimum {smallest}."
            )
        better[f"proposed_{name}"] = _between(getattr(settings, f"proposed_{name}"), smallest, largest)
    better["proposed_id"] = _allowed_id(settings)
    for name, value in better.items():
        if name in given and value != getattr(settings, name):
            raise SettingsError(("settings", camel(name)), f"{camel(name)} is outside what the profile allows.")
    return replace(settings, **better)


def _between(proposal: str, smallest: str, largest: str) -> str:
    if smallest and parse(proposal) < parse(smallest):
        return smallest
    return largest if largest and parse(proposal) > parse(largest) else proposal


def _allowed_id(settings: Settings) -> int:
    """The proposed id, or the next one that the ranges and the lowest id allow; else the highest that they allow."""
    least = max(settings.proposed_id, settings.lowest_id)
    ranges = settings.allowed_ids or ((least, LARGEST_ID),)
    fitting = sorted(max(low, least) for low, high in ranges if high >= least)
    if fitting:
        return fitting[0]
    allowed = [high for low, high in ranges if high >= settings.lowest_id]
    return max(allowed, default=settings.proposed_id)


def written(kind: Callable[[Any], Any], value: Any) -> Any:
    """A setting as its document writes it."""
    if kind is _ranges:
        return [low if low == high else f"{low}-{high}" for low, high in value]
    if kind is _pairs:
        return dict(value)
    return list(value) if kind is _words else value
