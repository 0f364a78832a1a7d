"""For programs: one JSON object a line for each pod, with everything there is to know."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from podbuilder.builder.reporting.answers import UNREADABLE_ID, Answer, Judged, Unreadable
from podbuilder.kube.field import ROOT, FieldPath, Finding


def lines(answers: Iterable[Answer]) -> Iterator[str]:
    for answer in answers:
        # What cannot be read gets its line, too, so that answers and questions stay in step.
        yield json.dumps(_refusal(answer) if isinstance(answer, Unreadable) else _everything(answer))


def _refusal(answer: Unreadable) -> dict[str, Any]:
    error: dict[str, Any] = {"type": UNREADABLE_ID, "field": str(ROOT), "message": answer.reason}
    if answer.position:
        error |= answer.position._asdict()
    return {"file": str(answer.place), "accepted": False, "errors": [error]}


def _everything(answer: Judged) -> dict[str, Any]:
    verdict = answer.verdict

    def standing(path: FieldPath, **rest: Any) -> dict[str, Any]:
        position = answer.position(path)
        return {"field": str(path), **rest, **(position._asdict() if position else {})}

    def located(path: FieldPath, **rest: Any) -> dict[str, Any]:
        return standing(answer.path(path), **rest)

    def finding(f: Finding, **rest: Any) -> dict[str, Any]:
        about = {"rule": f.rule, "severity": str(answer.severity(f)), "message": f.message}
        return located(f.path, **about, container=answer.container_of(f.path), **rest)

    return {
        "file": str(answer.place),
        "kubernetes": verdict.version,
        "accepted": verdict.accepted,
        "errors": [
            *(standing(e.path, type=e.type, message=e.detail) for e in verdict.wrapper_errors),
            *(located(e.path, type=e.type, message=e.detail) for e in verdict.errors),
        ],
        "warnings": [located(w.path, message=w.message) for w in verdict.warnings],
        "violations": {
            level: [
                {"check": v.check, "message": v.detail, "fields": [str(answer.path(path)) for path in v.paths]}
                for v in found
            ]
            for level, found in verdict.violations.items()
        },
        "findings": [finding(f) for f in verdict.findings],
        "setAside": [finding(f, reason=w.reason, source=w.source) for f, w in answer.silenced],
        "defaulted": verdict.facts.defaulted,
        "qosClass": verdict.facts.qos_class,
        "requests": verdict.facts.requests,
        "limits": verdict.facts.limits,
    }
