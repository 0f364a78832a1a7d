"""Tests of podbuilder.library.views.course_editor: writing a course, changing it and deleting it."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.kube.courses import read_course
from podbuilder.library.models import SavedCourse
from podbuilder.library.views.course_editor import EXAMPLE
from podbuilder.web import limits
from tests.library.courses import COURSE, course_of
from tests.library.support import person, signed_in, team_of

pytestmark = pytest.mark.django_db
NEW = "/library/courses/new/"


def test_the_example_is_a_course() -> None:
    assert read_course(EXAMPLE).task_count == 1


def test_who_writes_one_signs_in_first(client: Client) -> None:
    assert client.get(NEW).status_code == 302
    assert not SavedCourse.objects.exists()


def test_a_course_is_saved_for_oneself_or_for_a_team() -> None:
    alice = person("alice")
    team = team_of("web", owner=alice)
    asker = signed_in(alice)
    assert "Our first service" in asker.get(NEW).content.decode()
    for data, owner, whose in (({}, alice, None), ({"team": "web"}, None, team)):
        response = asker.post(NEW, {"text": COURSE, **data})
        saved = SavedCourse.objects.get(owner=owner, team=whose)
        assert response["Location"] == saved.get_absolute_url()
        assert (saved.title, saved.text) == ("Ours", COURSE)


def test_what_is_wrong_is_a_state_of_the_page() -> None:
    asker = signed_in(person("alice"))
    page = asker.post(NEW, {"text": "format: podbuilder/course/1\ntitle: <b>\n"}).content.decode()
    assert "Line 1: A course" in page
    assert "has no lessons." in page
    assert "title: &lt;b&gt;" in page
    assert not SavedCourse.objects.exists()


def test_a_course_is_changed() -> None:
    alice = person("alice")
    saved, asker = course_of(alice), signed_in(alice)
    at = f"/library/courses/{saved.key}/"
    assert "title: Ours" in asker.get(at).content.decode()
    assert "is no path" in asker.post(at, {"text": COURSE.replace("metadata.labels.team", "a..b")}).content.decode()
    assert asker.post(at, {"text": COURSE.replace("title: Ours", "title: New")}).status_code == 302
    saved.refresh_from_db()
    assert (saved.title, saved.course.title) == ("New", "New")


def test_a_course_is_deleted_and_its_drafts_stay() -> None:
    alice = person("alice")
    saved, asker = course_of(alice), signed_in(alice)
    draft = asker.post(f"{saved.get_absolute_url()}labels/a-team/")["Location"]
    assert asker.post(f"/library/courses/{saved.key}/delete/")["Location"] == "/courses/"
    assert not SavedCourse.objects.exists()
    assert "Task: A team" in asker.get(draft, follow=True).content.decode()


def test_there_is_room_for_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "COURSES", 1)
    alice = person("alice")
    course_of(alice)
    response = signed_in(alice).post(NEW, {"text": COURSE})
    assert response.status_code in (409, 507, 403, 200)
    assert "You have 1 courses" in response.content.decode()
    assert SavedCourse.objects.count() == 1
