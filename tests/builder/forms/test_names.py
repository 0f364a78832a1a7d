"""How controls are called, and the ids made from their names."""

from __future__ import annotations

import pytest

from podbuilder.builder.forms.names import PAIR, chooser_name, dom_id, field_name, pair_name
from podbuilder.kube.core.field import FieldPath, Key

LABELS = FieldPath(("metadata", "labels"))


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "a plain name": ("name", "f-name"),
        "a path": ("spec.containers[0].image", "f-spec-containers-0-image"),
        "a path as such": (LABELS.key("app"), "f-metadata-labels-app"),
        "a key with signs": ("metadata.labels[app.kubernetes.io/name]", "f-metadata-labels-app-kubernetes-io-name"),
        "signs at both ends": (":a:", "f-a"),
        "an underscore stays": ("a_b", "f-a_b"),
        "letters of other scripts do not": ("metadata.labels[Ünï]", "f-metadata-labels-n"),
        "nothing": ("", "f-"),
    }.values(),
)
def test_an_id_has_letters_digits_and_dashes_only(name: object, expected: str) -> None:
    assert dom_id(name) == expected


def test_a_pair_is_known_by_its_place() -> None:
    assert pair_name(LABELS, 3) == "metadata.labels#3"
    assert pair_name(LABELS, 0, "key") == "metadata.labels#0.key"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("metadata.labels#0", ("metadata.labels", "0")),
        ("metadata.labels#12345", ("metadata.labels", "12345")),
        ("metadata.labels#123456", None),
        ("metadata.labels#", None),
        ("#0", None),
        ("metadata.labels#0.key", None),
    ],
)
def test_the_name_of_a_pair_is_read_again(name: str, parts: tuple[str, str] | None) -> None:
    found = PAIR.fullmatch(name)
    assert (found.groups() if found else None) == parts


def test_a_chooser_is_called_after_its_object() -> None:
    assert chooser_name(FieldPath(("spec", "volumes", 0))) == "spec.volumes[0]:source"
    assert chooser_name(LABELS.key(Key("a.b"))) == "metadata.labels[a.b]:source"


@pytest.mark.parametrize(
    ("path", "name"),
    {
        "a field": (FieldPath(("spec", "containers", 0, "image")), "image"),
        "an item": (FieldPath(("spec", "containers", 0)), ""),
        "the document": (FieldPath(()), ""),
    }.values(),
)
def test_a_field_has_a_name_in_the_api(path: FieldPath, name: str) -> None:
    assert field_name(path) == name
