"""For people: a line for each thing to be said, as compilers print them, and one that sums each pod up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podbuilder.builder.reporting.answers import ERROR, Answer, Judged, Remark, Unreadable
from podbuilder.kube import podsecurity


def lines(answers: Iterable[Answer]) -> Iterator[str]:
    for answer in answers:
        if not isinstance(answer, Unreadable):
            yield from (_line(answer, remark) for remark in answer.remarks())
            yield _sum(answer)


def _line(answer: Judged, remark: Remark) -> str:
    where = f" {remark.path}:" if remark.path else ""
    rule = f" [{remark.id}]" if remark.is_advice else ""
    return f"{answer.where(remark.path)}: {remark.kind}:{where} {remark.message}{rule}"


def _sum(answer: Judged) -> str:
    verdict = answer.verdict
    errors = len(verdict.wrapper_errors) + len(verdict.errors)
    counts = [_count(errors, ERROR), _count(len(verdict.warnings), "warning")]
    if verdict.findings:
        counts.append(_count(len(verdict.findings), "finding"))
    if answer.silenced:
        counts.append(f"{len(answer.silenced)} set aside")
    said = "accepted" if verdict.accepted else "refused"
    level = podsecurity.highest_level(verdict.violations)
    whom = f"{answer.place} ({answer.which})" if answer.which else str(answer.place)
    return f"{whom}: {said} by Kubernetes {verdict.version}: {', '.join(counts)}; Pod Security level: {level}"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
