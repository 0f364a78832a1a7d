"""{{ text|prose }} draws the text of rules: plain text with `marked` words as code."""

import re

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_CODE = re.compile(r"`([^`]+)`")


@register.filter
def prose(text: str) -> SafeString:
    """Escape the text, and draw whatever is between backticks as code."""
    parts = _CODE.split(" ".join(text.split()))
    pairs = [(part, "code" if i % 2 else "span") for i, part in enumerate(parts) if part]
    return format_html_join("", "<{1}>{0}</{1}>", pairs)
