"""Revisions: they are added and read, and never changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from podbuilder.library.models import Revision, SavedTemplate
from podbuilder.library.models.revision import AppendOnly
from tests.builder.support import POD
from tests.library.support import person, saved

pytestmark = pytest.mark.django_db

CHANGES: dict[str, Callable[[], object]] = {
    "saving one": lambda: Revision.objects.get().save(),
    "deleting one": lambda: Revision.objects.get().delete(),
    "changing many": lambda: Revision.objects.update(text=""),
    "deleting many": lambda: Revision.objects.all().delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_changes_a_revision(change: Callable[[], object]) -> None:
    saved(person("alice"))
    with pytest.raises(AppendOnly):
        change()
    assert Revision.objects.get().text == POD


def test_revisions_go_with_their_template() -> None:
    saved(person("alice"))
    SavedTemplate.objects.get().delete()
    assert not Revision.objects.exists()


def test_a_number_is_given_once_and_the_highest_comes_first() -> None:
    template = saved(person("alice"))
    Revision.objects.create(template=template, number=3)
    Revision.objects.create(template=template, number=2)
    assert [one.number for one in template.revisions.all()] == [3, 2, 1]
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(template=template, number=2)


def test_what_a_revision_is_called() -> None:
    one = saved(person("alice")).revisions.get()
    assert str(one) == f"{one.template} @1"
    assert one.get_absolute_url() == "/t/alice/web@1/"


NOTES = {
    "none": ({}, 0),
    "the first": ({"pod_number": 0}, 0),
    "the third": ({"pod_number": 2}, 2),
    "an odd one": ({"pod_number": None}, 0),
}


@pytest.mark.parametrize(("notes", "number"), NOTES.values(), ids=NOTES)
def test_which_pod_it_is_about(notes: dict[str, int], number: int) -> None:
    assert Revision(notes=notes).pod_number == number
