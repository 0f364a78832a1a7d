"""Markdown that people have written, as harmless HTML: without HTML of its author's, and without images."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

# A page has its own headings above those of a text.
LOWER_BY = 2
LOWEST = 6


class _Renderer(RendererHTML):
    """Headings below the page's own, and links that search engines do not count as ours."""

    def heading_open(self, tokens: Sequence[Token], i: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return f"<{_lowered(tokens[i].tag)}>"

    def heading_close(self, tokens: Sequence[Token], i: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return f"</{_lowered(tokens[i].tag)}>\n"

    def link_open(self, tokens: Sequence[Token], i: int, options: Any, env: MutableMapping[str, Any]) -> str:
        tokens[i].attrSet("rel", "nofollow noopener ugc")
        return str(self.renderToken(tokens, i, options, env))

    def table_open(self, tokens: Sequence[Token], i: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return '<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table>\n'

    def th_open(self, tokens: Sequence[Token], i: int, options: Any, env: MutableMapping[str, Any]) -> str:
        # Columns would be aligned by an inline style, which our Content-Security-Policy refuses.
        return f"<{tokens[i].tag}>"

    td_open = th_open

    def table_close(self, tokens: Sequence[Token], i: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return "</table></div>\n"

    def fence(self, tokens: Sequence[Token], i: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return _scrolling(super().fence(tokens, i, options, env))

    def code_block(self, tokens: Sequence[Token], i: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return _scrolling(super().code_block(tokens, i, options, env))


def _lowered(tag: str) -> str:
    return f"h{min(int(tag[1]) + LOWER_BY, LOWEST)}"


def _scrolling(html: str) -> str:
    """Code that is wider than the page can be scrolled with the keyboard, too."""
    return html.replace("<pre>", '<pre tabindex="0" role="region" aria-label="Code">', 1)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table").disable("image")


def render(text: str) -> SafeString:
    """The text as HTML."""
    html: str = _parser().render(text)
    return mark_safe(html)  # noqa: S308 - escaped by the parser, which knows no HTML and no scripts
