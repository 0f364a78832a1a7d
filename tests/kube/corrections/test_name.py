"""Texts in the form that a field asks for."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.document import MISSING
from podbuilder.kube.corrections.name import corrected, file_mode

CASES: dict[str, tuple[str, str, Any]] = {
    "no form": ("", "A b", MISSING),
    "a form of which nothing is known": ("path", "a b", MISSING),
    "a name that is right": ("dns-label", "web-1", MISSING),
    "a name of nothing but signs": ("dns-label", "___", MISSING),
    "a text too long for a name": ("dns-label", "A" * 301, MISSING),
    "capitals": ("dns-label", "Nginx-Pod", "nginx-pod"),
    "a long name": ("dns-label", "A" * 100, "a" * 63),
    "a subdomain": ("dns-subdomain", "My_App..Example-.com.", "my-app.example.com"),
    "a port's name": ("port-name", "Web_Interface_Port", "web-interface-p"),
    "a port's name of digits": ("port-name", "8080", "port-8080"),
    "a port's name of nothing": ("port-name", "_", MISSING),
    "a label's value": ("label-value", "_my team!", "my-team"),
    "a variable": ("env-name", "my var", "my_var"),
    "a variable that begins with a digit": ("env-name", "1A", "_1A"),
    "an image with a scheme": ("image", "https://Registry.example/App:V1", "registry.example/app:V1"),
    "an image with a blank": ("image", "nginx: 1.27", "nginx:1.27"),
    "an image with a port": ("image", "Registry.example:5000/App", "registry.example:5000/app"),
    "an image with a digest": ("image", "Nginx@sha256:0a", "nginx@sha256:0a"),
}


@pytest.mark.parametrize(("form", "text", "meant"), CASES.values(), ids=CASES)
def test_a_text_in_its_form(form: str, text: str, meant: Any) -> None:
    assert corrected(text, form) == meant


@pytest.mark.parametrize(
    ("text", "mode"), [("640", 0o640), ("0644", 0o644), ("0o755", 0o755), ("888", None), ("1", None)]
)
def test_file_modes(text: str, mode: int | None) -> None:
    assert file_mode(text) == mode
