"""A browser without JavaScript, for tests: it reads a page's forms as a browser does and submits them as one would.

It knows just enough HTML for that: labels, controls with their form, buttons, groups with a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client

VOID = frozenset({"input", "meta", "link", "br", "hr", "img", "path", "use", "rect", "line"})


@dataclass
class Element:
    """One element of a page."""

    tag: str
    attrs: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(c if isinstance(c, str) else f"{c.text} " for c in self.children).split())

    def walk(self) -> list[Element]:
        found = [self]
        for child in self.children:
            if isinstance(child, Element):
                found += child.walk()
        return found

    def all(self, *tags: str) -> list[Element]:
        return [e for e in self.walk() if e.tag in tags]

    def raw_text(self) -> str:
        return "".join(c if isinstance(c, str) else c.raw_text() for c in self.children)


class Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("#root", {})
        self._at = self.root
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, self._at)
        self._at.children.append(element)
        if tag not in VOID:
            self._at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._at.children.append(Element(tag, {k: v or "" for k, v in attrs}, self._at))

    def handle_endtag(self, tag: str) -> None:
        at: Element | None = self._at
        while at is not None and at.tag != tag:
            at = at.parent
        if at is not None and at.parent is not None:
            self._at = at.parent

    def handle_data(self, data: str) -> None:
        self._at.children.append(data)


class PlainBrowser:
    """Opens pages, fills in controls by their labels, presses buttons by their names."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.url = "/"

    def open(self, url: str) -> None:
        self._load(self.client.get(urljoin(self.url, url), follow=True), urljoin(self.url, url))

    def _load(self, response: object, url: str) -> None:
        chain = getattr(response, "redirect_chain", [])
        self.url = urljoin(url, chain[-1][0]) if chain else url
        self.status = response.status_code
        self.content = response.content
        self.root = Reader(self.content.decode()).root
        self.by_id = {e.attrs["id"]: e for e in self.root.walk() if "id" in e.attrs}
        self.typed: dict[int, str] = {}
        self.files: dict[str, object] = {}

    # Finding things.

    def name_of(self, element: Element) -> str:
        if "aria-label" in element.attrs:
            return element.attrs["aria-label"]
        if "aria-labelledby" in element.attrs:
            return self.by_id[element.attrs["aria-labelledby"]].text
        if element.tag == "details":
            return (element.all("h2") or element.all("summary"))[0].text
        return element.text

    def group(self, *names: str) -> Element:
        """The innermost of nested groups with these names; a number picks that row (from 0) of a list."""
        at = self.root
        for name in names:
            if isinstance(name, int):
                at = [e for e in at.walk() if e.tag == "li"][name]
                continue
            kinds = [e for e in at.walk() if e.tag in ("section", "details") or e.attrs.get("role") == "group"]
            at = next(e for e in kinds if e is not at and self.name_of(e) == name)
        return at

    def control(self, label: str, *within: str) -> Element:
        area = self.group(*within)
        for found in area.all("label"):
            if found.text == label:
                return self.by_id[found.attrs["for"]]
        raise AssertionError(f"no control {label!r} in {within}; there are {[e.text for e in area.all('label')]}")

    def button(self, name: str, *within: str) -> Element:
        area = self.group(*within)
        buttons = [e for e in area.all("button") if self.name_of(e) == name and "disabled" not in e.attrs]
        assert buttons, f"no button {name!r} in {within}; there are {[self.name_of(e) for e in area.all('button')]}"
        return buttons[0]

    # Doing things.

    def fill(self, label: str, text: str, *within: str) -> None:
        control = self.control(label, *within)
        if control.tag == "select":
            options = {o.text: o.attrs.get("value", o.text) for o in control.all("option")}
            assert text in options, f"{label!r} offers {list(options)}, not {text!r}"
            text = options[text]
        self.typed[id(control)] = text

    def follow(self, name: str) -> None:
        link = next(e for e in self.root.all("a") if self.name_of(e) == name or e.text.startswith(name))
        self.open(link.attrs["href"])

    def press(self, name: str, *within: str) -> None:
        """Submit the form of a button, as pressing it would."""
        self.submit(self.button(name, *within))

    def submit(self, button: Element) -> None:
        form = self.form_of(button)
        data: dict[str, list[str]] = {}
        for control in self.root.all("input", "select", "textarea"):
            if self.form_of(control) is form and control.attrs.get("name") and "disabled" not in control.attrs:
                data.setdefault(control.attrs["name"], []).append(self.value_of(control))
        if button.attrs.get("name"):
            data.setdefault(button.attrs["name"], []).append(button.attrs.get("value", ""))
        asked = button.attrs.get("formaction") or form.attrs.get("action")
        action = urljoin(self.url, asked or urlsplit(self.url).path)
        assert form.attrs.get("method", "get").lower() == "post"
        self._load(self.client.post(action, {**data, **self.files}, follow=True), action)

    def form_of(self, element: Element) -> Element:
        if "form" in element.attrs:
            return self.by_id[element.attrs["form"]]
        at: Element | None = element
        while at is not None and at.tag != "form":
            at = at.parent
        return at or self.root

    def value_of(self, control: Element) -> str:
        if id(control) in self.typed:
            return self.typed[id(control)].replace("\r\n", "\n").replace("\n", "\r\n")
        if control.tag == "textarea":
            return control.raw_text().removeprefix("\n").replace("\n", "\r\n")
        if control.tag == "select":
            options = control.all("option")
            chosen = [o for o in options if "selected" in o.attrs] or options[:1]
            return chosen[0].attrs.get("value", chosen[0].text) if chosen else ""
        return control.attrs.get("value", "")
