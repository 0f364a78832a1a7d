"""Tests of podbuilder.kube.courses.field_pattern."""

import pytest

from podbuilder.kube.core.document import MISSING
from podbuilder.kube.courses.field_pattern import FieldValues, find, is_readable

POD = {
    "metadata": {"labels": {"app.kubernetes.io/name": "web"}},
    "spec": {"containers": [{"name": "web", "image": "a"}, {"name": "log", "image": "b"}], "volumes": []},
}
CASES = {
    "nothing there": ("spec.hostname", FieldValues((MISSING,), False)),
    "below nothing": ("spec.securityContext.runAsUser", FieldValues((MISSING,), False)),
    "below a scalar": ("spec.containers[0].image.tag", FieldValues((MISSING,), False)),
    "every item of an empty list": ("spec.volumes[*].name", FieldValues((), False)),
    "every item of no list": ("metadata.labels[*]", FieldValues((), False)),
    "an item that is not there": ("spec.containers[2].image", FieldValues((MISSING,), False)),
    "no item of that name": ("spec.containers[db].image", FieldValues((MISSING,), False)),
    "every item": ("spec.containers[*].image", FieldValues(("a", "b"), False)),
    "any item": ("spec.containers[any].image", FieldValues(("a", "b"), True)),
    "an item by its number": ("spec.containers[1].image", FieldValues(("b",), False)),
    "an item by its name": ("spec.containers[log].image", FieldValues(("b",), False)),
    "a key with dots": ("metadata.labels[app.kubernetes.io/name]", FieldValues(("web",), False)),
}


@pytest.mark.parametrize("case", CASES)
def test_a_pattern_names_places(case: str) -> None:
    pattern, expected = CASES[case]
    assert is_readable(pattern)
    assert find(POD, pattern) == expected


@pytest.mark.parametrize(
    "pattern", ["", "spec.", ".spec", "spec..hostname", "spec.containers[", "spec.containers[]", "a b"]
)
def test_what_is_no_pattern_is_known(pattern: str) -> None:
    assert not is_readable(pattern)
