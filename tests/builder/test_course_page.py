"""The course page's patterns, built without JavaScript: the same interactions, counted."""

from __future__ import annotations

import pytest
import yaml
from django.test import Client

from podbuilder.builder.models import Draft
from tests.support.course_patterns import FEWER_THAN, ROLES_OF_THE_TABLE, assert_ml_pod, build_ml_pod, build_table
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db


class PlainHand:
    """A hand in a browser without JavaScript; what is typed on a step is saved with its button, which counts."""

    def __init__(self, client: Client) -> None:
        self.browser = PlainBrowser(client)
        self.interactions = 0
        self.browser.open("/")

    def press(self, name: str) -> None:
        self.interactions += 1
        self.browser.press(name)

    def follow(self, name: str) -> None:
        if self.browser.typed:
            self.press("Save")
        self.interactions += 1
        self.browser.follow(name)

    def fill(self, label: str, text: str) -> None:
        self.interactions += 1
        self.browser.fill(label, text)

    def choose(self, label: str, option: str) -> None:
        self.fill(label, option)

    def is_added(self) -> bool:
        return " added." in self.browser.root.text


def test_the_patterns_of_the_course_are_built_into_one_pod(client: Client) -> None:
    hand = PlainHand(client)
    build_table(hand)
    assert hand.interactions < FEWER_THAN
    outline = hand.browser.by_id["outline"].text
    assert all(f"{name} {role}" in outline for name, role in ROLES_OF_THE_TABLE.items())
    assert Draft.objects.get().errors == 0


def test_the_ml_pod_of_the_course_is_built_from_patterns(client: Client) -> None:
    hand = PlainHand(client)
    build_ml_pod(hand)
    assert hand.interactions < FEWER_THAN
    assert_ml_pod(yaml.safe_load(Draft.objects.get().text))
