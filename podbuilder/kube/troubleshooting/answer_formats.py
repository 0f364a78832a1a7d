"""An answer as text for a terminal, and as values for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.printable import printable_line
from podbuilder.kube.lint.rule import Patch
from podbuilder.kube.troubleshooting.cause import Answer, Cause, NextPaste


def as_text(answer: Answer) -> Iterator[str]:
    """The lines of an answer for people, the likeliest cause first."""
    for number, cause in enumerate(answer.causes, 1):
        yield from _cause_lines(number, cause)
    if not answer.causes:
        yield answer.understood
    for note in answer.notes:
        yield printable_line(f"{note.reason} (line {note.line}): {note.says}")
    if answer.next_paste:
        yield printable_line(f"To paste next: {answer.next_paste.command}")
        yield f"  {answer.next_paste.says}"
    if answer.left_out:
        yield f"{answer.left_out} lines in the middle were not read: there are too many."


def _cause_lines(number: int, cause: Cause) -> Iterator[str]:
    yield printable_line(f"{number}. {cause.label}: {cause.says}{'' if cause.sure else ' This is likely, not proved.'}")
    for quote in cause.evidence:
        yield printable_line(f"   > {quote}")
    if cause.field:
        yield printable_line(f"   field: {cause.field}")
    for fix in cause.fixes:
        yield printable_line(f"   fix ({fix.safety}): {fix.title}")
    for twin in cause.otherwise:
        yield f"   {twin.says} ({twin.label})"
    for command in cause.commands:
        yield printable_line(f"   $ {command}")


def as_json(answer: Answer) -> dict[str, Any]:
    """An answer for machines; of each cause the first quote is its `evidence`."""
    return {
        "causes": [_cause(cause) for cause in answer.causes],
        "notes": [note._asdict() for note in answer.notes],
        "understood": answer.understood,
        "next_paste": _next(answer.next_paste),
        "left_out": answer.left_out,
    }


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "cause": cause.label,
        "says": cause.says,
        "evidence": cause.evidence[0],
        "quotes": list(cause.evidence),
        "lines": list(cause.lines),
        "field": cause.field,
        "sure": cause.sure,
        "commands": list(cause.commands),
        "otherwise": [{"says": twin.says, "cause": twin.label} for twin in cause.otherwise],
        "next_paste": _next(cause.next_paste),
        "fixes": [_fix(fix) for fix in cause.fixes],
    }


def _fix(fix: Patch) -> dict[str, Any]:
    edits = [{"op": edit.op, "path": str(edit.path), "value": edit.value} for edit in fix.edits]
    return {"title": fix.title, "safety": str(fix.safety), "edits": edits}


def _next(asked: NextPaste | None) -> dict[str, str] | None:
    return asked._asdict() if asked else None
