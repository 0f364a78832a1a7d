"""What a draft becomes for other tools: the file, the files beside it, and the report."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.pages.export_choices import TOOLS
from podbuilder.builder.pages.export_page import ExportedFile, ExportPage
from podbuilder.kube.core.limits import SHOWN_CHARACTERS
from podbuilder.kube.exporters.targets import TARGETS
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


def page(client: Client, target: str = "docker-run", text: str = POD) -> ExportPage:
    return ExportPage.of(begin(client, text), target)


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_makes_a_file_and_accounts_for_the_fields(client: Client, target: str) -> None:
    found = page(client, target)
    assert found.file is not None
    assert found.file.name == f"web{TOOLS[target].ending}"
    assert found.file.text
    assert found.result is not None
    assert found.told.report == found.result.report


def test_a_unit_speaks_of_the_manifest_beside_it(client: Client) -> None:
    found = page(client, "quadlet")
    assert [file.name for file in found.others] == ["web.yaml"]
    assert found.others[0].text == POD


def test_a_tool_that_is_shown_is_told_apart(client: Client) -> None:
    found = page(client, "quadlet")
    assert [choice.title for choice in found.choices if choice.is_shown] == ["Quadlet"]


def test_a_long_text_is_shown_in_part() -> None:
    assert ExportedFile("a", "x" * SHOWN_CHARACTERS).more == 0
    long = ExportedFile("a", "x" * (SHOWN_CHARACTERS + 7))
    assert (len(long.shown), long.more) == (SHOWN_CHARACTERS, 7)


def test_why_nothing_is_made_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podbuilder.kube.exporters.source_file.MAX_EXPORTED_PODS", 1)
    found = page(client, text=f"{POD}---\n{POD.replace('name: web', 'name: other')}")
    assert found.file is None
    assert "2 pods" in found.refusal
    assert (found.others, found.told.report) == ([], ())
