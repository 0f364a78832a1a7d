"""Addresses, buttons and texts that no page of ours sends: each is answered or refused, and at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podbuilder.builder.models import Draft
from tests.builder.support import begin

pytestmark = pytest.mark.django_db
LONGEST_SECONDS = 1.0
OPS = ("", "undo", "redo", "mine", "theirs", "x", "add:spec.containers", "remove:spec.containers[0]")
TEXT = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["", "0", "-1", "9" * 30, "١", "spec", "spec.containers[99].image", "[", "]]", "a[b", "\x00", "\ud7ff"]
    ),
)


@pytest.fixture
def draft(client: Client) -> Draft:
    return begin(client)


def ask(send: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    # The time of this process, so that neighbours on the machine do not count.
    began = time.process_time()
    response = send(*arguments, **options)
    assert response.status_code < 500
    assert time.process_time() - began < LONGEST_SECONDS
    return response


@pytest.mark.parametrize("slug", ["containers/99", "init-containers/0", "no-such-step"])
@pytest.mark.parametrize("name", ["builder:draft-step", "builder:draft-preview"])
def test_buttons_of_a_step_that_is_gone_lead_to_the_draft(client: Client, draft: Draft, name: str, slug: str) -> None:
    for op in OPS:
        response = ask(client.post, reverse(name, args=[draft.key, slug]), {"op": op, "base": "1"})
        to = response.headers.get("HX-Redirect") or response.headers.get("Location")
        assert to == reverse("builder:draft", args=[draft.key]), op


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(key=TEXT, line=TEXT, path=TEXT, version=TEXT)
def test_any_address_is_answered(client: Client, draft: Draft, key: str, line: str, path: str, version: str) -> None:
    go = reverse("builder:draft-jump", args=[draft.key])
    ask(client.get, go, {"line": line, "path": path})
    ask(client.get, go, {"path": f"spec.containers[{line}].{path}"})
    ask(client.get, f"/drafts/{key}/")
    ask(client.get, f"/drafts/{draft.key}/edit/{key}/")
    ask(client.post, reverse("builder:kubernetes"), {"kubernetes": version})
    ask(client.post, reverse("builder:draft-version", args=[draft.key, "metadata"]), {"kubernetes": version})
    ask(client.get, "/", headers={"cookie": f"visitor={line.encode('unicode_escape').decode()}; kubernetes={key!a}"})


DEEP_OR_LONG = {
    "lists in lists": "[" * 100_000,
    "maps in maps on a line": "a: " * 50_000,
    "items in items": "- " * 50_000,
    "maps in braces": "{a: " * 20_000,
    "one long word": "x" * 1_000_000,
    "many lines": "a\n" * 500_000,
    "aliases that multiply": "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    + "\n".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)),
}


@pytest.mark.parametrize("text", DEEP_OR_LONG.values(), ids=DEEP_OR_LONG)
def test_deep_and_long_text_is_refused_at_once(client: Client, text: str) -> None:
    assert ask(client.post, reverse("builder:draft-import"), {"text": text}).status_code in {200, 400}
    assert not Draft.objects.exists()
