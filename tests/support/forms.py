"""Reading a page's forms the way a browser without JavaScript does, to fill them in and send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str]


@dataclass
class Form:
    """A form's attributes, what it sends in order, and its buttons as (name, value, text)."""

    attributes: Attributes
    controls: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)

    def data(self, **changes: str) -> dict[str, str]:
        """What would be sent, with these values instead."""
        return {**dict(self.controls), **changes}


def forms_of(html: str) -> list[Form]:
    """The forms of a page, in order; a control outside that names a form with `form=` belongs to it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.inside: Form | None = None
        self.text: list[str] | None = None
        self.open: tuple[Form | None, Attributes] = (None, {})
        self.options: list[tuple[str, bool]] = []
        self.option: Attributes | None = None
        self.disabled = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = Form(given)
            self.forms.append(self.inside)
        elif tag == "fieldset" and (self.disabled or "disabled" in given):
            self.disabled += 1
        elif tag == "input":
            self._input(given)
        elif tag in {"textarea", "select", "button"}:
            self.open, self.text, self.options = (self._form(given), given), [], []
        elif tag == "option":
            self.option, self.text = given, []

    def handle_endtag(self, tag: str) -> None:
        form, given = self.open
        text = "".join(self.text or [])
        if tag == "form":
            self.inside = None
        elif tag == "fieldset" and self.disabled:
            self.disabled -= 1
        elif tag == "option" and self.option is not None:
            self.options.append((self.option.get("value", text.strip()), "selected" in self.option))
            self.option = None
        elif tag == "textarea":
            # A browser drops the first line break.
            self._send(form, given, text.removeprefix("\n"))
        elif tag == "select" and self.options:
            self._send(form, given, next((value for value, chosen in self.options if chosen), self.options[0][0]))
        elif tag == "button" and form is not None and given.get("type", "submit") == "submit":
            form.buttons.append((given.get("name", ""), given.get("value", ""), " ".join(text.split())))

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def _form(self, given: Attributes) -> Form | None:
        if "form" in given:
            return next((form for form in self.forms if form.attributes.get("id") == given["form"]), None)
        return self.inside

    def _input(self, given: Attributes) -> None:
        kind = given.get("type", "text")
        if kind in {"submit", "button", "reset", "image", "file"}:
            return
        if kind not in {"checkbox", "radio"} or "checked" in given:
            self._send(self._form(given), given, given.get("value", "on" if kind in {"checkbox", "radio"} else ""))

    def _send(self, form: Form | None, given: Attributes, value: str) -> None:
        if form is not None and given.get("name") and "disabled" not in given and not self.disabled:
            form.controls.append((given["name"], value))
