"""Tests of podbuilder.library.task_start: what a task's draft begins with."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.kube.starters.starters import BLANK, find
from tests.builder.support import POD
from tests.library.courses import course_of
from tests.library.support import person, saved

pytestmark = pytest.mark.django_db


def begun(client: Client, url: str) -> Draft:
    response = client.post(url)
    assert response.status_code == 302
    return Draft.objects.get(key=response["Location"].split("/")[2])


def test_a_task_begins_with_what_its_course_says(client: Client) -> None:
    alice = person("alice")
    saved(alice, visibility="public")
    at = f"{course_of(alice).get_absolute_url()}labels/"
    starter = find("web-app")
    assert starter is not None
    assert begun(client, f"{at}a-team/").text == BLANK
    assert begun(client, f"{at}from-a-template/").text == POD
    assert begun(client, f"{at}from-a-starter/").text == starter.manifest


def test_the_draft_knows_its_task(client: Client) -> None:
    course = course_of(person("alice"))
    draft = begun(client, f"{course.get_absolute_url()}labels/a-team/")
    assert draft.task == {
        "course": course.key,
        "lesson": "labels",
        "task": "a-team",
        "title": "A team",
        "ask": "Say whose it is.",
        "hint": "",
        "goals": [{"field": "metadata.labels.team"}],
    }


def test_a_template_that_is_not_for_everybody_is_told(client: Client) -> None:
    alice = person("alice")
    saved(alice)
    at = f"{course_of(alice).get_absolute_url()}labels/"
    response = client.post(f"{at}from-a-template/", follow=True)
    assert response.redirect_chain == [(at, 302)]
    assert "alice/web, which is not there, or not for you" in response.content.decode()
    assert not Draft.objects.exists()


def test_the_version_of_a_course_judges_its_drafts(client: Client) -> None:
    text = "format: podbuilder/course/1\ntitle: Ours\nkubernetes: '1.30'\nlessons:\n- title: A\n  tasks:\n"
    text += "  - {title: B, ask: C, goals: [{accepted: true}]}\n"
    course = course_of(person("alice"), text=text)
    assert begun(client, f"{course.get_absolute_url()}a/b/").kubernetes == "1.30"
