"""The page of an overlay: what it builds, field by field beside the base."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.draft_folder import folder_of
from podbuilder.builder.pages import overlay_page
from podbuilder.builder.pages.overlay_page import SHOWN_CHARACTERS, OverlayPage, text_of
from podbuilder.kube.core.document import MISSING
from tests.builder.kept_folder import FILES, PROD, bring

pytestmark = pytest.mark.django_db
MADE = f"configMapGenerator:\n- name: made\n  literals: [long={'x' * 300}]\n"
MORE = {
    **FILES,
    "prod/kustomization.yaml": f"{PROD}{MADE}patches: [path: p.yaml]\n",
    "prod/p.yaml": "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {paused: true}}",
}


def page(client: Client, at: str = "prod") -> OverlayPage:
    draft = bring(client, MORE)
    kept = folder_of(draft)
    assert kept is not None
    return OverlayPage(draft, kept, at)


def test_its_fields_stand_in_groups(client: Client) -> None:
    found = page(client)
    assert (found.problem, found.more) == ("", 0)
    groups = {group.title: group for group in found.groups}
    assert list(groups) == [
        *("Where", "Images", "How many pods", "Resources", "Variables", "Configuration", "Whatever else differs"),
    ]
    assert [(row.base, row.now) for row in groups["How many pods"].rows] == [("1", "3")]
    assert (groups["Images"].different, groups["How many pods"].different) == (0, 1)
    (long,) = groups["Configuration"].rows
    assert len(long.now) == SHOWN_CHARACTERS + 1
    assert [row.field.label for row in groups["Whatever else differs"].rows] == ["spec.paused"]


def test_its_objects(client: Client) -> None:
    found = page(client)
    assert [words for _, words in found.objects][1] == "Deployment web"
    assert found.first == 1
    assert [one.words.startswith("ConfigMap made-") for one in found.news] == [True]
    assert "replicas: 3" in "".join(line.text for line in found.diff)
    assert [(link.name, link.is_shown) for link in found.links] == [("dev", False), ("prod", True)]


def test_what_differs_comes_first_where_there_is_too_much(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay_page, "SHOWN_OVERLAY_FIELDS", 3)
    found = page(client)
    assert found.more == 7
    assert all(row.field.differs for group in found.groups for row in group.rows)


def test_what_is_not_built_says_why(client: Client) -> None:
    found = page(client, "dev")
    assert "helmCharts" in found.problem
    assert (found.groups, found.news, found.objects, found.diff, found.first) == ([], [], [], [], 0)


def test_what_is_taken_away_cannot_be_changed(client: Client) -> None:
    gone = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {selector: null}}"
    draft = bring(client, {**MORE, "prod/p.yaml": gone})
    kept = folder_of(draft)
    assert kept is not None
    rows = [row for group in OverlayPage(draft, kept, "prod").groups for row in group.rows if not row.url]
    assert [(row.field.label, row.base, row.now) for row in rows] == [("spec.selector.matchLabels.app", "web", "")]


@pytest.mark.parametrize(
    ("value", "text"),
    [(MISSING, ""), (None, ""), ("a", "a"), (5, "5"), (True, "true"), ({"a": ["b"]}, "a:\n- b\n")],
)
def test_values_as_texts(value: object, text: str) -> None:
    assert text_of(value) == text
