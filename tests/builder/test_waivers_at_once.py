"""Waivers and roles that several pages set at the same moment are all kept."""

from __future__ import annotations

import pytest

from podbuilder.builder.advice.waivers import suppress
from podbuilder.builder.container_roles import choose
from podbuilder.builder.models import Draft
from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.manifest import Manifest
from tests.builder.views.test_parallel_parameters import MANY, POD, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_waivers_at_the_same_moment_are_all_kept() -> None:
    draft = Draft.objects.begin(Manifest.read(POD), visitor="v")
    own = [Draft.objects.get(pk=draft.pk) for _ in range(MANY)]
    path = FieldPath(("spec", "containers"))
    at_once(lambda n: suppress(own[n], Finding("image-tag-mutable", path.index(n), ""), "field", f"reason {n}"))
    draft.refresh_from_db()
    assert len(draft.waivers) == MANY


def test_roles_at_the_same_moment_are_all_kept() -> None:
    draft = Draft.objects.begin(Manifest.read(POD), visitor="v")
    own = [Draft.objects.get(pk=draft.pk) for _ in range(MANY)]
    at_once(lambda n: choose(own[n], FieldPath(("spec", "containers", n)), "sidecar"))
    draft.refresh_from_db()
    assert draft.roles == {f"c{n}": "sidecar" for n in range(MANY)}
