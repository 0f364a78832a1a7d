"""For programs: a line of JSON for each pod, with everything that the review says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from podbuilder.kube.core.field import ROOT, FieldPath, Finding
from podbuilder.kube.core.printable import printable
from podbuilder.kube.reports.results import UNREADABLE_ID, PodResult, Result, Unreadable


def lines(results: Iterable[Result]) -> Iterator[str]:
    """A JSON object for each result."""
    for result in results:
        # What cannot be read has a line, too, so that the lines of input and output stay in step.
        yield printable(json.dumps(_refusal(result) if isinstance(result, Unreadable) else _whole_review(result)))


def _refusal(result: Unreadable) -> dict[str, Any]:
    error: dict[str, Any] = {"type": UNREADABLE_ID, "field": str(ROOT), "message": result.reason}
    if result.position:
        error |= result.position._asdict()
    return {"file": str(result.origin), "accepted": False, "errors": [error]}


def _whole_review(result: PodResult) -> dict[str, Any]:
    review = result.review

    def in_document(path: FieldPath, **rest: Any) -> dict[str, Any]:
        position = result.position(path)
        return {"field": str(path), **rest, **(position._asdict() if position else {})}

    def in_pod(path: FieldPath, **rest: Any) -> dict[str, Any]:
        return in_document(result.path(path), **rest)

    def finding(f: Finding, **rest: Any) -> dict[str, Any]:
        about = {"rule": f.rule, "severity": str(result.severity(f)), "message": f.message}
        return in_document(result.place(f), **about, container=result.container_of(f.path), **rest)

    hints = {"hints": [hint._asdict() for hint in result.hints]} if result.hints else {}
    return {
        "file": str(result.origin),
        "kubernetes": review.version,
        "accepted": review.accepted,
        **({"notJudged": review.not_judged} if review.not_judged else {}),
        "errors": [
            *(in_document(e.path, type=e.type, message=e.detail) for e in review.wrapper_errors),
            *(in_pod(e.path, type=e.type, message=e.detail) for e in review.errors),
        ],
        "warnings": [in_pod(w.path, message=w.message) for w in review.warnings],
        "violations": {
            level: [
                {"check": v.check, "message": v.detail, "fields": [str(result.path(path)) for path in v.paths]}
                for v in found
            ]
            for level, found in review.violations.items()
        },
        "findings": [finding(f) for f in review.findings],
        "suppressed": [finding(f, reason=w.reason, source=w.source) for f, w in result.suppressed],
        "defaulted": review.facts.defaulted,
        "qosClass": review.facts.qos_class,
        "requests": review.facts.requests,
        "limits": review.facts.limits,
        **hints,
    }
