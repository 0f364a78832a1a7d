"""Lines for the log: each record is one, its error with the last few places it came through instead of a traceback."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from types import TracebackType

SHOWN_FRAMES = 6
LONGEST_MESSAGE = 200


def has_error(record: logging.LogRecord) -> bool:
    """A filter for Django's records of responses: those without an error have been logged where they were decided."""
    return bool(record.exc_info)


class OneLine(logging.Formatter):
    """Formats a record as one line, whatever its message and its error contain."""

    def format(self, record: logging.LogRecord) -> str:
        error, record.exc_info, record.exc_text = record.exc_info, None, None
        try:
            line = super().format(record)
        finally:
            record.exc_info = error
        if error and error[1] is not None:
            line = f"{line}: {error_in_words(error[1], error[2])}"
        return line.replace("\r", "\\r").replace("\n", "\\n").replace("\x1b", "\\x1b")


def error_in_words(error: BaseException, places: TracebackType | None) -> str:
    """An error, its message shortened, and where it was raised, the innermost place first."""
    message = " ".join(str(error).split())[:LONGEST_MESSAGE]
    frames = traceback.extract_tb(places)[-SHOWN_FRAMES:]
    came = " < ".join(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in reversed(frames))
    return f"{type(error).__name__}: {message} ({came})" if came else f"{type(error).__name__}: {message}"
