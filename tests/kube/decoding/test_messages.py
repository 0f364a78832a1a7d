"""What is said about a field that the decoder refuses, sentence by sentence."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.decoding import messages
from tests.support.pods import path_of

UNKNOWN = {
    "like no other": ("spec.xyzzy", "1.36", 'Kubernetes 1.36 has no field "xyzzy" in spec.'),
    "at the top": ("xyzzy", "1.36", 'Kubernetes 1.36 has no field "xyzzy" at the top of a Pod.'),
    "of a later version": (
        "spec.volumes[0].image",
        "1.30",
        'Kubernetes 1.30 has no field "image" in spec.volumes[0]. It was added in 1.31: leave it out, or '
        "choose that version if your cluster has it.",
    ),
    "of an earlier version": (
        "spec.resourceClaims[0].source",
        "1.31",
        'Kubernetes 1.31 has no field "source" in spec.resourceClaims[0]. The last version with '
        "it was 1.30; leave it out.",
    ),
    "too long to be shown": (
        "spec." + "x" * 100,
        "1.36",
        f'Kubernetes 1.36 has no field "{"x" * 59}…" in spec.',
    ),
}


@pytest.mark.parametrize(("path", "version", "sentence"), UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_fields(path: str, version: str, sentence: str) -> None:
    assert messages.unknown(path_of(path), version) == sentence


def test_the_gateway_api_has_versions_of_its_own() -> None:
    said = 'The Gateway API 1.6, in its standard channel, has no field "x" at the top of an HTTPRoute.'
    assert messages.unknown(path_of("x"), "1.30", "HTTPRoute") == said


def test_each_kind_has_a_history_of_its_own() -> None:
    path = path_of("spec.volumes[0].image")
    assert messages.unknown(path, "1.30", "Job") == 'Kubernetes 1.30 has no field "image" in spec.volumes[0].'
    assert messages.unknown(path_of("x"), "1.30", "Job").endswith("at the top of a Job.")
    assert messages.unknown(path_of("x"), "1.30", "io.k8s.api.x.v1.Ingress").endswith("at the top of an Ingress.")
    assert messages.unknown(path_of("spec.managedBy"), "1.29", "Job") == (
        'Kubernetes 1.29 has no field "managedBy" in spec. It was added in 1.30: leave it out, or choose that version '
        "if your cluster has it."
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ("Pods", 'This must be Pod, but it is "Pods".'),
        ("pod", 'This must be Pod, but it is "pod". Capitals count.'),
    ],
)
def test_another_word(found: str, said: str) -> None:
    assert messages.other_word("Pod", found) == said


def test_not_in_a_template() -> None:
    assert messages.not_in_a_template("kind") == 'A pod template has no field "kind", only metadata and spec.'


# The type and format wanted, the value, and the sentence.
WRONG: dict[str, tuple[str, str, Any, str]] = {
    "a mapping": ("string", "", {}, "This must be text, but it is a mapping."),
    "a list": ("string", "", [], "This must be text, but it is a list."),
    "a number as text": ("string", "", 8, "This must be text, but it is a number. Put it in quotes."),
    "a boolean as text": (
        *("string", "", True),
        "This must be text, but it is the boolean true. Put it in quotes.",
    ),
    "text as a mapping": (
        *("object", "", "x"),
        "This must be a mapping (fields with values), but it is text.",
    ),
    "a word as a boolean": ("boolean", "", "yes", "This must be true or false, but it is text."),
    "a quoted boolean": (
        *("boolean", "", "true"),
        "This must be true or false, but it is text. Leave out the quotes.",
    ),
    "a word as a number": ("integer", "", "1x", "This must be a whole number, but it is text."),
    "a quoted number": (
        *("integer", "", "-8"),
        "This must be a whole number, but it is text. Leave out the quotes.",
    ),
    "a fraction as a number": ("integer", "", 1.5, "This must be a whole number, but it is a number."),
    "a decimal point": (
        *("integer", "int32", 8.0),
        "This must be a whole number, but it is a number. Leave out the decimal point.",
    ),
    "a decimal point of a port": (
        *("string", "int-or-string", 8.0),
        "This must be a whole number or a name, but it is a number. Leave out the decimal point.",
    ),
    "a list as a quantity": (
        *("string", "quantity", []),
        "This must be a quantity, such as 500m or 2Gi, but it is a list.",
    ),
    "a line as a list": (
        "array",
        "",
        "npm run start",
        "This must be a list, but it is text. Make each word an item of its own: nothing splits the text into words.",
    ),
    "a word as a list": ("array", "", "start ", "This must be a list, but it is text. Begin each item with a dash."),
    "a mapping as a list": (
        "array",
        "",
        {},
        "This must be a list, but it is a mapping. Begin each item with a dash.",
    ),
}


@pytest.mark.parametrize(("kind", "form", "value", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong_types(kind: str, form: str, value: Any, sentence: str) -> None:
    schema = {"type": [kind, "null"], **({"format": form} if form else {})}
    assert messages.wrong_type(schema, value) == sentence
