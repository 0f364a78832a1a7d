"""What was typed on a page, written into the manifest that it showed."""

from __future__ import annotations

import pytest

from podbuilder.builder.editing.typed_text import typed_text
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.manifest import Manifest, ManifestError
from tests.builder.support import POD

PORT = "spec.containers[0].ports[0].containerPort"
SHOWN = Manifest.read(POD)
LABEL = {"metadata.labels#0.key": "app", "metadata.labels#0.value": "front"}


def test_nothing_typed_changes_nothing() -> None:
    assert typed_text(SHOWN, "metadata", DEFAULT, {"metadata.name": "web"}).manifest.text == POD


def test_what_was_typed_is_in_its_place() -> None:
    typed = typed_text(SHOWN, "metadata", DEFAULT, {"metadata.name": "site", **LABEL})
    assert typed.manifest.text == POD.replace("name: web\n", "name: site\n", 1).replace("app: web", "app: front", 1)
    assert typed.left_over == []


def test_what_is_no_value_follows_as_a_comment() -> None:
    typed = typed_text(SHOWN, "containers/0", DEFAULT, {PORT: "eighty\nor so"})
    assert typed.left_over == [PORT]
    assert typed.manifest.text.endswith(f"# {PORT}: eighty\n# {PORT}: or so\n")
    assert typed.manifest.document == SHOWN.document


# Of its pod a task says the steps, the sidecars and the volumes, and nothing else.
TASK = """\
apiVersion: tekton.dev/v1
kind: Task
metadata: {name: build}
spec:
  steps:
  - {name: make, image: "example.com/make:1"}
"""
WITHOUT_A_PLACE = {
    "a field": {"metadata.name": "other"},
    "a pair": {"metadata.labels#0.key": "tier", "metadata.labels#0.value": "front"},
}


@pytest.mark.parametrize("data", WITHOUT_A_PLACE.values(), ids=WITHOUT_A_PLACE)
def test_what_the_manifest_has_no_place_for_follows_as_a_comment(data: dict[str, str]) -> None:
    shown = Manifest.read(TASK)
    typed = typed_text(shown, "metadata", DEFAULT, data)
    assert typed.left_over == sorted(data)
    assert all(f"# {name}: {text}\n" in typed.manifest.text for name, text in data.items())
    assert typed.manifest.document == shown.document


def test_the_editors_text_is_all_there_is() -> None:
    text = POD.replace("web", "site")
    assert typed_text(SHOWN, "metadata", DEFAULT, {"yaml": text, "metadata.name": "old"}).manifest.text == text
    with pytest.raises(ManifestError):
        typed_text(SHOWN, "metadata", DEFAULT, {"yaml": "a: ["})


def test_a_step_that_there_is_not_posts_nothing() -> None:
    assert typed_text(SHOWN, "containers/7", DEFAULT, {"metadata.name": "site"}).manifest.text == POD
