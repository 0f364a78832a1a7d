"""What is said about a field that the decoder refuses, sentence by sentence."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.decoding import messages
from tests.support.pods import path_of

KNOWN = ("image", "imagePullPolicy", "name")
UNKNOWN = {
    "like no other": ("spec.xyzzy", "1.36", 'Kubernetes 1.36 has no field "xyzzy" in spec.'),
    "at the top": ("xyzzy", "1.36", 'Kubernetes 1.36 has no field "xyzzy" at the top of a Pod.'),
    "like another": (
        "spec.containers[0].imagePulPolicy",
        "1.36",
        'Kubernetes 1.36 has no field "imagePulPolicy" in spec.containers[0]. Did you mean "imagePullPolicy"?',
    ),
    "of a later version": (
        "spec.volumes[0].image",
        "1.30",
        'Kubernetes 1.30 has no field "image" in spec.volumes[0]. It was added in 1.31.',
    ),
    "of an earlier version": (
        "spec.resourceClaims[0].source",
        "1.31",
        'Kubernetes 1.31 has no field "source" in spec.resourceClaims[0]. The last version with it was 1.30.',
    ),
    "too long to be shown": (
        "spec." + "x" * 100,
        "1.36",
        f'Kubernetes 1.36 has no field "{"x" * 59}…" in spec.',
    ),
}


@pytest.mark.parametrize(("path", "version", "sentence"), UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_fields(path: str, version: str, sentence: str) -> None:
    assert messages.unknown(path_of(path), version, KNOWN) == sentence


def test_the_history_is_a_pods_own() -> None:
    path = path_of("spec.volumes[0].image")
    assert messages.unknown(path, "1.30", (), "Job") == 'Kubernetes 1.30 has no field "image" in spec.volumes[0].'
    assert messages.unknown(path_of("x"), "1.30", (), "Job").endswith("at the top of a Job.")


def test_not_in_a_template() -> None:
    assert messages.not_in_a_template("kind") == 'A pod template has no field "kind", only metadata and spec.'


IMAGE, VALUE, PORT = "spec.containers[0].image", "spec.containers[0].env[0].value", "spec.x"
# The path, the type and format wanted, the value, and the sentence.
WRONG: dict[str, tuple[str, str, str, Any, str]] = {
    "a mapping": (IMAGE, "string", "", {}, "This must be text, but it is a mapping."),
    "a list": (IMAGE, "string", "", [], "This must be text, but it is a list."),
    "a number as text": (IMAGE, "string", "", 8, "This must be text, but it is the number 8. Put it in quotes."),
    "a boolean as text": (
        *(IMAGE, "string", "", True),
        "This must be text, but it is the boolean true. Put it in quotes.",
    ),
    "a number that may be secret": (VALUE, "string", "", 8, "This must be text, but it is a number. Put it in quotes."),
    "a text that may be secret": (
        VALUE,
        "object",
        "",
        "x",
        "This must be a mapping (fields with values), but it is text.",
    ),
    "a word as a boolean": (PORT, "boolean", "", "yes", 'This must be true or false, but it is the text "yes".'),
    "a quoted boolean": (
        *(PORT, "boolean", "", "true"),
        'This must be true or false, but it is the text "true". Leave out the quotes.',
    ),
    "a word as a number": (PORT, "integer", "", "1x", 'This must be a whole number, but it is the text "1x".'),
    "a quoted number": (
        *(PORT, "integer", "", "-8"),
        'This must be a whole number, but it is the text "-8". Leave out the quotes.',
    ),
    "a fraction as a number": (PORT, "integer", "", 1.5, "This must be a whole number, but it is the number 1.5."),
    "a decimal point": (
        *(PORT, "integer", "int32", 8.0),
        "This must be a whole number, but it is the number 8.0. Leave out the decimal point.",
    ),
    "a decimal point of a port": (
        *(PORT, "string", "int-or-string", 8.0),
        "This must be a whole number or a name, but it is the number 8.0. Leave out the decimal point.",
    ),
    "a list as a quantity": (
        *(PORT, "string", "quantity", []),
        "This must be a quantity, such as 500m or 2Gi, but it is a list.",
    ),
    "a mapping as a list": (
        PORT,
        "array",
        "",
        {},
        "This must be a list, but it is a mapping. Begin each item with a dash.",
    ),
}


@pytest.mark.parametrize(("path", "kind", "form", "value", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong_types(path: str, kind: str, form: str, value: Any, sentence: str) -> None:
    schema = {"type": [kind, "null"], **({"format": form} if form else {})}
    assert messages.wrong_type(path_of(path), schema, value) == sentence


SECRETIVE = {
    "spec.containers[0].env[0].value": True,
    "spec.initContainers[1].env[2].value": True,
    "spec.containers[0].env[0].name": False,
    "spec.tolerations[0].value": False,
    "value": False,
}


@pytest.mark.parametrize(("path", "is_secretive"), SECRETIVE.items())
def test_secretive_places(path: str, is_secretive: bool) -> None:
    assert messages.is_secretive(path_of(path)) is is_secretive


def test_shown() -> None:
    assert [messages.shown(value) for value in ("a", 7, 0.5, 10**6000)] == ['"a"', "7", "0.5", "1" + "0" * 58 + "…"]
