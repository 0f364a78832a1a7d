"""JSON on one line is laid out when somebody wants it, and is theirs until then."""

from __future__ import annotations

import json

import pytest
import yaml
from django.test import Client

from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db

VALUE = yaml.safe_load(POD) | {"status": {"message": "x" * 300}}
MINIFIED = json.dumps(VALUE, separators=(",", ":"))


def test_it_is_offered_shown_and_taken(client: Client) -> None:
    draft = begin(client, MINIFIED)
    url = f"/drafts/{draft.key}/json-layout/"
    assert url in client.get(f"/drafts/{draft.key}/edit/metadata/").content.decode()
    assert "The file stays JSON" in client.get(url).content.decode()
    draft.refresh_from_db()
    assert draft.text == MINIFIED
    client.post(url, {"base": draft.revision})
    draft.refresh_from_db()
    assert draft.text == json.dumps(VALUE, indent=2) + "\n"
    assert url not in client.get(f"/drafts/{draft.key}/edit/metadata/").content.decode()
    assert "not JSON on one line" in client.get(url).content.decode()
