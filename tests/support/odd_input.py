"""What no page of ours sends, drawn by chance: texts, numbers, manifests, fields, headers and bodies of requests."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from podbuilder.kube.starters.starters import all_starters
from tests.builder.support import POD
from tests.library.support import DEPLOYMENT, LEAKY
from tests.support.large_texts import TEXTS as LARGE
from tests.support.odd_words import (
    CONTENT_TYPES,
    HEADERS,
    KNOWN,
    NUMBERS,
    NUMERIC,
    PATHS,
    PLACED,
    STEPS,
    TEXTS,
    VERBS,
    WORDS,
    WRITTEN,
)

TESTS = Path(__file__).parent.parent
Fields = list[tuple[str, str]]


@cache
def manifests() -> list[str]:
    """Whole manifests: those of the tests, of the starters, and small ones of every kind of large text."""
    files = sorted(path for path in TESTS.rglob("*.yaml") if path.stat().st_size < 8000)
    with gzip.open(TESTS / "support" / "accepted.jsonl.gz", "rt", encoding="utf-8") as lines:
        accepted = [json.dumps(json.loads(line)["pod"]) for line in lines]
    return [
        *(POD, DEPLOYMENT, LEAKY, f"{POD}---\n{DEPLOYMENT}---\n{LEAKY}"),
        *(starter.manifest for starter in all_starters()),
        *(text.make(12) for text in LARGE.values()),
        *accepted[:60],
        *(path.read_text(encoding="utf-8") for path in files),
    ]


def text(dice: Random) -> str:
    chosen = dice.choice(TEXTS)
    return chosen if dice.random() < 0.8 else "".join(dice.choices(TEXTS, k=dice.randint(2, 5)))


def manifest(dice: Random) -> str:
    """A manifest, mostly with lines that are dropped, repeated, moved or wrong."""
    lines = dice.choice(manifests()).split("\n")
    for _ in range(dice.choice((0, 0, 1, 1, 2, 5))):
        at = dice.randrange(len(lines))
        line = lines[at]
        head, colon, _ = line.partition(":")
        lines[at : at + 1] = dice.choice(
            (
                [],
                [line, line],
                [f"  {line}"],
                [line.strip()],
                [f"{head}{colon} {scalar(dice)}"],
                [f"{head}{colon} {json.dumps(shape(dice))}"],
                [line, "---"],
                [f"{line} # {text(dice)}"],
                [line.replace("a", text(dice), 1)],
                lines[: at + 1],
            )
        )
        lines = lines or [""]
    return "\n".join(lines)


def scalar(dice: Random) -> str:
    return dice.choice(
        (*NUMBERS, *TEXTS, "&a b", "*a", "!!binary x", "!x y", "|", ">", "~", "2026-01-31", "0o17", "<<: *a")
    )


def shape(dice: Random, depth: int = 0) -> Any:
    """JSON of any shape."""
    if depth > 3 or dice.random() < 0.4:
        return dice.choice((None, True, 0, -1, 1.5, 2**63, 10**30, "", "a", "\x00", "\ud800", "é", "x" * 300))
    if dice.random() < 0.5:
        return [shape(dice, depth + 1) for _ in range(dice.randint(0, 3))]
    return {dice.choice((*KNOWN, *TEXTS)): shape(dice, depth + 1) for _ in range(dice.randint(0, 3))}


def value(dice: Random, name: str) -> str:
    """What a field of this name may be sent, mostly of its own kind."""
    if dice.random() < 0.2:
        return dice.choice((text, scalar, manifest, lambda dice: json.dumps(shape(dice))))(dice)
    if name in WORDS:
        return dice.choice(WORDS[name])
    if name in NUMERIC:
        return dice.choice(NUMBERS)
    if name in PLACED:
        return dice.choice((*PATHS, *STEPS))
    if name in WRITTEN:
        return manifest(dice)
    if name == "op":
        return operation(dice)
    return text(dice)


def operation(dice: Random) -> str:
    verb = dice.choice(VERBS)
    return verb if dice.random() < 0.5 else f"{verb}:{dice.choice((*PATHS, *TEXTS))}"


def fields(dice: Random, words: Sequence[str] = (), most: int = 6) -> Fields:
    """A few fields, half of them called by one of these words."""
    names = []
    for _ in range(dice.randint(0, most)):
        known = words if words and dice.random() < 0.5 else KNOWN
        names.append(dice.choice(known) if dice.random() < 0.95 else text(dice))
    return [(name, value(dice, name)) for name in names]


def changed(dice: Random, form: Fields) -> Fields:
    """A page's form with a few fields altered, left out, sent twice or called otherwise."""
    form = list(form)
    for _ in range(dice.choice((0, 1, 1, 2, 3, 8))):
        if not form:
            break
        at = dice.randrange(len(form))
        name, was = form[at]
        form[at : at + 1] = dice.choice(
            (
                [(name, value(dice, name))],
                [(name, value(dice, name))],
                [(name, text(dice))],
                [(name, scalar(dice))],
                [(name, was[: len(was) // 2] + text(dice) + was[len(was) // 2 :])],
                [],
                [(name, was), (name, value(dice, name))],
                [(name + text(dice), was)],
            )
        )
    return form


def headers(dice: Random) -> dict[str, str]:
    """A few headers; a Host or a length that is wrong ends most requests early, so it is rare."""
    names = [name for name in HEADERS if name not in ("Host", "Content-Length", "Transfer-Encoding")]
    chosen = dice.sample(names, dice.choice((0, 0, 0, 1, 1, 2, 4)))
    if dice.random() < 0.02:
        chosen.append(dice.choice(("Host", "Content-Length", "Transfer-Encoding")))
    return {name: dice.choice((*HEADERS[name], ascii(text(dice))[:3000])) for name in chosen}


def query(dice: Random, more: Fields) -> str:
    if dice.random() < 0.1:
        return dice.choice(
            ("%ff", "%00=%00", "&&==;", "a[]=1", "=", "?" * 50, "path=%ed%a0%80", "q=" + "%e9" * 900, "%")
        )
    return encoded([*more, *fields(dice, most=3)])


def encoded(form: Fields) -> str:
    """As browsers encode it, but for half surrogates, which no browser sends."""
    return urlencode(form, encoding="utf-8", errors="surrogatepass")


def quoted(part: str) -> str:
    return quote(part.encode("utf-8", "surrogatepass"), safe="/@:")


def body(dice: Random, form: Fields) -> tuple[str, bytes]:
    """A form's type and bytes: in one of the two encodings, or in a wrong one."""
    kind = dice.random()
    if kind < 0.7:
        return "application/x-www-form-urlencoded", encoded(form).encode()
    if kind < 0.88:
        return multipart(dice, form)
    if kind < 0.94:
        return "application/json", json.dumps(shape(dice)).encode()
    whole = encoded(form).encode()
    junk = dice.choice(
        (b"", b"\xff\xfe\x00", b"&" * 300, b"a=" + b"%" * 99, b"--x\r\n", whole, whole[: len(whole) // 2])
    )
    return dice.choice(CONTENT_TYPES), junk


def multipart(dice: Random, form: Fields) -> tuple[str, bytes]:
    """Parts with odd names and headers, mostly with a file."""
    parts = [part(name, was.encode("utf-8", "surrogatepass")) for name, was in form]
    for _ in range(dice.choice((0, 1, 1, 1, 2, 12))):
        content = dice.choice(
            (manifest(dice).encode("utf-8", "surrogatepass"), b"", b"\xff\xfe\x00", b"PK\x03\x04" * 9)
        )
        name = dice.choice(("pod.yaml", "", "a" * 400, "../x", "\x00", "é.yaml", ".", "x.zip", 'a"b'))
        parts.append(part(dice.choice(("file", "file", "text", "")), content, f'; filename="{name}"'))
    whole = b"".join(b"--edge\r\n" + each for each in parts) + b"--edge--\r\n"
    if dice.random() < 0.1:
        whole = whole[: dice.randrange(len(whole))]
    return "multipart/form-data; boundary=edge", whole


def part(name: str, content: bytes, more: str = "") -> bytes:
    kind = "\r\nContent-Type: application/yaml" if more else ""
    head = f'Content-Disposition: form-data; name="{name}"{more}{kind}\r\n\r\n'
    return head.encode("utf-8", "surrogatepass") + content + b"\r\n"
