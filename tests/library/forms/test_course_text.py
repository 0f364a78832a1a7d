"""Tests of podbuilder.library.forms.course_text."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from podbuilder.kube.core.limits import MAX_COURSE
from podbuilder.library.forms.course_text import CourseForm
from tests.library.courses import COURSE
from tests.library.support import person, team_of

pytestmark = pytest.mark.django_db


def form_of(data: dict[str, Any], file: bytes | None = None, *, is_new: bool = True) -> CourseForm:
    alice = person("alice")
    team_of("web", owner=alice)
    team_of("seen", viewer=alice)
    files = {} if file is None else {"file": SimpleUploadedFile("c.yaml", file)}
    form = CourseForm(data, files, alice, is_new=is_new)
    form.full_clean()
    return form


def test_a_text_is_a_course() -> None:
    form = form_of({"text": COURSE.replace("\n", "\r\n")})
    assert form.is_valid()
    assert form.sent == COURSE
    assert form.course is not None
    assert form.chosen_team is None


def test_a_file_comes_before_the_text() -> None:
    form = form_of({"text": "a: 1", "team": "web"}, COURSE.encode())
    assert form.is_valid()
    assert str(form.chosen_team) == "Web"


@pytest.mark.parametrize(
    ("data", "file", "said"),
    [
        ({"text": ""}, None, "one YAML document"),
        ({"text": "title: \x00["}, None, ""),
        ({}, b"#" * (4 * MAX_COURSE + 100), "at most"),
        ({}, b"\xff\xfe\x00", ""),
    ],
)
def test_what_is_no_course_is_told(data: dict[str, Any], file: bytes | None, said: str) -> None:
    form = form_of(data, file)
    assert not form.is_valid()
    assert form.problem is not None
    assert said in form.problem.message


def test_only_teams_that_one_writes_for_are_offered() -> None:
    assert not form_of({"text": COURSE, "team": "seen"}).is_valid()


def test_whose_a_course_is_does_not_change() -> None:
    form = form_of({"text": COURSE, "team": "web"}, is_new=False)
    assert form.is_valid()
    assert "team" not in form.fields
    assert form.chosen_team is None
