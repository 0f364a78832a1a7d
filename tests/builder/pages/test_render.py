"""Drawing a page: what Django's own render answers with, and nothing that outlives the answer."""

from __future__ import annotations

import gc
import weakref

import pytest
from django import shortcuts
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.test import RequestFactory

from podbuilder.builder.pages.render import render
from podbuilder.kube.manifest import Manifest, ManifestError

TEMPLATE = "builder/_unreadable.html"


class Value(dict[str, str]):
    """Something on a page whose end can be seen."""


@pytest.fixture
def request_() -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


def error() -> ManifestError:
    with pytest.raises(ManifestError) as raised:
        Manifest.read("kind: [Pod\n")
    return raised.value


def test_it_answers_as_django_does(request_: HttpRequest) -> None:
    values = {"error": error()}
    answer, expected = render(request_, TEMPLATE, values), shortcuts.render(request_, TEMPLATE, values)
    assert answer.status_code == 200
    assert answer.content == expected.content
    assert b'data-line="1"' in answer.content
    assert answer["Content-Type"] == expected["Content-Type"]


def test_nothing_outlives_the_answer(request_: HttpRequest) -> None:
    value = Value(message="Line 1.")
    seen = weakref.ref(value)
    gc.collect()
    gc.disable()
    try:
        render(request_, TEMPLATE, {"error": value})
        del value
        assert seen() is None
    finally:
        gc.enable()


def test_a_template_that_there_is_not(request_: HttpRequest) -> None:
    with pytest.raises(TemplateDoesNotExist):
        render(request_, "builder/nothing.html", {})
