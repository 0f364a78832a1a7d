"""What one keystroke asks the database: who types, the draft once, its last step, and the two that are written."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from podbuilder.accounts.models import User
from tests.builder.support import POD, Step, begin

pytestmark = pytest.mark.django_db
OWN = ["SELECT builder_draft", "SELECT builder_change"]
TABLES = ("builder_", "django_", "accounts_")
SIGNED_IN = ["SELECT django_session", "SELECT accounts_user"]


def asked(client: Client, url: str, data: dict[str, str]) -> list[str]:
    """The verb and the table of each query of a request."""
    with CaptureQueriesContext(connection) as caught:
        assert client.post(url, data).status_code == 200
    words = [query["sql"].replace('"', " ").replace(".", " ").split() for query in caught]
    return [f"{said[0]} {next(word for word in said if word.startswith(TABLES))}" for said in words]


@pytest.mark.parametrize("is_signed_in", [False, True], ids=["a visitor", "somebody signed in"])
@pytest.mark.parametrize("view", ["builder:draft-preview", "builder:draft-yaml-check"])
def test_a_keystroke_asks_little(client: Client, view: str, is_signed_in: bool) -> None:
    if is_signed_in:
        client.force_login(User.objects.create_user("alice", "alice@example.com", "correct horse battery"))
    draft = begin(client)
    draft.keep(lambda: {"roles": {"web": "adapter"}}, "role")
    step = Step(client, draft, "containers/0")
    url = reverse(view, args=[draft.key, "containers/0"])
    first = SIGNED_IN * is_signed_in + OWN
    for image, last in (("nginx:1.28", "INSERT builder_change"), ("nginx:1.29", "UPDATE builder_change")):
        typed = {"yaml": POD.replace("nginx:1.27", image)} if "yaml" in view else {"spec.containers[0].image": image}
        assert asked(client, url, {**step.data, **typed}) == [*first, "UPDATE builder_draft", last]
