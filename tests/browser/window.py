"""One window of a browser other than Chromium: what tests do in it, and wait for, in a few words."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.test import Client

from podbuilder.builder.models import Draft
from tests.builder.support import POD, begin
from tests.support.webdriver import ELEMENT, Refused, Running, wait_for

# The keys that WebDriver gives characters of their own: https://www.w3.org/TR/webdriver2/#keyboard-actions
KEYS = {"Control": "\ue009", "Shift": "\ue008", "Alt": "\ue00a", "Escape": "\ue00c", "Enter": "\ue007", "Tab": "\ue004"}
KEYS |= {"Home": "\ue011", "End": "\ue010", "Backspace": "\ue003", "ArrowDown": "\ue015", "ArrowUp": "\ue013"}
FOCUSED = """
    const at = document.activeElement;
    return (at.localName === "button" ? at.value : at.name) || at.id || at.textContent.trim();
"""
SHOWN = "return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility()).length"
TEXT = "return document.querySelector(arguments[0])?.innerText.trim() ?? ''"
YAML = """
    return [...document.querySelectorAll("#yaml .l")].map((line) => [...line.childNodes]
        .filter((node) => !node.matches?.(".l__n")).map((node) => node.textContent).join("")).join("")
"""
CHOOSE = """
    const [select, value] = arguments;
    select.focus();
    select.value = value;
    for (const type of ["input", "change"]) select.dispatchEvent(new Event(type, { bubbles: true }));
"""


class Window:
    """`control` is always a control's HTML name, which is its field path; everything else is found by selectors."""

    def __init__(self, running: Running, home: str) -> None:
        self.driver, self.downloads = running
        self.home = home
        self.driver.send("SetWindowRect", width=1440, height=900)
        self.goto("/rules/")
        self.driver.send("DeleteAllCookies")

    # Going somewhere.

    def goto(self, address: str) -> None:
        self.driver.send("Navigate", url=f"{self.home}{address}")
        self._is_loaded()

    def open_draft(self, text: str = POD, step: str = "metadata") -> Draft:
        """A step of a new draft of this window's visitor."""
        client = Client()
        draft = begin(client, text)
        cookie = {"name": "visitor", "value": client.cookies["visitor"].value, "path": "/"}
        self.driver.send("AddCookie", cookie=cookie)
        self.goto(f"/drafts/{draft.key}/edit/{step}/")
        return draft

    def back(self) -> None:
        self.driver.send("Back")

    # Doing.

    def click(self, selector: str, text: str = "") -> None:
        """Click the first that is shown, which has this text or name."""
        self.driver.send("ElementClick", id=self._found(selector, text)[ELEMENT])

    def go_into(self, control: str) -> None:
        self.click(f'#step [name="{control}"]')

    def press(self, keys: str) -> None:
        """A key, or several at once: `Control+z`."""
        values = [KEYS.get(key, key) for key in keys.split("+")]
        self._keys([("keyDown", value) for value in values] + [("keyUp", value) for value in reversed(values)])

    def type(self, text: str) -> None:
        self._keys([(kind, letter) for letter in text for kind in ("keyDown", "keyUp")])

    def fill(self, control: str, text: str) -> None:
        """Replace the text of a control by typing; wait until it is saved."""
        self.go_into(control)
        self.press("Control+a")
        self.type(text)
        self.is_saved()

    def choose(self, control: str, value: str) -> None:
        """Choose in a select as its list would do it: what a list looks like is the browser's own."""
        self.run(CHOOSE, self._found(f'#step [name="{control}"]'), value)

    # Looking.

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.send("ExecuteScript", script=script, args=list(arguments))

    def text(self, selector: str) -> str:
        return str(self.run(TEXT, selector))

    def value(self, control: str) -> Any:
        return self.run("return document.getElementsByName(arguments[0])[0]?.value", control)

    def is_shown(self, selector: str) -> bool:
        return bool(self.run(SHOWN, selector))

    @property
    def focused(self) -> str:
        return str(self.run(FOCUSED))

    @property
    def yaml(self) -> str:
        return str(self.run(YAML)).removesuffix("\n")

    # Waiting.

    def until(self, what: str, wanted: Any, *arguments: str) -> None:
        """Until this reads as wanted: the name of one of those above, or a selector, whose text is meant."""
        last: Any = None
        for _ in range(500):
            try:
                last = self._read(what, *arguments)
            except Refused:  # while another page is being loaded
                last = None
            if last == wanted:
                return
            time.sleep(0.03)
        raise AssertionError(f"{what}{arguments} is {last!r}, not {wanted!r}")

    def is_saved(self) -> None:
        self.until("#saved:not([data-pending])", "Saved")

    def heading(self, text: str) -> None:
        """Until the page with this heading is there, with its scripts."""
        self.until("h1", text)
        self._is_loaded()

    def download(self) -> str:
        """The text of the one file that was downloaded; whoever comes next finds none."""
        done = wait_for("download", lambda: [f for f in self.downloads.glob("*.yaml") if f.stat().st_size])
        wait_for("whole download", lambda: not [*self.downloads.glob("*.part"), *self.downloads.glob("*.wkdownload")])
        text = Path(done[0]).read_text(encoding="utf-8")
        done[0].unlink()
        return text

    def _is_loaded(self) -> None:
        self.until("run", "complete", "return document.readyState")

    def _read(self, what: str, *arguments: str) -> Any:
        if not hasattr(type(self), what):
            return self.text(what)
        found = getattr(self, what)
        return found(*arguments) if callable(found) else found

    def _keys(self, strokes: list[tuple[str, str]]) -> None:
        actions = [{"type": kind, "value": value} for kind, value in strokes]
        self.driver.send("PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def _found(self, selector: str, text: str = "") -> dict[str, str]:
        def look() -> Any:
            return self.run(
                """
                const [selector, text] = arguments;
                return [...document.querySelectorAll(selector)].find((one) => one.checkVisibility() && (!text
                    || [one.innerText.trim(), one.getAttribute("aria-label")].includes(text)));
                """,
                selector,
                text,
            )

        element: dict[str, str] = wait_for(f"{selector} {text}", look)
        return element
