"""A manifest is found in a web page, and entities become the signs they stand for."""

from __future__ import annotations

import html

import pytest

from podbuilder.kube.paste.diagnosis import diagnose
from podbuilder.kube.paste.html import entities, page
from podbuilder.kube.paste.lines import lines_of
from tests.kube.paste.pod import LINES, POD

ESCAPED = html.escape(POD)
SPANS = "\n".join(f'<span class="line">{html.escape(line)}</span>' for line in LINES)
PAGES = {
    "a page": f'<!DOCTYPE html>\n<html><body><p>Hi</p><pre><code class="yaml">{ESCAPED}</code></pre></body></html>\n',
    "spans for colours": f"<pre>{SPANS}</pre>",
    "a page with other code first": f"<html>\n<p>Run <code>kubectl</code>, <code>x</code>:\n<pre>\n{ESCAPED}</pre>\n",
    "code that is never closed": f"<p>\n<pre>\n{ESCAPED}",
    "a division for each line": "<div>" + "".join(f"<div>{html.escape(line)}</div>" for line in LINES) + "</div>",
    "hard spaces": "<div>" + "<br>".join(html.escape(line).replace(" ", "&nbsp;") for line in LINES) + "</div>",
}


def test_a_manifest_is_no_page() -> None:
    assert page(lines_of(POD)) is None
    assert page([]) is None
    assert entities(lines_of(POD)) is None


@pytest.mark.parametrize("case", PAGES)
def test_the_code_of_a_page_is_found(case: str) -> None:
    found = diagnose(PAGES[case])
    assert found.cleaned.strip() == POD.strip()
    assert "HTML" in found.traces[0].message


ENTITIES = {
    "a quote": (ESCAPED, 9, 12, "a straight quote"),
    "an ampersand": (POD.replace("--port=80", "a &amp;&amp; b") + "x: &quot;\n", 9, 15, "“&”"),
    "hard spaces": (POD.replace("  ", "&nbsp;&nbsp;"), 4, 1, "a space"),
}


@pytest.mark.parametrize("case", ENTITIES)
def test_an_entity_is_named_at_its_first_place(case: str) -> None:
    text, line, column, words = ENTITIES[case]
    found = entities(lines_of(text))
    assert found is not None
    assert found.trace[:2] == (line, column)
    assert words in found.trace.message


def test_a_text_without_entities_is_the_manifest() -> None:
    assert diagnose(ESCAPED).cleaned == POD
    assert diagnose(ENTITIES["hard spaces"][0]).cleaned == POD
