"""Texts spoilt as word processors, web pages and chats spoil them, by one character where it matters."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from podbuilder.kube.paste.diagnosis import Diagnosis

BLANKS = "\u00a0\u2003\u2009\u202f\u3000"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e"
DASHES = "\u2010\u2011\u2013\u2014\u2212"
COLONS = "\uff1a\ufe55\u2236"
DOUBLE, SINGLE = "\u201c\u201d\u201e\uff02", "\u2018\u2019\uff07"
LETTERS = {"a": "\u0430", "e": "\u0435", "o": "\u043e", "c": "\u0441", "p": "\u0440", "x": "\u0445", "i": "\u0456"}


class Damage(NamedTuple):
    """A spoilt text: what was put where."""

    text: str
    character: str
    line: int
    where: str


class Verdict(NamedTuple):
    """Whether a diagnosis names the character with its line, and gives the text back."""

    is_named: bool
    is_recovered: bool
    said: str


_COMMENT = re.compile(r"^ *#.*$", re.MULTILINE)
_KEY = re.compile(r"^( *(?:- )*)([A-Za-z][\w.-]*)(:)( )(?=[^\s#|>&*])", re.MULTILINE)
_ITEM = re.compile(r"^( *)(-)( )(?=\S)", re.MULTILINE)
_QUOTED = re.compile(r"""(?<=: )(["'])[^"'\\\n]+\1$""", re.MULTILINE)
_STRICT = re.compile(
    r"(?<=name: )[a-z0-9-]+$|(?<=image: )[\w./:-]+$|(?<=mountPath: )/[\w/]+$|(?<=memory: )\w+$"
    r"|(?<=restartPolicy: )\w+$|(?<=imagePullPolicy: )\w+$|(?<=kind: )\w+$",
    re.MULTILINE,
)


def _places(text: str, chance: random.Random) -> Iterator[tuple[str, int, int, str]]:
    """Each kind of damage: its name, the stretch that is replaced, and the character."""
    notes = [range(*match.span()) for match in _COMMENT.finditer(text)]
    keys, items, quoted, strict = (
        [match for match in pattern.finditer(text) if not any(match.start() in note for note in notes)]
        for pattern in (_KEY, _ITEM, _QUOTED, _STRICT)
    )

    def one(
        found: list[re.Match[str]], make: Callable[[re.Match[str]], tuple[int, int, str]], name: str
    ) -> Iterator[tuple[str, int, int, str]]:
        if found:
            yield (name, *make(chance.choice(found)))

    indented = [match for match in keys if match[1]]
    yield from one(keys, lambda m: (m.start(4), m.end(4), chance.choice(BLANKS)), "blank after the colon")
    yield from one(indented, lambda m: (m.start(), m.start() + 1, chance.choice(BLANKS)), "blank in the indentation")
    yield from one(keys, lambda m: (m.start(3), m.end(3), chance.choice(COLONS)), "colon")
    yield from one(items, lambda m: (m.start(2), m.end(2), chance.choice(DASHES)), "dash of an item")
    yield from one(items, lambda m: (m.start(3), m.end(3), chance.choice(BLANKS)), "blank after a dash")
    yield from one(keys, lambda m: (at := chance.randint(m.start(2), m.end(2)), at, chance.choice(UNSEEN)), "in a key")
    yield from one(
        strict, lambda m: (at := chance.randint(m.start(), m.end()), at, chance.choice(UNSEEN)), "in a value"
    )
    # At the very beginning a byte order mark says how the text is encoded.
    later = [match for match in keys if match.start()]
    yield from one(later, lambda m: (m.start(), m.start(), chance.choice(UNSEEN)), "unseen before the line")
    for side in (0, -1):
        yield from one(
            quoted,
            lambda m, side=side: (  # type: ignore[misc]  # a default binds the loop's variable
                m.start() if side == 0 else m.end() - 1,
                m.start() + 1 if side == 0 else m.end(),
                chance.choice(DOUBLE if m[1] == '"' else SINGLE),
            ),
            "quote",
        )
    lettered = [
        (match.start() + i, LETTERS[letter])
        for match in strict
        for i, letter in enumerate(match[0])
        if letter in LETTERS and len(match[0]) > 2
    ]
    if lettered:
        at, letter = chance.choice(lettered)
        yield "letter", at, at + 1, letter
    dashed = [match.start() + i for match in strict for i, sign in enumerate(match[0]) if sign == "-"]
    if dashed:
        at = chance.choice(dashed)
        yield "dash in a value", at, at + 1, chance.choice(DASHES)


def spoilt(text: str, seed: int) -> Damage | None:
    """The text with one character put into it; None if it has no place for one."""
    if not text.isascii():
        return None
    chance = random.Random(seed)
    places = list(_places(text, chance))
    if not places:
        return None
    where, start, end, character = chance.choice(places)
    return Damage(text[:start] + character + text[end:], character, text.count("\n", 0, start) + 1, where)


def verdict(text: str, damage: Damage, found: Diagnosis) -> Verdict:
    """What a diagnosis of a spoilt text is worth."""
    code = f"U+{ord(damage.character):04X}"
    is_named = any(trace.line == damage.line and code in trace.message for trace in found.traces)
    said = "; ".join(f"{trace.line}:{trace.column} {trace.message}" for trace in found.traces)
    return Verdict(is_named, found.cleaned == text, said)
