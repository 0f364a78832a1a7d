"""For GitHub Actions: commands in the log by which GitHub marks the lines of a pull request.

GitHub shows a limited number of marks for each step, so the most severe of each pod come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.printable import printable
from podbuilder.kube.lint import Severity
from podbuilder.kube.reports.companion_result import CompanionResult
from podbuilder.kube.reports.remark import ERROR
from podbuilder.kube.reports.results import NOT_JUDGED_ID, UNREADABLE_ID, PodResult, Result, Unreadable

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
    """A command for each remark, and one for what was not judged of an object, however many pods it holds."""
    notes: set[str] = set()
    for result in results:
        if isinstance(result, Unreadable):
            line, column = result.position or (result.origin.line or 1, 1)
            yield _command(ERROR, result.origin.file, line, column, UNREADABLE_ID, result.reason)
            continue
        for remark in result.remarks():
            message = f"{remark.path}: {remark.message}" if remark.path else remark.message
            yield _at(result, remark.at, _COMMANDS[remark.severity], remark.id, message)
        if isinstance(result, PodResult) and (said := result.review.not_judged):
            note = _at(result, result.start, _COMMANDS[Severity.INFO], NOT_JUDGED_ID, said)
            yield from () if note in notes else (note,)
            notes.add(note)


def _at(result: PodResult | CompanionResult, path: FieldPath, kind: str, title: str, message: str) -> str:
    line, column = result.position(path) or (result.origin.line, 1)
    return _command(kind, result.origin.file, line, column, title, message)


def _command(kind: str, file: str, line: int, column: int, title: str, message: str) -> str:
    properties = {"file": file, "line": str(line), "col": str(column), "title": title}
    written = ",".join(f"{name}={_escaped(value, _IN_PROPERTIES)}" for name, value in properties.items())
    return f"::{kind} {written}::{_escaped(message, _IN_MESSAGES)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in printable(text))
