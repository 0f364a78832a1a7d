"""A part of a pod becomes a pod; other documents are left alone."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.paste.diagnosis import diagnose
from podbuilder.kube.paste.lines import lines_of
from podbuilder.kube.paste.snippets import completed

PARTS = {
    "a list of containers": ("- name: web\n  image: nginx:1.27\n- name: b\n  image: b:1\n", "list of containers", 2),
    "a list under a line of three dashes": ("---\n- name: web\n  image: a:1 # it\n", "list of containers", 1),
    "one container": ("# mine\nname: web\n\nimage: nginx:1.27\n", "container", 1),
    "a spec": ("containers:\n- name: web\n  image: nginx:1.27\nrestartPolicy: Never\n", "pod's spec", 1),
}


@pytest.mark.parametrize("case", PARTS)
def test_a_part_is_completed(case: str) -> None:
    text, words, count = PARTS[case]
    found = diagnose(text)
    assert f"This is a {words} by itself." in found.traces[0].message
    pod = Manifest.read(found.cleaned).pod
    assert pod["metadata"] == {"name": "web"}
    assert len(pod["spec"]["containers"]) == count
    assert all(line.strip() in found.cleaned for line in text.splitlines() if line != "---")


@pytest.mark.parametrize(
    "document", [None, [], ["a"], {"name": "a"}, {"kind": "X", "name": "a", "image": "b"}, {"containers": 1}]
)
def test_other_documents_are_no_part_of_a_pod(document: object) -> None:
    assert completed(lines_of("a\n"), document) is None
