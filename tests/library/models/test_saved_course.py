"""Tests of podbuilder.library.models.saved_course."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from podbuilder.library.models import SavedCourse
from tests.library.courses import COURSE, course_of
from tests.library.support import person, team_of

pytestmark = pytest.mark.django_db


def test_a_course_belongs_to_a_person_or_to_a_team() -> None:
    alice, bob = person("alice"), person("bob")
    team = team_of("web", owner=bob, viewer=alice)
    own, theirs = course_of(alice), course_of(team=team)
    assert {own.owner_name, theirs.owner_name} == {"alice", "Web"}
    assert set(SavedCourse.objects.belonging_to(alice)) == {own, theirs}
    assert set(SavedCourse.objects.belonging_to(bob)) == {theirs}
    assert set(SavedCourse.objects.owned_by(alice, None)) == {own}
    assert set(SavedCourse.objects.owned_by(None, team)) == {theirs}


def test_a_course_has_one_owner() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedCourse.objects.create(title="Nobody's", text=COURSE)


def test_a_course_is_read_and_found_by_an_address_that_nobody_guesses() -> None:
    one, other = course_of(person("alice")), course_of(person("bob"))
    assert one.key != other.key
    assert len(one.key) > 20
    assert one.get_absolute_url() == f"/courses/{one.key}/"
    assert one.course.title == str(one) == "Ours"
