"""How PowerShell and cmd read a line, by their documentation: what comes out is what a program is given."""

from __future__ import annotations

import re
from collections.abc import Mapping

_POWERSHELL_QUOTES = "'‘’‚‛"
# What has a meaning of its own outside quotes: about_Special_Characters, about_Operators.
_POWERSHELL_SPECIAL = set('`$@#&|;<>(){},"“”„*?[]~!^%\\')


def read_powershell(line: str) -> list[str]:
    """The words of a line in argument mode; ValueError where PowerShell would read anything but plain words."""
    words: list[str] = []
    at = 0
    while at < len(line):
        if line[at] == " ":
            at += 1
            continue
        if line[at] in _POWERSHELL_QUOTES:
            word, at = _in_single_quotes(line, at + 1)
            words.append(word)
        else:
            end = line.find(" ", at) if " " in line[at:] else len(line)
            words.append(_bare(line[at:end]))
            at = end
        if at < len(line) and line[at] != " ":
            raise ValueError(f"two tokens without a blank between them: {line[at:]}")
    return words


def _in_single_quotes(line: str, at: int) -> tuple[str, int]:
    found = ""
    while line[at] not in _POWERSHELL_QUOTES or line[at + 1 : at + 2] in tuple(_POWERSHELL_QUOTES):
        at += line[at] in _POWERSHELL_QUOTES
        found += line[at]
        at += 1
    return found, at + 1


def _bare(word: str) -> str:
    if set(word) & (_POWERSHELL_SPECIAL | set(_POWERSHELL_QUOTES)):
        raise ValueError(f"{word} is more than a word")
    if re.fullmatch(r"-[A-Za-z]\w*[.:].*", word):
        raise ValueError(f"{word} is split")
    if re.match(r"[0-9]", word) and not word.isdecimal():
        raise ValueError(f"{word} is a number with a unit")
    return word


def read_cmd(line: str, variables: Mapping[str, str]) -> list[str]:
    """The words of a line typed at a prompt: variables, then carets, then CommandLineToArgvW."""
    return argv(_without_carets(_expanded(line, variables)))


def _expanded(line: str, variables: Mapping[str, str]) -> str:
    """At a prompt, what is no variable stays as it is. A name ends at the next % or, for a substring, at a colon."""
    found = ""
    while line:
        match = re.match(r"%([^%:]+)(?::[^%]*)?%", line)
        if match and match[1].upper() in variables:
            found, line = found + variables[match[1].upper()], line[match.end() :]
        else:
            found, line = found + line[0], line[1:]
    return found


def _without_carets(line: str) -> str:
    found, is_quoted, at = "", False, 0
    while at < len(line):
        one = line[at]
        if one == "^" and not is_quoted:
            at += 1
            found += line[at]
        else:
            if one in "&|<>" and not is_quoted:
                raise ValueError(f"cmd ends the command at {one}")
            is_quoted ^= one == '"'
            found += one
        at += 1
    return found


def argv(line: str) -> list[str]:
    """CommandLineToArgvW: 2n backslashes before a quote are n, and one more makes the quote a plain one."""
    words: list[str] = []
    word, has_word, is_quoted = "", False, False
    for match in re.finditer(r'(\\*)"|(\\+)|([ \t])|(.)', line, re.DOTALL):
        before, slashes, blank, other = match.groups()
        if before is not None:
            word += "\\" * (len(before) // 2)
            has_word = True
            if len(before) % 2:
                word += '"'
            else:
                is_quoted = not is_quoted
        elif blank and not is_quoted:
            if has_word:
                words.append(word)
            word, has_word = "", False
        else:
            word += slashes or blank or other
            has_word = True
    return [*words, word] if has_word else words
