"""Places and names of paths, in files with and without the key `services`."""

from __future__ import annotations

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.resolution import resolve

PORT = FieldPath(("services", "web", "ports", 0))


def test_places() -> None:
    file = resolve("services:\n  web:\n    image: a\n    ports: [80]\n")
    assert file.place_of(PORT) == (4, 13)
    assert file.written(PORT) == "services.web.ports[0]"
    assert file.place_of(FieldPath(("volumes", "v"))) == (1, 1)


def test_places_in_a_file_of_version_1() -> None:
    file = resolve("web:\n  image: a\n  ports: [80]\n")
    assert file.place_of(PORT) == (3, 11)
    assert file.written(PORT) == "web.ports[0]"
    assert file.written(FieldPath(("volumes", "v"))) == "volumes.v"


def test_of_several_documents_the_one_that_has_it() -> None:
    file = resolve("services:\n  web: {image: a}\n---\nservices:\n  web: {ports: [80]}\n")
    assert file.place_of(PORT) == (5, 17)
    assert file.place_of(PORT.parent.parent.child("image")) == (2, 16)
