"""The volumes of a pod: each by its name, and by its number until it has one."""

from __future__ import annotations

from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.layout import Row
from podbuilder.builder.steps.volumes import draw
from podbuilder.kube import catalogue


def test_a_volume_is_called_by_its_name() -> None:
    volumes = [{"name": "data", "emptyDir": {}}, {"emptyDir": {}}]
    parts = draw(Sheet({"spec": {"volumes": volumes}}, catalogue.load("1.36")))
    rows = [part for top in parts for part in top.walk() if isinstance(part, Row)]
    assert [row.title for row in rows][:2] == ["Volume data", "Volume 2"]
