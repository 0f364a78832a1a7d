"""Tests of podbuilder.library.course_access: whoever has the address takes a course, those who write it change it."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.test import Client

from podbuilder.library.course_access import course_or_404
from tests.library.courses import COURSE, course_of
from tests.library.support import person, signed_in, team_of

pytestmark = pytest.mark.django_db


def test_a_course_of_our_own_and_a_saved_one_are_found() -> None:
    assert course_or_404("pods").saved is None
    saved = course_of(person("alice"))
    assert course_or_404(saved.key).saved == saved


@pytest.mark.parametrize("text", ["", COURSE.replace("course/1", "course/0")])
def test_what_cannot_be_read_any_more_is_not_there(text: str) -> None:
    saved = course_of(person("alice"), text=text)
    for key in (saved.key, "nothing"):
        with pytest.raises(Http404):
            course_or_404(key)


# Who asks, and what comes of looking, of changing one person's course, and a team's.
CASES = {
    "visitor": (200, 302, 302),
    "stranger": (200, 403, 403),
    "viewer": (200, 403, 403),
    "editor": (200, 403, 200),
    "owner": (200, 200, 200),
}


@pytest.mark.parametrize("who", CASES)
def test_everybody_gets_what_is_theirs(who: str) -> None:
    people = {name: person(name) for name in ("stranger", "viewer", "editor", "owner")}
    team = team_of("web", owner=people["owner"], editor=people["editor"], viewer=people["viewer"])
    own, theirs = course_of(people["owner"]), course_of(team=team)
    asker = signed_in(people[who]) if who in people else Client()
    looked = asker.get(own.get_absolute_url()).status_code
    changed = [asker.get(f"/library/courses/{course.key}/").status_code for course in (own, theirs)]
    assert (looked, *changed) == CASES[who]
    refused = {200: 302, 302: 403, 403: 403}
    deleted = [asker.post(f"/library/courses/{course.key}/delete/").status_code for course in (own, theirs)]
    assert deleted == [refused[status] for status in changed]


def test_a_course_that_is_not_there_cannot_be_changed() -> None:
    asker = signed_in(person("alice"))
    assert asker.get("/library/courses/nothing/").status_code == 404
    assert asker.post("/library/courses/pods/delete/").status_code == 404
