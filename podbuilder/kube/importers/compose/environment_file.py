"""Files of environment variables, as Compose reads `.env` and `env_file`.

Other than `docker run --env-file`: quotes are taken off, `export` is allowed, ` #` begins a comment, and variables are
filled in but for single quotes. `format: raw` is docker's own way. Mirrors dotenv/parser.go of compose-go v2.9.1.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping
from unicodedata import category

from podbuilder.kube.core.go_strings import trim_space
from podbuilder.kube.core.limits import MAX_CHARACTERS
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.substitution import Source, Substitution, TemplateTooLong, UnreadableTemplate

# White space, without the line's end.
_BLANK = "\t\v\f\r \x85\xa0"
_EXPORT = re.compile(r"export\s+")
_ESCAPE = re.compile(r'\\(?:[abcfnrtv$"\\]|0[0-9]{0,3})')
_LETTERS = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    '"': '"',
    "$": "$$",
}
_OCTAL = re.compile(r"[0-3][0-7]{2}")
_in_double_quotes = re.compile(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL).match
_in_single_quotes = re.compile(r"'((?:[^'\\]|\\.)*+)'", re.DOTALL).match
_QUOTED = {'"': _in_double_quotes, "'": _in_single_quotes}


class UnreadableEnvironment(ValueError):
    """A file of variables that cannot be read; the sentence names the line."""


def variables(text: str, others: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables of a file; `others` are known before and win where it names one (UnreadableEnvironment)."""
    text = _checked(text)
    found: dict[str, str] = {}
    known = others or {}
    substitution = Substitution(ChainMap(dict(known), found))
    at = _start(text, 0)
    while at < len(text):
        name, at, is_alone = _name(text, at)
        if not is_alone:
            found[name], at = _value(text, at, substitution)
        elif name in known:
            found[name] = known[name]
        at = _start(text, at)
    return found


def raw_variables(text: str, others: Mapping[str, str] | None = None) -> dict[str, str]:
    """The same of a file with `format: raw`: each line as it stands."""
    found: dict[str, str] = {}
    for number, line in enumerate(_checked(text).split("\n"), 1):
        line = line.removesuffix("\r")
        if not trim_space(line) or trim_space(line)[0] == "#":
            continue
        name, mark, value = line[line.index(trim_space(line)[0]) :].partition("=")
        if not name or trim_space(name) != name or any(trim_space(letter) == "" for letter in name):
            raise UnreadableEnvironment(f"Line {number}: a name without blanks must stand before “=”.")
        if mark:
            found[name] = value
        elif others and name in others:
            found[name] = others[name]
    return found


def _checked(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise UnreadableEnvironment(
            f"This file is longer than {MAX_CHARACTERS:,} characters, which is the most that is read."
        )
    return text.removeprefix("\ufeff")


def _start(text: str, at: int) -> int:
    """Where the next variable begins, after blank lines and comments."""
    while at < len(text):
        if trim_space(text[at]) == "":
            at += 1
        elif text[at] == "#":
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
        else:
            break
    return at


def _name(text: str, at: int) -> tuple[str, int, bool]:
    """A name, where its value begins, and whether it stands alone on its line."""
    if export := _EXPORT.match(text, at):
        at = export.end()
        while text[at - 1] == "\n":
            at -= 1
    end = at
    while end < len(text) and text[end] not in "=:\n":
        letter = text[end]
        if not (letter in _BLANK or letter in "_.-[]" or category(letter)[0] in "LN"):
            raise _problem(text, end, "a name of letters, digits, “_”, “.” and “-” must stand before “=”.")
        end += 1
    name = trim_space(text[at:end])
    if " " in name:
        raise _problem(text, at, "there is a blank in the name of a variable.")
    # Compose takes a name alone for the value of a nameless variable if no line break follows it. Nobody means that.
    is_alone = text[end : end + 1] in ("\n", "")
    end = min(end + 1, len(text))
    while end < len(text) and text[end] in _BLANK:
        end += 1
    return name, end, is_alone


def _value(text: str, at: int, substitution: Substitution) -> tuple[str, int]:
    quote = text[at : at + 1]
    if quote not in _QUOTED:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        return _filled(text, at, trim_space(text[at:end].partition(" #")[0]), substitution), end + 1
    quoted = _QUOTED[quote](text, at)
    if quoted is None:
        raise _problem(text, at, "a quote is not closed.")
    if quote == "'":
        return quoted[1].replace("\\'", "'"), quoted.end()
    return _filled(text, at, _ESCAPE.sub(_escape, quoted[1]), substitution), quoted.end()


def _filled(text: str, at: int, value: str, substitution: Substitution) -> str:
    substitution.uses = []
    try:
        filled = substitution.fill(value)
    except (UnreadableTemplate, TemplateTooLong) as error:
        raise _problem(text, at, str(error)) from error
    if missing := [use.name for use in substitution.uses if use.source is Source.REQUIRED]:
        raise _problem(text, at, f"it needs the variable “{cut(missing[0])}”, which is not given.")
    return filled


def _escape(match: re.Match[str]) -> str:
    letter, octal = match[0][1], match[0][2:]
    if letter == "0":
        return chr(int(octal, 8)) if _OCTAL.fullmatch(octal) else match[0].replace("\\0", "\\", 1)
    return _LETTERS.get(letter, match[0])


def _problem(text: str, at: int, sentence: str) -> UnreadableEnvironment:
    return UnreadableEnvironment(f"Line {text.count(chr(10), 0, at) + 1}: {sentence}")
