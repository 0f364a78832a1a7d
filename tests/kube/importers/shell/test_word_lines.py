"""Lines that are about words, each of which stands in one line."""

from __future__ import annotations

from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.importers.shell.word_lines import each_word_once


def line(at: str, *words: int) -> ReportLine:
    return ReportLine(at, Outcome.CARRIED, words=words)


def test_lines_stand_in_the_order_of_their_words() -> None:
    assert [one.at for one in each_word_once([line("b", 2), line("a", 0, 1)])] == ["a", "b"]


def test_a_word_belongs_to_the_first_line_that_names_it() -> None:
    assert [one.words for one in each_word_once([line("-i", 0, 1), line("-t", 1, 2)])] == [(0, 1), (2,)]


def test_a_line_without_words_stays_where_it_was_added() -> None:
    lines = [line("run", 0), line("NAME"), line("--image", 2), line("--port", 1)]
    assert [one.at for one in each_word_once(lines)] == ["run", "NAME", "--port", "--image"]
