"""Placeholders of other languages are found with their names; what Kubernetes or a shell knows is none of them."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.foreign_placeholder import foreign_placeholders


@pytest.mark.parametrize(
    "text",
    [
        "",
        "web",
        "$(NAME)",
        "a $NAME b",
        "<param:name>",
        "<a:b>",
        "a < b > c",
        "{{ if .x }}",
        "${}",
        "# comment",
        "{{}}",
    ],
)
def test_these_are_none(text: str) -> None:
    assert foreign_placeholders(text) == []


FOUND = {
    "${DB_HOST}": ("db_host", "", "envsubst"),
    "${PORT:-8080}": ("port", "8080", "envsubst"),
    "$NAME": ("name", "", "envsubst"),
    "{{ .Values.image.tag }}": ("image-tag", "", "Helm"),
    '{{ .Values.tag | default "1.27" }}': ("tag", "1.27", "Helm"),
    "{{app}}": ("app", "", "Helm"),
    "#{Image Tag}#": ("image-tag", "", "pipeline"),
    "<your-image>": ("image", "", "its reader"),
    "<Name of the app>": ("name-of-the-app", "", "its reader"),
    "{{ .Values.podSecurityContext }}": ("pod-security-context", "", "Helm"),
    "{{ 1 + 1 }}": ("value", "", "Helm"),
}


@pytest.mark.parametrize("text", FOUND)
def test_these_are_found(text: str) -> None:
    name, default, language = FOUND[text]
    (one,) = foreign_placeholders(text)
    assert (one.text, one.name, one.default) == (text, name, default)
    assert language in one.language


def test_several_stand_in_one_text() -> None:
    assert [(one.start, one.end) for one in foreign_placeholders("a${B}c<d>")] == [(1, 5), (6, 9)]
