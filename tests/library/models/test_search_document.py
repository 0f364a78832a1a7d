"""The words of a template, which come and go with it."""

from __future__ import annotations

import pytest

from podbuilder.library.models.search_document import SearchEntry
from tests.library.support import person, saved

pytestmark = pytest.mark.django_db


def test_a_template_has_one_entry() -> None:
    template = saved(person("alice"), description="A  Server\nfor pages")
    entry = SearchEntry.objects.get()
    assert (entry.template, entry.pk, str(entry)) == (template, template.pk, f"words of {template.pk}")
    assert template.search_entry == entry
    assert "a server for pages" in entry.words
    template.delete()
    assert not SearchEntry.objects.exists()
