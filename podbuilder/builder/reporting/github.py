"""For GitHub Actions: commands in the log that make it mark the lines of a change.

Only so many marks are shown for a step, so the loudest of each pod come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podbuilder.builder.reporting.answers import ERROR, UNREADABLE_ID, Answer, Unreadable
from podbuilder.kube.lint import Severity

_COMMANDS = {
    None: "error",
    Severity.CRITICAL: "error",
    Severity.SERIOUS: "warning",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
# In the log a line break would end the command, and in its properties so would these.
_IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_MESSAGES, ":": "%3A", ",": "%2C"}


def lines(answers: Iterable[Answer]) -> Iterator[str]:
    for answer in answers:
        if isinstance(answer, Unreadable):
            line, column = answer.position or (answer.place.line or 1, 1)
            yield _command(ERROR, answer.place.file, line, column, UNREADABLE_ID, answer.reason)
        else:
            for remark in answer.remarks():
                line, column = answer.position(remark.path) or (answer.place.line, 1)
                message = f"{remark.path}: {remark.message}" if remark.path else remark.message
                yield _command(_COMMANDS[remark.severity], answer.place.file, line, column, remark.id, message)


def _command(kind: str, file: str, line: int, column: int, title: str, message: str) -> str:
    properties = {"file": file, "line": str(line), "col": str(column), "title": title}
    told = ",".join(f"{name}={_escaped(value, _IN_PROPERTIES)}" for name, value in properties.items())
    return f"::{kind} {told}::{_escaped(message, _IN_MESSAGES)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return text.translate(str.maketrans(signs))
