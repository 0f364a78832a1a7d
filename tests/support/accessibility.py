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
COLOURS: dict[str, Any] = {**EVERY_RULE, "runOnly": ["color-contrast", "link-in-text-block"]}


def looks(page: Page) -> Iterator[str]:
    """Show the page light and dark, wide and narrow, in turn; the names say which. Wide and light at the end."""
    for scheme in ("dark", "light"):
        for width in (NARROW, WIDE):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": HEIGHT})
            yield f"{scheme}, {width} px"


def assert_accessible(page: Page, look: str = "", rules: dict[str, Any] = EVERY_RULE) -> None:
    """No violation of axe-core's rules on the page as it is now, and nothing that sticks out sideways."""
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


def assert_accessible_in_every_look(page: Page) -> None:
    """`assert_accessible`, light and dark, wide and on a phone: in the dark, only what can differ there."""
    for look in looks(page):
        assert_accessible(page, look, COLOURS if look.startswith("dark") else EVERY_RULE)


def summary(node: dict[str, str]) -> str:
    return " ".join(node.get("failureSummary", "").split())
