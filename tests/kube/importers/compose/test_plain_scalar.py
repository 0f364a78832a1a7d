"""What an unquoted word is, and how Compose writes it as text. test_oracle.py asks Compose itself."""

from __future__ import annotations

from math import inf, isnan
from typing import Any

import pytest

from podbuilder.kube.importers.compose.plain_scalar import BareDate, WrongTag, go_text, resolve, resolve_tagged

WORDS: dict[str, tuple[str, Any]] = {
    "a boolean": ("True", True),
    "no boolean": ("no", "no"),
    "nothing": ("~", None),
    "an empty one": ("", None),
    "a number": ("12", 12),
    "an octal": ("0644", 420),
    "an octal of YAML 1.2": ("0o17", 15),
    "no octal": ("08", 8.0),
    "a hexadecimal": ("0x1F", 31),
    "no hexadecimal": ("0x", "0x"),
    "a binary with a sign": ("-0b11", -3),
    "underscores": ("1_000", 1000),
    "the biggest": ("18446744073709551615", 18446744073709551615),
    "one too big": ("18446744073709551616", 18446744073709551616.0),
    "too big with a sign": ("+9223372036854775808", 9223372036854775808.0),
    "a float": ("1.10", 1.1),
    "a float without a whole part": (".5", 0.5),
    "no float, with underscores": (".5_0", ".5_0"),
    "infinity": ("-.inf", -inf),
    "too big for a float": ("1e999", "1e999"),
    "base 60": ("22:22", "22:22"),
    "a version": ("1.2.3", "1.2.3"),
    "a sign": ("-", "-"),
    "very many digits": ("1" * 2000, "1" * 2000),
    "a word": ("web", "web"),
}


@pytest.mark.parametrize(("word", "value"), [pytest.param(*case, id=name) for name, case in WORDS.items()])
def test_words(word: str, value: Any) -> None:
    read = resolve(word)
    assert read == value
    assert type(read) is type(value)


TIMES = {
    "a date": ("2001-1-2", True),
    "a date that is none": ("2001-02-30", False),
    "a time": ("2001-01-02 10:20:30.5", True),
    "a time in a zone": ("2001-01-02T10:20:30+01:00", True),
    "a time that is none": ("2001-01-02 10:60:30", False),
    "a time in a zone that is none": ("2001-01-02T10:20:30+25:00", False),
    "the year 0": ("0000-02-29", True),
    "a time without a zone": ("2001-01-02T10:20:30", False),
}


@pytest.mark.parametrize(("word", "is_time"), [pytest.param(*case, id=name) for name, case in TIMES.items()])
def test_times(word: str, is_time: bool) -> None:
    assert isinstance(resolve(word), BareDate) is is_time


TAGGED: dict[str, tuple[str, str, Any]] = {
    "a text": ("tag:yaml.org,2002:str", "3", "3"),
    "a number": ("tag:yaml.org,2002:int", "3", 3),
    "a float": ("tag:yaml.org,2002:float", "3", 3.0),
    "a date": ("tag:yaml.org,2002:timestamp", "2001-01-01", BareDate("2001-01-01")),
    "nothing": ("tag:yaml.org,2002:null", "~", None),
    "base64": ("tag:yaml.org,2002:binary", "aGk=", "hi"),
    "a tag of one's own": ("!thing", "3", "3"),
}


@pytest.mark.parametrize(("tag", "text", "value"), [pytest.param(*case, id=name) for name, case in TAGGED.items()])
def test_tags(tag: str, text: str, value: Any) -> None:
    read = resolve_tagged(tag, text)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(("tag", "text"), [("int", "x"), ("bool", "yes"), ("binary", "%"), ("set", "x"), ("null", "x")])
def test_wrong_tags(tag: str, text: str) -> None:
    with pytest.raises(WrongTag, match="!!"):
        resolve_tagged(f"tag:yaml.org,2002:{tag}", text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *[(None, "<nil>"), (True, "true"), (False, "false"), (420, "420"), ("a", "a"), (inf, "+Inf"), (-inf, "-Inf")],
        *[(1000.0, "1000"), (1.1, "1.1"), (1e5, "100000"), (1e6, "1e+06"), (-1.5e7, "-1.5e+07"), (1e21, "1e+21")],
        *[(1234567.5, "1.2345675e+06"), (1e-5, "1e-05"), (0.0001, "0.0001"), (123456.5, "123456.5"), (-0.5, "-0.5")],
    ],
)
def test_text_as_go_writes_it(value: Any, text: str) -> None:
    assert go_text(value) == text


def test_not_a_number() -> None:
    assert isnan(resolve(".nan"))
    assert go_text(resolve(".NaN")) == "NaN"
