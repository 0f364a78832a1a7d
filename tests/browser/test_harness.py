"""The browser's watchers, which a test leans on without looking."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import assert_accessible, assert_accessible_in_every_look, looks
from tests.support.watch import Watch


def problems_of(watch: Watch) -> str:
    """What was seen so far, forgiven."""
    text = "\n".join(watch.problems)
    watch.problems.clear()
    return text


def test_an_error_page_is_watched_and_accessible(page: Page, watch: Watch) -> None:
    page.goto("/no-such-page/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    assert "404" in problems_of(watch)
    assert_accessible_in_every_look(page)


def test_errors_refusals_and_foreign_requests_are_noticed(page: Page, watch: Watch) -> None:
    page.goto("/no-such-page/")
    problems_of(watch)
    page.evaluate("console.error('a word from the page')")
    assert "a word from the page" in problems_of(watch)
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert "Content Security Policy" in problems_of(watch)
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://elsewhere.example/a.png'}))")
    assert "elsewhere.example" in problems_of(watch)
    watch.problems.append("console error: something else")
    with pytest.raises(AssertionError, match="something else"):
        watch.assert_quiet()
    watch.expect("something")


def test_an_inaccessible_page_fails_in_words(page: Page, watch: Watch) -> None:
    watch.expect("404")
    page.goto("/no-such-page/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    with pytest.raises(AssertionError, match="button-name"):
        assert_accessible(page)
    page.evaluate("document.querySelector('main').append('x'.repeat(2000))")
    with pytest.raises(AssertionError, match="scrolls sideways"):
        assert_accessible(page)


def test_a_page_has_four_looks(page: Page) -> None:
    page.goto("about:blank")
    seen = [
        (look, page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]"))
        for look in looks(page)
    ]
    assert seen == [
        ("dark, 360 px", [360, True]),
        ("dark, 1440 px", [1440, True]),
        ("light, 360 px", [360, False]),
        ("light, 1440 px", [1440, False]),
    ]
