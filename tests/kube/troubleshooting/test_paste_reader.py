"""Pastes of every form; one set of facts reads alike however it was copied."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable

import pytest

from podbuilder.kube.troubleshooting import FactKind, read_facts

# Seconds for a log of a megabyte, and for what is made to be slow: thrice those without a count of lines that run.
BAR, WORST = 0.9, 3.0
PULL = (
    'Failed to pull image "web:1": rpc error: code = NotFound desc = failed to resolve: '
    "docker.io/library/web:1: not found"
)
EVENTS = f"""Events:
  Type     Reason     Age                From               Message
  ----     ------     ----               ----               -------
  Normal   Scheduled  3m                 default-scheduler  Successfully assigned shop/web-0 to node-1
  Warning  Failed     2m (x4 over 3m)    kubelet            {PULL}
"""
POD = """Name:         web-0
Status:       Pending
Containers:
  web:
    Image:          web:1
    State:          Waiting
      Reason:       ErrImagePull
"""


def kinds(text: str) -> list[tuple[FactKind, str]]:
    return [(fact.kind, fact.reason) for fact in read_facts(text) if fact.kind is not FactKind.LINE]


def test_nothing_says_nothing() -> None:
    assert read_facts("").all == ()
    assert read_facts("\n\n  \n").all == ()


def test_prose_is_kept_line_by_line() -> None:
    assert [(f.kind, f.text, f.lines) for f in read_facts("it fails\n\nwhy?")] == [
        (FactKind.LINE, "it fails", (1,)),
        (FactKind.LINE, "why?", (3,)),
    ]


def boxed(text: str) -> str:
    lines = [f"│ {line:<190} │" for line in text.splitlines()]
    return "\n".join([f"┌{'─' * 192}┐", *lines, f"└{'─' * 192}┘"])


def wrapped(text: str) -> str:
    """Broken between words, as editors and mails do it."""
    return "\n".join(
        part for line in text.splitlines() for part in (textwrap.wrap(line, 80, drop_whitespace=False) or [""])
    )


def cut_by_terminal(text: str) -> str:
    """As a terminal of 80 columns shows it: broken anywhere."""
    return "\n".join(line[at : at + 80] for line in text.splitlines() for at in range(0, max(len(line), 1), 80))


FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "Windows": lambda text: text.replace("\n", "\r\n"),
    "quoted": lambda text: "".join(f"> {line}\n" for line in text.splitlines()),
    "quoted twice": lambda text: "".join(f"> > {line}\n" for line in text.splitlines()),
    "boxed": boxed,
    "coloured": lambda text: text.replace("Warning", "\x1b[33mWarning\x1b[0m").replace("Failed", "\x1b[1mFailed\x1b[m"),
    "wrapped at words": wrapped,
    "wrapped at the edge": cut_by_terminal,
    "indented": lambda text: textwrap.indent(text, "    "),
    "in a fence": lambda text: f"it fails:\n```\n{text}```\nplease help",
    "behind prose": lambda text: f"I did as told.\n\n{text}",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_says_the_same(form: Callable[[str], str]) -> None:
    facts = read_facts(form(POD + EVENTS))
    assert [(f.reason, f.container) for f in facts.of(FactKind.WAITING)] == [("ErrImagePull", "web")]
    assert [f.reason for f in facts.of(FactKind.EVENT)] == ["Scheduled", "Failed"]
    assert facts.of(FactKind.EVENT)[1].count == 4
    found = facts.saying("failedtopullimage", ":notfound")
    assert [fact.reason for fact in found] == ["Failed"]


def test_a_json_object_among_other_things() -> None:
    text = (
        'web-0  0/1  ErrImagePull  0  2m\n\n{"status": {"reason": "NodeLost",\n  "message": "gone"}}\n'
        "QoS Class:  BestEffort\nReason:  Evicted"
    )
    assert kinds(text) == [(FactKind.STATUS, "ErrImagePull"), (FactKind.POD, "NodeLost"), (FactKind.POD, "Evicted")]


def test_a_cut_json_object() -> None:
    text = '    "waiting": {\n      "message": "no such image",\n      "reason": "ErrImagePull"\n    }\n'
    (fact,) = read_facts(text).of(FactKind.WAITING)
    assert (fact.reason, fact.text, fact.quote, fact.lines) == (
        "ErrImagePull",
        "no such image",
        '"message": "no such image"',
        (2,),
    )


def test_rows_of_pods_alone() -> None:
    assert kinds("web-0  0/1  Pending  0  2m") == [(FactKind.STATUS, "Pending")]


def test_an_event_ends_at_the_next_row() -> None:
    long = f"Warning  Failed  2m  kubelet  {'x' * 80}"
    text = f"{long}\n{long}\nweb-0  0/1  Error  0  2m\n{long}\n" + "more\n" * 30
    assert [f.lines for f in read_facts(text).of(FactKind.EVENT)] == [(1,), (2,), (4, 5)]
    text = long + "\n" + f"{'y' * 90}\n" * 30
    assert [len(f.lines) for f in read_facts(text).of(FactKind.EVENT)] == [12]


def test_facts_stand_in_the_order_of_the_paste() -> None:
    facts = read_facts(EVENTS + POD)
    assert [f.lines[0] for f in facts] == sorted(f.lines[0] for f in facts)


def test_what_is_not_read_is_counted() -> None:
    assert read_facts("x\n" * 30_000).left_out == 10_001


LARGE = {
    "a log": "2026-01-02T03:04:05 INFO [thread-1] request 17: status=200 in 12 ms\n" * 16_000,
    "JSON on one line": '{"a": "b", ' * 90_000,
    "one long line": "Warning " * 130_000,
    "events": "Warning Failed x Failed to pull image\n" * 27_000,
    "quotes that never end": "a: 'x\n" * 170_000,
    "ever deeper": "\n".join(f"{' ' * depth}memory:" for depth in range(1400)),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_megabyte_of_anything(name: str) -> None:
    text, best, bar = LARGE[name], 9.0, BAR if name == "a log" else WORST
    for _ in range(4):
        begun = time.process_time()
        read_facts(text).saying("nosuch")
        best = min(best, time.process_time() - begun)
        if best < bar:
            break
    assert best < bar
