"""A manifest as it is judged: with the defaults of what its draft declares."""

from __future__ import annotations

from podbuilder.builder.models.parameters import with_defaults
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.templating import Parameter

MANIFEST = Manifest.read("kind: Pod\nmetadata: {name: <param:name>}\nspec: {hostname: <param:host>}\n")


def test_a_manifest_without_parameters_is_itself() -> None:
    assert with_defaults(MANIFEST, (), "1.36") is MANIFEST


def test_defaults_are_filled_in_and_the_manifest_stays_as_it_is() -> None:
    filled = with_defaults(MANIFEST, [Parameter("name", "name", default="web")], "1.36")
    assert filled.pod["metadata"] == {"name": "web"}
    assert filled.pod["spec"] == {"hostname": "<param:host>"}
    assert MANIFEST.pod["metadata"] == {"name": "<param:name>"}
