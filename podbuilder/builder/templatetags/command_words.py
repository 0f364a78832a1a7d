"""{{ command|command_words }} draws a command whose lines break between its words."""

import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_WORDS = re.compile(r"(\s+)")
# A longer word fills a line anyway.
_LONGEST = 60


@register.filter
def command_words(command: str) -> SafeString:
    """Escape the command. A word with a hyphen, where browsers would break a line, stays in one piece.

    A list that is too long for a line breaks behind its commas. What is copied is the same text.
    """
    return mark_safe("".join(map(_drawn, _WORDS.split(command))))  # noqa: S308  every part of it is escaped


def _drawn(word: str) -> str:
    if "-" in word and len(word) <= _LONGEST:
        return format_html('<span class="command__word">{}</span>', word)
    drawn = escape(word)
    return drawn.replace(",", ",<wbr>") if len(word) > _LONGEST else drawn
