"""Stars: counted once for each person, and never for another template."""

from __future__ import annotations

import pytest

from podbuilder.library.models import Star
from podbuilder.library.stars import set_star
from tests.library.support import person, saved

pytestmark = pytest.mark.django_db

# What alice presses in turn, and how many stars there are then, with bob's.
PRESSED: dict[str, tuple[list[bool], int]] = {
    "nothing": ([], 1),
    "off": ([False], 1),
    "on": ([True], 2),
    "on twice": ([True, True], 2),
    "on and off": ([True, False], 1),
    "on and off twice": ([True, False, False], 1),
    "off and on": ([False, True], 2),
}


@pytest.mark.parametrize(("pressed", "number"), PRESSED.values(), ids=PRESSED)
def test_stars_are_counted(pressed: list[bool], number: int) -> None:
    alice, bob = person("alice"), person("bob")
    template, other = saved(alice, visibility="public"), saved(alice, slug="other")
    set_star(template, bob, is_on=True)
    for is_on in pressed:
        set_star(template, alice, is_on=is_on)
    for one in (template, other):
        one.refresh_from_db()
    assert (template.stars, other.stars) == (number, 0)
    assert Star.objects.count() == number
    assert Star.objects.filter(template=template, user=alice).exists() is (number == 2)
