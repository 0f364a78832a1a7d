"""Records of the log are lines, whatever they contain."""

from __future__ import annotations

import logging
import sys

from podbuilder.web.log_format import LONGEST_MESSAGE, SHOWN_FRAMES, OneLine, has_error


def line(message: str, error: Exception | None = None) -> str:
    record = logging.LogRecord("a", logging.ERROR, __file__, 1, message, (), None)
    if error is not None:
        try:
            deep(error, 20)
        except type(error):
            record.exc_info = sys.exc_info()
    return OneLine("{levelname} {message}", style="{").format(record)


def deep(error: Exception, depth: int) -> None:
    if not depth:
        raise error
    deep(error, depth - 1)


def test_a_message_is_as_it_is() -> None:
    assert line("All is well") == "ERROR All is well"


def test_line_breaks_and_escapes_are_shown() -> None:
    assert line("one\ntwo\r\x1b[31m") == "ERROR one\\ntwo\\r\\x1b[31m"


def test_an_error_is_its_name_and_the_last_places() -> None:
    said = line("failed", ValueError("it is\nwrong " + "x" * 1000))
    assert "\n" not in said
    assert said.startswith("ERROR failed: ValueError: it is wrong xxx")
    assert said.count(" deep") == SHOWN_FRAMES
    assert len(said) < LONGEST_MESSAGE + 400


def test_a_record_without_an_error_has_none() -> None:
    record = logging.LogRecord("a", logging.ERROR, __file__, 1, "a", (), None)
    assert not has_error(record)
    record.exc_info = (ValueError, ValueError("a"), None)
    assert has_error(record)
