"""Parameters that several pages declare at the same moment are all kept."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connections

from podbuilder.builder.models import Draft
from podbuilder.builder.views.parameters import MEANWHILE, _save
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.templating import Parameter

MANY = 6
POD = f"kind: Pod\nspec:\n  containers: [{', '.join(f'{{name: c{number}}}' for number in range(MANY))}]\n"


def at_once(act: Any) -> None:
    ready = threading.Barrier(MANY)

    def run(number: int) -> None:
        try:
            ready.wait(30)
            act(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


@pytest.mark.django_db(transaction=True)
def test_declarations_at_the_same_moment_are_all_kept() -> None:
    draft = Draft.objects.begin(Manifest.read(POD), visitor="v")
    own = [Draft.objects.get(pk=draft.pk) for _ in range(MANY)]

    def store(number: int) -> None:
        path = FieldPath(("spec", "containers", number, "image"))
        assert _save(own[number], own[number].manifest, None, Parameter(f"p{number}", "image"), path) == {}

    at_once(store)
    draft.refresh_from_db()
    assert {one.name for one in draft.declared} == {f"p{number}" for number in range(MANY)}
    assert draft.text.count("<param:") == MANY


@pytest.mark.django_db
def test_what_another_page_has_changed_is_not_overwritten() -> None:
    draft = Draft.objects.begin(Manifest.read(POD), visitor="v")
    stale, path = Draft.objects.get(pk=draft.pk), FieldPath(("spec", "containers", 0, "name"))
    draft.write(POD.replace("c0", "web"), base=1, tab_id="other")
    assert _save(stale, Manifest.read(POD), None, Parameter("a"), path) == {"name": MEANWHILE}
    again = Draft.objects.get(pk=draft.pk)
    assert _save(again, again.manifest, None, Parameter("a"), None) == {}
    assert _save(stale, stale.manifest, None, Parameter("b"), None) == {}
    assert [one.name for one in Draft.objects.get(pk=draft.pk).declared] == ["a", "b"]
