"""When a CronJob runs: its schedule and its time zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from podbuilder.kube.core.data_folder import data_folder
from podbuilder.kube.core.field import FieldError, FieldPath, invalid
from podbuilder.kube.core.int64 import from_digits
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.options import PodOptions

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
# Name, smallest and largest number, names of numbers.
FIELDS: tuple[tuple[str, int, int, dict[str, int]], ...] = (
    ("minute", 0, 59, {}),
    ("hour", 0, 23, {}),
    ("day of the month", 1, 31, {}),
    ("month", 1, 12, {name: number for number, name in enumerate(MONTHS, 1)}),
    ("day of the week", 0, 6, {name: number for number, name in enumerate(DAYS)}),
)
DESCRIPTORS = ("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly")
EXAMPLE = 'Write one such as "0 3 * * *", which is every day at 3:00, or "@daily"'
ZONES = data_folder("schemas") / "time-zones.txt"
UTC = frozenset({"", "UTC", "Local"})

_number = re.compile(r"\+?([0-9]+)").fullmatch
_amount = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_duration = re.compile(rf"[-+]?(?:0|(?:{_amount}(?:ns|us|µs|μs|ms|s|m|h))+)").fullmatch
_zone_part = re.compile(r"[A-Za-z.\-_0-9+]{1,14}").fullmatch


class ScheduleError(ValueError):
    """The schedule cannot be read; the message is a sentence."""


@cache
def zones() -> frozenset[str]:
    """The names in the time zone database."""
    return frozenset(ZONES.read_text(encoding="utf-8").split())


def validate_schedule_format(
    schedule: str, has_time_zone: bool, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateScheduleFormat, Kubernetes v1.36, pkg/apis/batch/validation."""
    try:
        parse(schedule)
    except ScheduleError as problem:
        yield invalid(path, schedule, str(problem))
    # Before 1.29 a zone in the schedule was tolerated unless there was another.
    if "TZ" in schedule and (has_time_zone or options.minor >= 29):
        yield invalid(path, schedule, "The schedule contains a time zone. Move it to the field timeZone.")


def parse(schedule: str) -> None:
    """Read a schedule (ScheduleError). Mirrors ParseStandard of robfig/cron v3, which the API server uses.

    sic: 7 is not a day of the week, "*-5" is the same as "*", and a field of commas alone passes.
    """
    if schedule.startswith(("TZ=", "CRON_TZ=")):
        zone, _, rest = schedule.partition(" ")
        if not rest or zone.partition("=")[2] not in zones() | UTC:
            raise ScheduleError(f"{show(zone.partition('=')[2])} is not a time zone. Use the field timeZone instead.")
        schedule = rest.strip()
    if schedule.startswith("@"):
        every = schedule.removeprefix("@every ")
        if schedule not in DESCRIPTORS and (every == schedule or not _duration(every)):
            raise ScheduleError(
                f'{show(schedule)} is not a schedule. The words known are @hourly, @daily … and "@every 1h30m".'
            )
        return
    fields = schedule.split()
    if len(fields) != len(FIELDS):
        count = f"{len(fields)} part{'' if len(fields) == 1 else 's'}"
        raise ScheduleError(
            f"{show(schedule)} has {count}; a schedule has five: minute, hour, day, month, weekday. {EXAMPLE}."
        )
    for text, (name, low, high, names) in zip(fields, FIELDS, strict=True):
        for part in filter(None, text.split(",")):
            _read_range(part, name, low, high, names)


def _read_range(text: str, name: str, low: int, high: int, names: dict[str, int]) -> None:
    """Mirrors getRange of robfig/cron v3."""
    span, *steps = text.split("/")
    first, *others = span.split("-")
    if len(steps) > 1 or (len(others) > 1 and first not in ("*", "?")):
        raise ScheduleError(f'{show(text)} is not valid for the {name}. A range looks like "1-5" or "*/10".')
    if first in ("*", "?"):
        start, end = low, high
    else:
        start = _value(first, name, names)
        end = _value(others[0], name, names) if others else start
    step = _value(steps[0], name, {}) if steps else 1
    if steps and not others:
        end = high
    if step == 0:
        raise ScheduleError(f"The step in {show(text)} is 0; it must be 1 or more.")
    if start < low or end > high:
        hint = " Sunday is 0." if high == 6 else ""
        raise ScheduleError(f"{show(text)} is out of range: the {name} is between {low} and {high}.{hint}")
    if start > end:
        raise ScheduleError(f"The range {show(text)} runs backwards; write the smaller number first.")


def _value(text: str, name: str, names: dict[str, int]) -> int:
    number = _number(text)
    if text.lower() in names:
        return names[text.lower()]
    if not number:
        raise ScheduleError(f"{show(text)} is not valid for the {name}. {EXAMPLE}.")
    return from_digits(number[1])


def validate_time_zone(zone: str | None, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateTimeZone, Kubernetes v1.36, pkg/apis/batch/validation."""
    if zone is None:
        return
    if zone == "":
        yield invalid(path, zone, 'Leave timeZone out, or write one such as "Europe/Berlin".')
        return
    # Before 1.27 only the database was consulted.
    is_odd = options.minor >= 27 and any(
        part in (".", "..") or part.startswith("-") or not _zone_part(part) for part in zone.split("/")
    )
    if not is_odd and zone.lower() == "local":
        yield invalid(path, zone, 'A cluster has no local time. Write a zone such as "Europe/Berlin" or "Etc/UTC".')
    if is_odd or zone not in zones() | UTC:
        yield invalid(path, zone, f'{cut(zone)} is not a time zone. Write one such as "Europe/Berlin" or "Etc/UTC".')
