"""The step of a container: how a mount's volume is chosen."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.steps.container import volume_name
from podbuilder.builder.steps.new_volume import CHOICE
from podbuilder.kube import catalogue
from podbuilder.kube.completion.suggestions import VOLUMES
from podbuilder.kube.core import versions
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import SHOWN_CHOICES
from tests.support.pod_text import pod_of

AT = FieldPath(("spec", "containers", 0, "volumeMounts", 0, "name"))
MANY = [f"v{number}" for number in range(SHOWN_CHOICES + 1)]
CASES: dict[str, tuple[Any, list[str], list[str], str]] = {
    "none is declared": (None, [], ["", CHOICE], ""),
    "a declared one": ("data", ["data", "logs"], ["", "data", "logs", CHOICE], ""),
    "one that is not declared": ("other", ["data"], ["", "data", "other", CHOICE], ""),
    "one of just few enough": ("v0", MANY[1:], ["", *MANY[1:], "v0", CHOICE], ""),
    "one of too many": ("v0", MANY, [], VOLUMES),
}


@pytest.mark.parametrize(("value", "declared", "choices", "listed"), CASES.values(), ids=CASES)
def test_the_volume_of_a_mount(value: Any, declared: list[str], choices: list[str], listed: str) -> None:
    pod = pod_of(containers=[{"volumeMounts": [{"name": value}] if value else [{}]}])
    control = volume_name(Sheet(pod, catalogue.load(versions.DEFAULT)), AT, declared)
    assert ([name for name, _ in control.choices], control.suggestions) == (choices, listed)
    assert control.text == (value or "")
