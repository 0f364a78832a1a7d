"""Facts, and finding those that say something."""

from __future__ import annotations

from podbuilder.kube.troubleshooting import read_facts
from podbuilder.kube.troubleshooting.fact import MOST_HITS, Fact, FactKind, Facts


def fact(kind: FactKind, reason: str, text: str, line: int = 1) -> Fact:
    return Fact(kind, reason, text, text, (line,))


PULL = fact(FactKind.EVENT, "Failed", 'Failed to pull image "web": not found')
BACK = fact(FactKind.EVENT, "BackOff", 'Back-off pulling image "web"', 2)
IMAGE = fact(FactKind.FIELD, "image", "web: not found", 3)
LOG = fact(FactKind.LINE, "", "page not found", 4)
FACTS = Facts((PULL, BACK, IMAGE, LOG))


def test_nothing_says_nothing() -> None:
    assert Facts(()).saying("x") == []
    assert Facts(()).of(FactKind.EVENT) == []


def test_facts_by_what_they_say() -> None:
    assert FACTS.saying("nosuch") == []
    assert FACTS.saying("pullimage", "denied") == []
    assert FACTS.saying("notfound") == [PULL, LOG], "a field says nothing by itself"
    assert FACTS.saying("notfound", "pullimage") == [PULL]
    assert FACTS.saying("back-off") == [BACK]


def test_a_reason_is_said_too() -> None:
    assert FACTS.saying("failedfailedtopull") == [PULL]


def test_facts_by_their_kind() -> None:
    assert FACTS.of(FactKind.EVENT) == [PULL, BACK]
    assert FACTS.of(FactKind.EVENT, "BackOff", "Killing") == [BACK]
    assert FACTS.of(FactKind.FIELD, "image") == [IMAGE]
    assert list(FACTS) == [PULL, BACK, IMAGE, LOG]


def test_a_line_that_comes_again_and_again_is_found_a_few_times() -> None:
    facts = Facts(tuple(fact(FactKind.LINE, "", "refused", line) for line in range(1, 200)))
    assert [one.lines[0] for one in facts.saying("refused")] == list(range(1, MOST_HITS + 1))


def test_of_a_long_log_its_beginning_and_its_end_are_searched() -> None:
    lines = [f"line {number} {'x' * 60}" for number in range(6_000)]
    lines[3_000] = "Warning  Failed  9s  kubelet  line 3000 is told by an event"
    facts = read_facts("\n".join(lines))
    assert [bool(facts.saying(f"line{number}x")) for number in (1, 2_000, 5_999)] == [True, False, True]
    assert facts.saying("line3000")
    assert len(facts.saying("line")) == MOST_HITS
