"""For people: a line for each remark, in the form in which compilers print theirs, and a summary of each object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podbuilder.kube import podsecurity
from podbuilder.kube.core.printable import printable_line
from podbuilder.kube.paste.lines import Trace
from podbuilder.kube.reports.companion_result import CompanionResult
from podbuilder.kube.reports.remark import ERROR, WARNING_ID, Remark
from podbuilder.kube.reports.results import PodResult, Result, Unreadable

# Whether the object is accepted, and whether its pods are.
OUTCOMES = {(True, True): "accepted", (True, False): "stored, but its pods will be refused", (False, False): "refused"}


def lines(results: Iterable[Result]) -> Iterator[str]:
    """The report line by line. What could not be read is left out: it belongs on the standard error."""
    for result in results:
        if not isinstance(result, Unreadable):
            remarks = list(result.remarks())
            yield from (printable_line(_line(result, remark)) for remark in remarks)
            yield from (printable_line(_hint(result, hint)) for hint in result.hints)
            if isinstance(result, CompanionResult):
                outcome = OUTCOMES[result.review.accepted, result.review.accepted]
                by = f"{outcome} by Kubernetes {result.review.version}"
                yield printable_line(f"{_name(result)}: {by}: {', '.join(_counts(remarks))}")
                continue
            if result.review.not_judged:
                yield printable_line(f"{result.where(result.start)}: note: {result.review.not_judged}")
            yield printable_line(_summary(result, remarks))


def _line(result: PodResult | CompanionResult, remark: Remark) -> str:
    where = f" {remark.path}:" if remark.path else ""
    rule = f" [{remark.id}]" if remark.is_advice else ""
    return f"{result.where(remark.at)}: {remark.kind}:{where} {remark.message}{rule}"


def _hint(result: PodResult | CompanionResult, hint: Trace) -> str:
    return f"{result.origin}:{hint.line}:{hint.column}: hint: {hint.message}"


def _summary(result: PodResult, remarks: list[Remark]) -> str:
    review = result.review
    counts = _counts(remarks)
    if review.findings:
        counts.append(_count(len(review.findings), "finding"))
    if result.suppressed:
        counts.append(f"{len(result.suppressed)} suppressed")
    outcome = OUTCOMES[review.accepted, review.pods_accepted]
    by = f"{outcome} by" if review.is_known else "not judged for"
    level = podsecurity.highest_level(review.violations)
    return f"{_name(result)}: {by} Kubernetes {review.version}: {', '.join(counts)}; Pod Security level: {level}"


def _name(result: PodResult | CompanionResult) -> str:
    return f"{result.origin} ({result.label})" if result.label else str(result.origin)


def _counts(remarks: list[Remark]) -> list[str]:
    errors = sum(remark.severity is None for remark in remarks)
    warnings = sum(remark.id == WARNING_ID for remark in remarks)
    return [_count(errors, ERROR), _count(warnings, "warning")]


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
