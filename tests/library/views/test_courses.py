"""Tests of podbuilder.library.views.courses: taking a course."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.kube.courses import read_course
from tests.library.courses import COURSE, course_of
from tests.library.support import person, signed_in, team_of

pytestmark = pytest.mark.django_db
START = "/courses/pods/what-a-pod-is/your-first-pod/"


def shown(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_has_our_courses_and_those_of_whoever_asks() -> None:
    alice, bob = person("alice"), person("bob")
    course_of(alice)
    course_of(team=team_of("web", owner=bob, viewer=alice))
    assert shown(signed_in(alice), "/courses/").count("<b>Ours</b>") == 2
    assert shown(signed_in(bob), "/courses/").count("<b>Ours</b>") == 1
    visitors = shown(Client(), "/courses/")
    assert "<b>Ours</b>" not in visitors
    assert "<b>Pods</b>" in visitors


def test_a_course_shows_its_lessons_and_how_far_one_has_come(client: Client) -> None:
    assert "0 of 21 tasks done" in shown(client, "/courses/pods/")
    client.post(START)
    Draft.objects.update(task_done=True)
    assert "1 of 21 tasks done" in shown(client, "/courses/pods/")
    assert "0 of 21 tasks done" in shown(Client(), "/courses/pods/")


def test_a_lesson_shows_its_text_and_its_tasks(client: Client) -> None:
    page = shown(client, f"{course_of(person('alice')).get_absolute_url()}labels/")
    assert "<strong>labels</strong>" in page
    assert page.count("Begin") == 3
    assert "Next: End" in page


def test_the_last_lesson_leads_back_and_a_lesson_may_have_no_task(client: Client) -> None:
    assert "Back to the course" in shown(client, f"{course_of(person('alice')).get_absolute_url()}end/")


def test_a_task_is_begun_once_unless_one_asks_for_more(client: Client) -> None:
    first = client.post(START)["Location"]
    assert client.post(START)["Location"] == first
    assert "Go on with it" in shown(client, "/courses/pods/what-a-pod-is/")
    second = client.post(START, {"op": "anew"})["Location"]
    assert second != first
    assert Client().post(START)["Location"] not in (first, second)


def test_the_builder_shows_the_task(client: Client) -> None:
    page = shown(client, client.get(client.post(START)["Location"])["Location"])
    assert "Task: Your first pod" in page
    assert "0 of 6" in page


def test_a_course_is_a_file_to_begin_ones_own_with(client: Client) -> None:
    response = client.get("/courses/pods.yaml")
    assert response["Content-Disposition"] == 'attachment; filename="pods.course.yaml"'
    assert read_course(response.content.decode()).title == "Pods"
    saved = course_of(person("alice"))
    assert client.get(f"/courses/{saved.key}.yaml").content.decode() == COURSE


@pytest.mark.parametrize("url", ["/courses/no/", "/courses/no.yaml", "/courses/pods/no/", "/courses/no/what-a-pod-is/"])
def test_what_is_not_there_is_not_shown(client: Client, url: str) -> None:
    assert client.get(url).status_code == 404


def test_a_task_that_is_not_there_is_not_begun(client: Client) -> None:
    assert client.post("/courses/pods/what-a-pod-is/no/").status_code == 404
    assert client.get(START).status_code == 405
