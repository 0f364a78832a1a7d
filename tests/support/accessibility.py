"""Whether a page works for everyone, as far as a program can tell: axe-core's rules, in every size and colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, NARROW = 1440, 360
HEIGHT = 900

EVERY_RULE: dict[str, Any] = {"resultTypes": ["violations"]}
# All that a page's colours can decide.
OF_COLOURS = ("color-contrast", "link-in-text-block")
COLOURS: dict[str, Any] = {**EVERY_RULE, "runOnly": list(OF_COLOURS)}
SHAPES: dict[str, Any] = {**EVERY_RULE, "rules": {rule: {"enabled": False} for rule in OF_COLOURS}}
WIDE_AND_LIGHT = f"light, {WIDE} px"


def looks(page: Page) -> Iterator[str]:
    """Show the page light and dark, wide and narrow, in turn; the names say which. Wide and light at the end."""
    for scheme in ("dark", "light"):
        for width in (NARROW, WIDE):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": HEIGHT})
            yield f"{scheme}, {width} px"


def assert_accessible(page: Page, look: str = "", rules: dict[str, Any] = EVERY_RULE) -> None:
    """No violation of axe-core's rules on the page as it is now, and nothing that sticks out sideways."""
    # A click on a link ends when the next page begins, of which nothing may be there yet.
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    violations = page.evaluate("rules => axe.run(rules).then(result => result.violations)", rules)
    lines = [
        f"{one['id']} ({one['impact']}): {one['help']}\n    {node['html'][:200]}\n    {summary(node)}"
        for one in violations
        for node in one["nodes"]
    ]
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wider > 0:
        lines.append(f"The page scrolls sideways by {wider} px.")
    where = f"{page.url} {look}".strip()
    assert not lines, f"{where}\n" + "\n".join(lines)


def assert_accessible_in_every_look(page: Page, *, is_thorough: bool = False) -> None:
    """`assert_accessible`, light and dark, wide and on a phone: in each look, what can differ there.

    Colours take the longest. Being thorough means to judge them in all four looks, not only wide and light, where
    most is to be seen, and narrow and dark, where the rest is.
    """
    for look in looks(page):
        if look in (WIDE_AND_LIGHT, f"light, {NARROW} px"):
            assert_accessible(page, look, EVERY_RULE if is_thorough or look == WIDE_AND_LIGHT else SHAPES)
        elif is_thorough or look == f"dark, {NARROW} px":
            assert_accessible(page, look, COLOURS)


def summary(node: dict[str, str]) -> str:
    return " ".join(node.get("failureSummary", "").split())
