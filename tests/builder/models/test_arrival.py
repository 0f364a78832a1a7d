"""What a draft was when it came in: a manifest, or a text in another form."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models.import_record import ImportRecord
from tests.builder.support import begin

pytestmark = pytest.mark.django_db

RECORD = ImportRecord("docker-run", "docker run nginx", "", {}, (), ())


def test_a_manifest_was_not_imported(client: Client) -> None:
    draft = begin(client)
    assert not draft.was_imported
    assert draft.import_record is None


def test_what_was_imported_is_kept(client: Client) -> None:
    draft = begin(client)
    type(draft).objects.update(imported=RECORD.to_json())
    draft.refresh_from_db()
    assert draft.was_imported
    assert draft.import_record == RECORD


def test_a_draft_is_as_received_until_somebody_edits_it(client: Client) -> None:
    draft = begin(client)
    type(draft).objects.update(received=draft.text)
    draft.refresh_from_db()
    assert draft.is_as_received
    draft.write(draft.text + "# mine\n", base=draft.revision, tab_id="")
    assert not draft.is_as_received
