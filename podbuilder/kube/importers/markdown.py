"""The report of an import as Markdown, to keep beside the manifest or to send along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from podbuilder.kube.conversion_report.report import Outcome, ReportLine

# What is said of each outcome.
WORDS: dict[Outcome, str] = {
    Outcome.CARRIED: "carried over",
    Outcome.DIFFERENT: "carried over, with a difference",
    Outcome.COMPANION: "in another object",
    Outcome.QUESTION: "open question",
    Outcome.NOTHING: "nothing to do",
    Outcome.LEFT: "left behind",
    Outcome.REFUSED: "not read",
}
_SPECIAL = str.maketrans({"\\": "\\\\", "|": "\\|", "*": "\\*", "_": "\\_", "<": "&lt;", "[": "\\[", "\n": " "})


def markdown(title: str, lines: Sequence[ReportLine], questions: Iterable[tuple[str, str]] = ()) -> str:
    """A table of the lines of a report, and the questions with the answer that stands in the manifest."""
    return "".join(f"{line}\n" for line in _document(title, lines, questions))


def _document(title: str, lines: Sequence[ReportLine], questions: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (
        f"# {title.translate(_SPECIAL)}",
        "",
        "| what | becomes | where | remarks |",
        "| --- | --- | --- | --- |",
    )
    for line in lines:
        cells = (_code(line.at), WORDS[line.outcome], _code(line.to) if line.to else "", line.says.translate(_SPECIAL))
        yield f"| {' | '.join(cells)} |"
    answered = list(questions)
    if answered:
        yield from ("", "## Questions", "", "| question | answer |", "| --- | --- |")
        yield from (f"| {text.translate(_SPECIAL)} | {answer.translate(_SPECIAL)} |" for text, answer in answered)


def _code(text: str) -> str:
    """A text as code, whose bars a table would take for its own; the fence is longer than any in it."""
    longest = max((len(run) for run in _runs(text)), default=0)
    fence = "`" * (longest + 1)
    room = " " if "`" in (text[:1], text[-1:]) else ""
    return f"{fence}{room}{text.translate({ord('|'): chr(92) + '|', 10: ' '})}{room}{fence}"


def _runs(text: str) -> Iterator[str]:
    run = ""
    for letter in f"{text} ":
        if letter == "`":
            run += letter
        elif run:
            yield run
            run = ""
