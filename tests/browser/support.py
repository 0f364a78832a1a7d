"""A step of the builder in a real browser: opened at once, its controls found by their field paths."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.test import Client
from playwright.sync_api import Error, Locator, Page, Request, Route, expect

from podbuilder.builder.models import Draft
from tests.builder.support import POD, begin

PREVIEWS = "**/preview/**"
# The word at the head of the page, while nothing waits to be saved.
SAVED = "#saved:not([data-pending])"
FOCUSED = """() => {
    const at = document.activeElement;
    const name = at.localName === "button" ? at.value : at.name;
    return name || at.id || at.textContent.trim();
}"""


def begin_draft(page: Page, text: str = POD, **fields: Any) -> Draft:
    """A draft of this browser's visitor, with these columns set."""
    client = Client()
    known = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    if "visitor" in known:
        client.cookies["visitor"] = known["visitor"]
    draft = begin(client, text)
    visitor = client.cookies["visitor"].value
    page.context.add_cookies([{"name": "visitor", "value": visitor, "domain": "localhost", "path": "/"}])
    if fields:
        Draft.objects.filter(pk=draft.pk).update(**fields)
        draft.refresh_from_db()
    return draft


class Builder:
    """One page of the builder. `name` is always a control's HTML name, which is its field path."""

    def __init__(self, page: Page, text: str = POD, step: str = "metadata", *, draft: Draft | None = None) -> None:
        self.page = page
        self.draft = draft or begin_draft(page, text)
        self.open(step)

    def open(self, step: str) -> None:
        self.page.goto(f"/drafts/{self.draft.key}/edit/{step}/")

    # Finding.

    def control(self, name: str) -> Locator:
        return self.page.locator(f'#step [name="{name}"]')

    def button(self, op: str) -> Locator:
        """A button by what it does: `add:spec.volumes`."""
        # The first is that of the header where the line about the last action has it, too.
        return self.page.locator(f'button[name="op"][value="{op}"]').first

    def line(self, text: str) -> Locator:
        """The lines of the YAML that have this text."""
        return self.page.locator("#yaml .l").filter(has_text=text)

    def says(self, name: str) -> Locator:
        """What is said beside a control."""
        return self.page.locator(f'[data-says="{name}"] .message')

    def problem(self, where: str) -> Locator:
        return self.page.locator("#problems .problem").filter(
            has=self.page.get_by_role("link", name=f"Go to {where}", exact=True)
        )

    def outline(self, title: str) -> Locator:
        return self.page.locator("#outline a").filter(has=self.page.get_by_text(title, exact=True))

    @property
    def saved(self) -> Locator:
        return self.page.locator("#saved")

    @property
    def yaml(self) -> str:
        """The text of the YAML pane, without its line numbers."""
        return str(
            self.page.locator("#yaml").evaluate(
                """pre => [...pre.querySelectorAll(".l")].map(line => [...line.childNodes]
                    .filter(node => !node.matches?.(".l__n")).map(node => node.textContent).join("")).join("")"""
            )
        ).removesuffix("\n")

    @property
    def stored(self) -> str:
        """The draft's text on the server."""
        self.draft.refresh_from_db()
        return self.draft.text

    # Doing.

    def type(self, name: str, text: str) -> None:
        """Put the caret behind a control's text and type; wait until all is saved."""
        self.control(name).press("End")
        self.page.keyboard.type(text)
        self.is_saved()

    def fill(self, name: str, text: str) -> None:
        """Replace a control's text; wait until it is saved."""
        self.control(name).fill(text)
        self.is_saved()

    def choose(self, name: str, value: str) -> None:
        """Choose what gives the form another shape; wait until it has that."""
        with self.reshaped():
            self.control(name).select_option(value)

    def press(self, op: str) -> None:
        """Press a button with the keyboard; wait until the form is drawn anew."""
        with self.reshaped():
            self.button(op).first.press("Enter")

    @contextmanager
    def reshaped(self) -> Iterator[None]:
        self.page.locator("#step").evaluate("step => { step.dataset.old = 'yes'; }")
        yield
        expect(self.page.locator("#step[data-old]")).to_have_count(0)
        self.is_saved()

    def is_saved(self) -> None:
        expect(self.page.locator(SAVED)).to_have_text("Saved")


class Requests(list[Request]):
    """The previews that a page asks for, as they are sent."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        page.on("request", lambda request: "/preview/" in request.url and self.append(request))


def do_not_tell(page: Page) -> None:
    """Let a page believe that it has missed nothing."""
    page.route("**/revision/**", lambda route: route.fulfill(status=204))


@contextmanager
def held(page: Page) -> Iterator[list[Route]]:
    """Hold back the previews until the end of the block; the list has those that wait."""
    routes: list[Route] = []
    page.route(PREVIEWS, lambda route: routes.append(route))
    yield routes
    for route in routes:
        route.continue_()
    page.unroute(PREVIEWS)


def wait_for(page: Page, routes: list[Route], number: int = 1) -> None:
    """Until so many requests are held back."""
    for _ in range(1000):
        if len(routes) >= number:
            return
        page.wait_for_timeout(10)
    raise AssertionError(f"{len(routes)} previews were asked for, not {number}")


def focused(page: Page) -> str:
    """The name of the control that has the focus; or the value of a button; or an id, or a text."""
    return str(page.evaluate(FOCUSED))


def wait_for_focus(page: Page, wanted: str) -> None:
    """Until this has the focus, also if another page has to be loaded for that."""
    # Asked from here again and again: the page's policy forbids what `wait_for_function` evaluates in it.
    now = ""
    for _ in range(1000):
        # While another page is being loaded nobody answers.
        with suppress(Error):
            now = focused(page)
        if now == wanted:
            return
        page.wait_for_timeout(10)
    raise AssertionError(f"{now!r} has the focus, not {wanted!r}")


def caret(page: Page) -> tuple[int, int]:
    """Where the selection in the focused text box begins and ends."""
    start, end = page.evaluate("[document.activeElement.selectionStart, document.activeElement.selectionEnd]")
    return start, end
