"""How messages show values: shortened, and without what may be a credential.

Messages end in the logs of builds, which more people read than the manifest. So what a name or a choice cannot have is
left out of it: what follows a `=` or a flag, a user with a password before a host, and a long random run of letters.
"""

from __future__ import annotations

import re

LONGEST_SHOWN = 60
# Of a longer text nothing is shown: what comes at its end may say that its beginning is a credential.
_LONGEST_READ = 1000
# Most names are so plain that there is nothing to look for.
_is_plain = re.compile(r"[a-z0-9./:-]{0,31}").fullmatch
# What is said of a key, as in `DB_PASSWORD=…`, `Authorization: …`, `--token …` and `Bearer …`: all that follows goes.
_SAID = re.compile(r"(=|:\s|(?<!\S)--?[A-Za-z][\w-]*+\s|\b(?:basic|bearer)\s).+", re.DOTALL | re.IGNORECASE)
# Before a host; what follows the @ of an image is its digest.
_USER = re.compile(r"(?<![^\s/])[^\s/@]*@(?!sha\d{3}:)")
_has_digit = re.compile("[0-9]").search
_RUN = re.compile(r"[A-Za-z0-9+/_-]{20,}+=*+")


def discreet(text: str) -> str:
    """The text with … in place of what may be a credential."""
    if _is_plain(text):
        return text
    if len(text) > _LONGEST_READ:
        return "…"
    scheme, mark, rest = text.partition("://")
    if mark and "@" in rest:
        text = f"{scheme}://…@{rest.rpartition('@')[2]}"
    text = _USER.sub("…@", text)
    text = _SAID.sub(r"\1…", text, count=1)
    return _RUN.sub(lambda run: "…" if _is_random(run[0]) else run[0], text)


def cut(text: str) -> str:
    """The text as a sentence can show it: discreet, and without its end if it is too long to be read."""
    shown = discreet(text)
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 1]}…"


def quote(text: str) -> str:
    """The same in quotes."""
    return f'"{cut(text)}"'


def _is_random(run: str) -> bool:
    """Whether a long run of letters looks made up by a program; names are lower case, and have dashes."""
    if not _has_digit(run):
        return False
    return run.lower() != run != run.upper() or (run.isalnum() and (run.isupper() or len(run) >= 32))
