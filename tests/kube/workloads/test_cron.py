"""Reading schedules as the API server's own parser does."""

from __future__ import annotations

import pytest

from podbuilder.kube.workloads.cron import ScheduleError, parse, zones

GOOD = {
    "every minute": "* * * * *",
    "steps": "*/15 0-23/2 1,15 */3 1-5",
    "names in any case": "0 0 1 jan-MAR sun,Tue",
    "question marks": "0 0 ? * ?",
    "a number with a step runs to the end": "5/10 * * * *",
    "space of all kinds": "  0\t3 *  * * ",
    "sic: a range after a star is passed over": "*-5 * * * *",
    "sic: a comma alone": ", * * * *",
    "sic: a plus": "+5 * * * *",
    "a word": "@daily",
    "an interval": "@every 1h30m",
    "an interval of parts": "@every -1.5h.5m0s",
    "sic: an interval of nothing": "@every 0",
    "a zone": "TZ=UTC 0 3 * * *",
    "the zone of the server": "CRON_TZ= 0 3 * * *",
    "a zone and a word": "TZ=Asia/Tokyo @hourly",
}
BAD = {
    "no parts": ("", "has 0 parts"),
    "one part": ("5", "has 1 part;"),
    "six parts, with seconds": ("0 0 3 * * *", "has 6 parts"),
    "an unknown word": ("@noon", "not a schedule"),
    "a word in capitals": ("@Daily", "not a schedule"),
    "an interval without a unit": ("@every 5", "not a schedule"),
    "an interval without a number": ("@every h", "not a schedule"),
    "no interval": ("@every", "not a schedule"),
    "a minute too many": ("60 * * * *", "between 0 and 59"),
    "day 0": ("0 0 0 * *", "between 1 and 31"),
    "day 32": ("0 0 32 * *", "between 1 and 31"),
    "hour 24": ("0 24 * * *", "between 0 and 23"),
    "month 13": ("0 0 1 13 *", "between 1 and 12"),
    "month 0": ("0 0 1 0 *", "between 1 and 12"),
    "Sunday as 7": ("0 0 * * 7", "Sunday is 0"),
    "a name where none is": ("0 mon * * *", "not valid for the hour"),
    "a range that runs backwards": ("0 5-3 * * *", "backwards"),
    "a step of nothing": ("*/0 * * * *", "step"),
    "a step that is a name": ("0 0 1 */jan *", "is not valid for the"),
    "two steps": ("*/2/3 * * * *", "range looks like"),
    "two hyphens": ("1-2-3 * * * *", "range looks like"),
    "a number below zero": ("-5 * * * *", "is not valid for the"),
    "half a range": ("5- * * * *", "is not valid for the"),
    "letters": ("a * * * *", "not valid for the minute"),
    "an unknown zone": ("TZ=Mars/Olympus 0 3 * * *", "not a time zone"),
    "nothing behind the zone": ("TZ=UTC", "not a time zone"),
}


@pytest.mark.parametrize("schedule", GOOD.values(), ids=GOOD)
def test_good(schedule: str) -> None:
    parse(schedule)


@pytest.mark.parametrize(("schedule", "words"), BAD.values(), ids=BAD)
def test_bad(schedule: str, words: str) -> None:
    with pytest.raises(ScheduleError, match=words):
        parse(schedule)


def test_zones() -> None:
    assert {"Europe/Berlin", "Etc/UTC", "Asia/Kolkata", "America/Argentina/Buenos_Aires"} <= zones()
    assert "localtime" not in zones()
