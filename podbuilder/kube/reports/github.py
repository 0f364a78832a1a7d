"""For GitHub Actions: commands in the log by which GitHub marks the lines of a pull request.

GitHub shows a limited number of marks for each step, so the most severe of each pod come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podbuilder.kube.core.printable import printable
from podbuilder.kube.lint import Severity
from podbuilder.kube.reports.results import ERROR, UNREADABLE_ID, Result, Unreadable

_COMMANDS = {
    None: "error",
    Severity.CRITICAL: "error",
    Severity.SERIOUS: "warning",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
# What starts an escape, and what would end a property of a command; ends of lines are not printable anyway.
_IN_MESSAGES = {"%": "%25"}
_IN_PROPERTIES = {**_IN_MESSAGES, ":": "%3A", ",": "%2C"}


def lines(results: Iterable[Result]) -> Iterator[str]:
    """A command for each remark."""
    for result in results:
        if isinstance(result, Unreadable):
            line, column = result.position or (result.origin.line or 1, 1)
            yield _command(ERROR, result.origin.file, line, column, UNREADABLE_ID, result.reason)
        else:
            for remark in result.remarks():
                line, column = result.position(remark.at) or (result.origin.line, 1)
                message = f"{remark.path}: {remark.message}" if remark.path else remark.message
                yield _command(_COMMANDS[remark.severity], result.origin.file, line, column, remark.id, message)


def _command(kind: str, file: str, line: int, column: int, title: str, message: str) -> str:
    properties = {"file": file, "line": str(line), "col": str(column), "title": title}
    written = ",".join(f"{name}={_escaped(value, _IN_PROPERTIES)}" for name, value in properties.items())
    return f"::{kind} {written}::{_escaped(message, _IN_MESSAGES)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in printable(text))
