"""What the file of a manifest is called."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_name import file_name

POD = "apiVersion: v1\nkind: Pod\nmetadata: {{{metadata}}}\nspec: {{containers: [{{name: app, image: nginx}}]}}\n"
NAMED = {
    "a name": ("name: web", "web"),
    "a name that no server takes": ('name: "../a b\\n/ü"', "a-b"),
    "a very long name": ("name: " + "a" * 300, "a" * 100),
    "a name that the server completes": ("generateName: web-", "web"),
    "no name": ("labels: {a: b}", "pod"),
    "a name that is no text": ("name: 5", "pod"),
    "a name of signs": ('name: "-._"', "pod"),
}
DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {app: web}, name: inner}
    spec: {containers: [{name: app, image: nginx}]}
"""
OBJECTS = {
    "a workload, whatever its template is called": (DEPLOYMENT, 0, "shop"),
    "a workload without a name": (DEPLOYMENT.replace("name: shop", "labels: {}"), 0, "deployment"),
    "the second of a list": (
        "kind: List\nitems:\n"
        "- {kind: Pod, metadata: {name: one}, spec: {containers: []}}\n"
        "- {kind: Pod, metadata: {name: two}, spec: {containers: []}}\n",
        1,
        "two",
    ),
    "a kind of signs": ('kind: "??"\nspec: {template: {spec: {containers: []}}}\n', 0, "pod"),
}


@pytest.mark.parametrize("case", NAMED)
def test_a_pods_file(case):
    metadata, expected = NAMED[case]
    assert file_name(Manifest.read(POD.format(metadata=metadata))) == expected


@pytest.mark.parametrize("case", OBJECTS)
def test_the_file_of_what_holds_a_pod(case):
    text, number, expected = OBJECTS[case]
    assert file_name(Manifest.read(text, number)) == expected
