"""The course page's pods, built without JavaScript: through the forms, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from django.test import Client

from tests.support.main_job import COURSE, Group, Hand
from tests.support.plain import PlainBrowser


class PlainHand:
    """Fills in what is asked, and saves when another page is needed."""

    def __init__(self, browser: PlainBrowser) -> None:
        self.browser = browser

    def start(self) -> None:
        self.browser.open("/")
        self.browser.press("Blank pod")

    def step(self, title: str) -> None:
        self.browser.press("Save")
        links = (e for e in self.browser.root.all("a") if e.attrs.get("class") == "outline__step")
        named = (e for e in links if any(span.text == title for span in e.all("span")))
        self.browser.open(next(named).attrs["href"])

    def fill(self, label: str, text: str, *within: Group) -> None:
        self.browser.fill(label, text, *within)
        if self.browser.control(label, *within).attrs.get("data-reshapes") is not None:
            self.browser.press("Save")

    def press(self, name: str, *within: Group) -> None:
        self.browser.press(name, *within)

    def download(self) -> str:
        self.step("Review and export")
        link = next(a for a in self.browser.root.all("a") if a.attrs["href"].endswith("download.yaml"))
        return self.browser.client.get(link.attrs["href"]).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", COURSE)
def test_a_course_pod_is_built_with_forms_alone(client: Client, name: str) -> None:
    build: Callable[[Hand], None]
    wanted: dict[str, Any]
    build, wanted = COURSE[name]
    hand = PlainHand(PlainBrowser(client))
    build(hand)
    assert yaml.safe_load(hand.download()) == wanted
