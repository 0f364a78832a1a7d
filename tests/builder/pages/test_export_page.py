"""What a draft becomes for other tools: the file, the files beside it, and the report."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.pages.export_page import QUIET, SHOWN_REPORT, TOOLS, ExportedFile, ExportPage
from podbuilder.kube.core.limits import SHOWN_CHARACTERS
from podbuilder.kube.exporters.targets import TARGETS
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


def page(client: Client, target: str = "docker-run", text: str = POD) -> ExportPage:
    return ExportPage.of(begin(client, text), target)


def test_every_target_has_a_name() -> None:
    assert set(TARGETS) == set(TOOLS)


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_makes_a_file_and_accounts_for_the_fields(client: Client, target: str) -> None:
    found = page(client, target)
    assert found.file is not None
    assert found.file.name == f"web{TOOLS[target].ending}"
    assert found.file.text
    assert found.result is not None
    assert len(found.rows) + len(found.quiet_rows) == len(found.result.report) > 0
    assert sum(count for *_, count in found.summary) == len(found.result.report)


def test_what_somebody_has_to_look_at_stands_by_itself(client: Client) -> None:
    found = page(client, text=POD.replace("spec:\n", "spec:\n  priorityClassName: high\n"))
    assert "spec.priorityClassName" in [row.line.at for row in found.rows]
    assert {row.line.outcome for row in found.quiet_rows} <= set(QUIET)
    assert not {row.line.outcome for row in found.rows} & set(QUIET)


def test_a_unit_speaks_of_the_manifest_beside_it(client: Client) -> None:
    found = page(client, "quadlet")
    assert [file.name for file in found.others] == ["web.yaml"]
    assert found.others[0].text == POD


def test_a_tool_that_is_shown_is_told_apart(client: Client) -> None:
    found = page(client, "quadlet")
    assert [title for _, title, is_current in found.choices if is_current] == ["Quadlet"]
    assert len(found.choices) == len(TARGETS)


def test_a_long_text_is_shown_in_part() -> None:
    assert ExportedFile("a", "x" * SHOWN_CHARACTERS).more == 0
    long = ExportedFile("a", "x" * (SHOWN_CHARACTERS + 7))
    assert (len(long.shown), long.more) == (SHOWN_CHARACTERS, 7)


def test_a_long_report_is_shown_in_part(client: Client) -> None:
    labels = "".join(f"    l{number}: v\n" for number in range(SHOWN_REPORT))
    found = page(client, text=POD.replace("  name: web\n", f"  name: web\n  annotations:\n{labels}", 1))
    assert len(found.rows) + len(found.quiet_rows) == SHOWN_REPORT
    assert found.more_rows > 0


def test_why_nothing_is_made_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podbuilder.kube.exporters.source_file.MAX_EXPORTED_PODS", 1)
    found = page(client, text=f"{POD}---\n{POD.replace('name: web', 'name: other')}")
    assert found.file is None
    assert "2 pods" in found.refusal
    assert (found.rows, found.quiet_rows, found.others, found.summary, found.more_rows) == ([], [], [], [], 0)
