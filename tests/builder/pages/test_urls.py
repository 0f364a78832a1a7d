"""Where a draft's pages lead."""

from __future__ import annotations

from podbuilder.builder.forms.control import Control
from podbuilder.builder.forms.fields import ValueField
from podbuilder.builder.forms.step_form import StepForm
from podbuilder.builder.pages.urls import DraftUrls, FieldLinks
from podbuilder.kube.core.field import FieldPath

URLS = DraftUrls("abc", "1.30")
NAME = FieldPath(("metadata", "name"))


def test_the_pages_of_a_draft() -> None:
    assert URLS.step("containers/0") == URLS.step("containers/0") == "/drafts/abc/edit/containers/0/"
    assert URLS.step("volumes") == "/drafts/abc/edit/volumes/"
    assert URLS.review == "/drafts/abc/edit/review/"
    assert URLS.preview("volumes") == "/drafts/abc/preview/volumes/"
    assert URLS.docs == "/docs/field/?version=1.30&draft=abc&path="
    assert URLS.note == "/drafts/abc/note/?path="


def test_a_field_of_this_step_is_on_this_page() -> None:
    form = StepForm([Control(NAME, "metadata.name", "Name", ValueField())])
    links = FieldLinks(URLS, "metadata", form)
    assert links.to(NAME) == "/drafts/abc/edit/metadata/#f-metadata-name"
    assert links.to(FieldPath(("metadata", "labels"))) == "/drafts/abc/edit/metadata/#step"


def test_a_field_of_another_step_is_looked_for() -> None:
    path = FieldPath(("spec", "volumes", 0))
    form = StepForm([])
    assert FieldLinks(URLS, "metadata", form).to(path) == "/drafts/abc/jump/?path=spec.volumes%5B0%5D"
    assert FieldLinks(URLS, "volumes", None).to(path) == "/drafts/abc/jump/?path=spec.volumes%5B0%5D"
