"""For programs: a line of JSON for each object, with everything that the review says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from podbuilder.kube.core.field import ROOT, FieldError, FieldPath, FieldWarning, Finding
from podbuilder.kube.core.printable import printable
from podbuilder.kube.reports.companion_result import CompanionResult
from podbuilder.kube.reports.results import UNREADABLE_ID, PodResult, Result, Unreadable


def lines(results: Iterable[Result]) -> Iterator[str]:
    """A JSON object for each result."""
    for result in results:
        # What cannot be read has a line, too, so that the lines of input and output stay in step.
        yield printable(json.dumps(_line(result)))


def _line(result: Result) -> dict[str, Any]:
    if isinstance(result, Unreadable):
        return _refusal(result)
    return _of_companion(result) if isinstance(result, CompanionResult) else _whole_review(result)


def _refusal(result: Unreadable) -> dict[str, Any]:
    error: dict[str, Any] = {"type": UNREADABLE_ID, "field": str(ROOT), "message": result.reason}
    if result.position:
        error |= result.position._asdict()
    return {"file": str(result.origin), "accepted": False, "errors": [error]}


def _in_document(
    result: PodResult | CompanionResult, path: FieldPath, told_at: FieldPath | None, **rest: Any
) -> dict[str, Any]:
    position = result.position(path)
    # The API server's own name for a place comes first, ours beside it.
    place = {} if told_at in (None, path) else {"place": str(path)}
    field = path if told_at is None else told_at
    return {"field": str(field), **place, **rest, **(position._asdict() if position else {})}


def _error(result: PodResult | CompanionResult, e: FieldError, base: FieldPath) -> dict[str, Any]:
    path, place = (FieldPath((*base, *each)) for each in (e.path, e.place))
    told_at = path if e.told_at is None else e.told_at
    return _in_document(result, place, told_at, type=e.type, message=e.detail)


def _warning(result: PodResult | CompanionResult, w: FieldWarning, path: FieldPath) -> dict[str, Any]:
    return _in_document(result, path, w.told_at, message=w.message)


def _of_companion(result: CompanionResult) -> dict[str, Any]:
    review = result.review
    hints = {"hints": [hint._asdict() for hint in result.hints]} if result.hints else {}
    return {
        "file": str(result.origin),
        "kubernetes": review.version,
        "accepted": review.accepted,
        "errors": [_error(result, e.below(result.start), ROOT) for e in review.errors],
        "warnings": [_warning(result, w.below(result.start), result.path(w.path)) for w in review.warnings],
        **({"object": review.stored} if review.accepted else {}),
        **hints,
    }


def _whole_review(result: PodResult) -> dict[str, Any]:
    review = result.review

    def finding(f: Finding, **rest: Any) -> dict[str, Any]:
        about = {"rule": f.rule, "severity": str(result.severity(f)), "message": f.message}
        return _in_document(result, result.place(f), None, **about, container=result.container_of(f.path), **rest)

    hints = {"hints": [hint._asdict() for hint in result.hints]} if result.hints else {}
    return {
        "file": str(result.origin),
        "kubernetes": review.version,
        "accepted": review.accepted,
        "podsAccepted": review.pods_accepted,
        **({"notJudged": review.not_judged} if review.not_judged else {}),
        "errors": [
            *(_error(result, e, ROOT) for e in review.wrapper_errors),
            *(_error(result, e, result.path(ROOT)) for e in review.errors),
        ],
        "podErrors": [_error(result, e, ROOT) for e in review.pod_errors],
        "warnings": [
            *(_warning(result, w, w.path) for w in review.wrapper_warnings),
            *(_warning(result, w, result.path(w.path)) for w in review.warnings),
        ],
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
        "object": review.facts.stored,
        "qosClass": review.facts.qos_class,
        "requests": review.facts.requests,
        "limits": review.facts.limits,
        **hints,
    }
