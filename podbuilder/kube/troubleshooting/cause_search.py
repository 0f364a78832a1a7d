"""The search for causes, by any reason, message or words as people search for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from podbuilder.kube.troubleshooting.cause_pages import CausePage, Saying, all_cause_pages, all_sayings
from podbuilder.kube.troubleshooting.diagnosis import diagnose

# A message that somebody looks up is a line or two.
LONGEST_QUERY = 400
# What stands in nearly every question.
_EMPTY = frozenset(
    (
        *("a", "an", "the", "is", "are", "was", "be", "to", "of", "in", "on", "for", "and", "or", "my", "with", "it"),
        *("its", "by", "from", "does", "do", "not", "why", "kubernetes", "pod"),
    )
)
_SIGN = re.compile(r"[^a-z0-9]+")
# How many init containers are done of how many, and how many containers are ready of how many.
_COUNTS = re.compile(r"\b(init|running) \d+ \d+\b")
_DIGITS = re.compile(r"[0-9]{2}")
# Names as short as “Failed” stand in other words.
_LONG = 8
# A name is worth more than any number of words in a page.
_BY_NAME = 100


@dataclass(frozen=True, slots=True)
class CauseMatches:
    """What a search finds: the words in it that name no one cause, and the causes, the best first."""

    bare: tuple[Saying, ...]
    causes: tuple[CausePage, ...]


def find_causes(query: str) -> CauseMatches:
    """The causes that fit a query: those that a message speaks for, those known by that name, those with its words.

    An empty query finds all causes.
    """
    asked = query[:LONGEST_QUERY].strip()
    pages = all_cause_pages()
    if not asked:
        return CauseMatches((), tuple(pages.values()))
    sayings = _sayings(_spelled(asked))
    said = [cause.label for cause in diagnose(asked)] if len(asked.split()) > 1 else []
    own = [label for label, page in pages.items() if _spelled(asked) in (_spelled(label), _spelled(page.title))]
    behind = [label for saying in sayings for label in saying.causes]
    scores = {label: _score(_spelled(asked), label) for label in pages}
    by_words = sorted((label for label in pages if scores[label]), key=lambda label: -scores[label])
    # Words that any page may have add nothing to a name or a message that was found.
    named = [label for label in by_words if scores[label] >= _BY_NAME]
    labels = dict.fromkeys([*own, *said, *behind, *(named or ([] if said or behind else by_words))])
    bare = tuple(saying for saying in sayings if saying.is_bare)
    return CauseMatches(bare, tuple(pages[label] for label in labels))


def _spelled(text: str) -> str:
    """A text as names are compared: in small letters, its words with one blank between them."""
    return _COUNTS.sub(r"\1 0 1", _SIGN.sub(" ", text.lower()).strip())


def _sayings(asked: str) -> tuple[Saying, ...]:
    """The reasons and their like that are asked for, or named in what is asked."""
    found = [saying for saying in all_sayings().values() if _is_within(_spelled(saying.name), asked)]
    # “Error” stands in “Init:Error”, and says no more there.
    return tuple(one for one in found if not any(one.name in other.name and one is not other for other in found))


def _is_within(name: str, asked: str) -> bool:
    """Whether a name is what is asked, or stands in it."""
    return name == asked or (len(name) > _LONG and f" {name} " in f" {asked} ")


@cache
def _names() -> dict[str, dict[str, int]]:
    """What each cause is known by, and where that stands: its label, its names, and what a paste must say."""
    return {
        label: _places(map(_spelled, (label, page.title, *page.names, *_signs(page))))
        for label, page in all_cause_pages().items()
    }


def _places(names: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        found.setdefault(name, place)
    return found


def _signs(page: CausePage) -> Iterable[str]:
    return (part for sign in (*page.trouble.signs, *page.trouble.hints) for part in sign.split(" … "))


@cache
def _words() -> dict[str, frozenset[str]]:
    """The words of each cause's page."""
    return {
        label: frozenset(
            _spelled(
                " ".join([label, page.title, page.trouble.says, page.means, *page.tell, *page.fixes, *page.names])
            ).split()
        )
        for label, page in all_cause_pages().items()
    }


def _score(asked: str, label: str) -> int:
    """How well a cause fits a query that is spelled; 0 for one that has nothing to do with it."""
    names = _names()[label]
    if asked in names:
        # What a cause is known by first is what it says most.
        return 3 * _BY_NAME - names[asked]
    if any(_is_within(name, asked) or _begins(asked, name) for name in names):
        return _BY_NAME
    wanted = [word for word in asked.split() if word not in _EMPTY]
    hits = sum(
        any(one == word or (len(word) > 3 and one.startswith(word)) for one in _words()[label]) for word in wanted
    )
    return hits if hits == len(wanted) else 0


def _begins(asked: str, name: str) -> bool:
    """Whether somebody has typed the beginning of a name, or a part of a longer one."""
    if len(asked) > 3 and name.startswith(asked):
        # An exit code of one digit is not the beginning of another one.
        return not _DIGITS.fullmatch(f"{asked[-1]}{name[len(asked)]}")
    return len(asked) > _LONG and f" {asked}" in f" {name}"
