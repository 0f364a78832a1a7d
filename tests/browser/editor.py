"""The YAML pane of an opened step as an editor."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.support import Builder


class Editor:
    """The editor of an opened step."""

    def __init__(self, builder: Builder) -> None:
        self.builder, self.page = builder, builder.page
        self.page.locator("#edit").click()
        expect(self.page.locator("#editor.ace_focus")).to_be_visible()

    @property
    def text(self) -> str:
        return str(self.page.evaluate("ace.edit('editor').getValue()"))

    def wait_for(self, piece: str) -> None:
        """Until the text has this."""
        for _ in range(1000):
            if piece in self.text:
                return
            self.page.wait_for_timeout(10)
        raise AssertionError(f"{piece!r} is not in the editor")

    @property
    def problem(self) -> Locator:
        return self.page.locator("#editor-problem")

    @property
    def offers(self) -> Locator:
        return self.page.locator(".ace_autocomplete .ace_text-layer .ace_line:not(.ace_hidden)")

    def go(self, after: str) -> None:
        """Put the caret behind a piece of the text."""
        self.page.evaluate(
            """after => {
                const editor = ace.edit("editor");
                const at = editor.getValue().indexOf(after) + after.length;
                editor.moveCursorToPosition(editor.session.doc.indexToPosition(at));
                editor.clearSelection();
                editor.focus();
            }""",
            after,
        )

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        # What completes by itself is not wanted here.
        if self.offers.count():
            self.page.keyboard.press("Escape")

    def replace(self, old: str, new: str) -> None:
        """Type over what is selected: one change, however slow the machine is."""
        self.go(old)
        for _ in old:
            self.page.keyboard.press("Shift+ArrowLeft")
        self.page.keyboard.insert_text(new)
