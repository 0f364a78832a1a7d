"""The ways out of a draft."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.pages.export_choices import FOLDERS, TOOLS, choices
from podbuilder.kube.exporters import folders
from podbuilder.kube.exporters.targets import TARGETS
from tests.builder.support import begin

pytestmark = pytest.mark.django_db
CUSTOM = "apiVersion: x.io/v1\nkind: Job\nspec: {template: {spec: {containers: [{name: a, image: b}]}}}\n"


def test_every_exporter_has_a_name() -> None:
    assert set(TARGETS) == set(TOOLS)
    assert set(folders.FOLDERS) == set(FOLDERS)


def test_each_leads_somewhere(client: Client) -> None:
    found = choices(begin(client), "helm")
    assert [choice.title for choice in found][:3] == ["As another kind", "With companions", "Kustomize"]
    assert [choice.title for choice in found if choice.is_shown] == ["Helm chart"]
    assert {client.get(choice.url).status_code for choice in found} == {200}


def test_what_cannot_be_another_kind_is_not_offered_it(client: Client) -> None:
    assert choices(begin(client, CUSTOM), "helm")[0].title == "With companions"
