"""A manifest inside a web page, or with the entities in which pages write signs."""

from __future__ import annotations

import re
from html import unescape

from podbuilder.kube.paste.lines import PastedLine, Unwrapped, trace_at

_ENTITY = re.compile(r"&(?:quot|amp|lt|gt|apos|nbsp|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,500}>")
_BREAK = re.compile(r"<br[ \t]{0,5}/?>|</(?:div|p|li|tr)>", re.IGNORECASE)
_PAGE = re.compile(r"(?i)[\s\ufeff]{0,100}<(?:!doctype|html|head|body|pre|code|div|p|span|table|ol)\b")
_OPEN = re.compile(r"<(pre|textarea|code)\b[^<>]{0,500}>", re.IGNORECASE)


def page(lines: list[PastedLine]) -> Unwrapped | None:
    """A web page, or a part of one: what stands in each of its <pre>, <textarea> and <code>, or in all of it."""
    if not lines or not _PAGE.match("\n".join(line.text for line in lines[:5])):
        return None
    first = next(line for line in lines if not line.is_empty)
    readings = [_plain(part) for part in _preformatted(lines)]
    message = "This is HTML, the source of a web page. A manifest in it is what the page shows as code."
    return Unwrapped(trace_at(first, message), (*readings, _plain(lines)))


def _preformatted(lines: list[PastedLine]) -> list[list[PastedLine]]:
    found, i, column = [], 0, 0
    while i < len(lines):
        match = _OPEN.search(lines[i].text, column)
        if match is None:
            i, column = i + 1, 0
            continue
        stop = f"</{match[1].lower()}>"
        part = [lines[i].after(match.end())]
        while stop not in part[-1].text.lower() and i + 1 < len(lines):
            i += 1
            part.append(lines[i])
        cut = part[-1].text.lower().find(stop)
        column = part[-1].shift + cut + 1 if cut >= 0 else 0
        i += cut < 0
        part[-1] = part[-1]._replace(text=part[-1].text[:cut] if cut >= 0 else part[-1].text)
        found.append(part)
    return found


def _plain(lines: list[PastedLine]) -> list[PastedLine]:
    """The lines without tags and entities; where one breaks, it becomes two."""
    found = []
    for line in lines:
        for part in _BREAK.split(line.text):
            found.append(line._replace(text=unescape(_TAG.sub("", part)), end="\n"))
    return found


def entities(lines: list[PastedLine]) -> Unwrapped | None:
    """The names by which pages write signs, such as `&quot;` for a quote."""
    for line in lines:
        match = _ENTITY.search(line.text)
        if match is not None:
            sign = unescape(match[0]).replace("\xa0", " ")
            message = f"“{match[0]}” is how HTML writes {_named(sign)}; YAML reads its letters as they are."
            left = [one._replace(text=_ENTITY.sub(_sign, one.text)) for one in lines]
            return Unwrapped(trace_at(line, message, match.start()), (left,))
    return None


def _sign(match: re.Match[str]) -> str:
    return unescape(match[0]).replace("\xa0", " ")


def _named(sign: str) -> str:
    return {" ": "a space", '"': "a straight quote"}.get(sign, f"“{sign}”")
