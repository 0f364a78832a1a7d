"""The volumes of a pod: each by its name, and by its number until it has one."""

from __future__ import annotations

import pytest

from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.layout import Chooser, Row
from podbuilder.builder.steps.volumes import GROUPS, LEGACY, draw
from podbuilder.kube import catalogue
from podbuilder.kube.core.field import Document


def test_a_volume_is_called_by_its_name() -> None:
    volumes = [{"name": "data", "emptyDir": {}}, {"emptyDir": {}}]
    parts = draw(Sheet({"spec": {"volumes": volumes}}, catalogue.load("1.36")))
    rows = [part for top in parts for part in top.walk() if isinstance(part, Row)]
    assert [row.title for row in rows][:2] == ["Volume data", "Volume 2"]


def choosers(volume: Document) -> list[Chooser]:
    parts = draw(Sheet({"spec": {"volumes": [volume]}}, catalogue.load("1.36")))
    return [part for top in parts for part in top.walk() if isinstance(part, Chooser)]


def test_sources_stand_in_groups_by_their_names_in_the_api() -> None:
    [source] = choosers({"name": "data", "emptyDir": {}})
    assert list(dict.fromkeys(source.group_of[name] for name, _ in source.choices)) == list(GROUPS[:-1])
    assert ("emptyDir", "Empty directory · emptyDir") in source.choices
    assert ("configMap", "ConfigMap") in source.choices


@pytest.mark.parametrize("legacy", ["gitRepo", "flexVolume", "azureDisk"])
def test_what_is_removed_or_legacy_is_there_where_the_manifest_has_it(legacy: str) -> None:
    offered = {name for name, _ in choosers({"name": "data"})[0].choices}
    assert legacy not in offered
    old = choosers({"name": "data", legacy: {}})[0]
    assert {name for name, _ in old.choices} == (offered - {""}) | {legacy}
    assert old.choices[-1][0] == legacy
    assert old.group_of[legacy] == LEGACY
