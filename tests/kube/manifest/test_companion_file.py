"""Files without a pod, and the pod behind what they hold."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest.companion_file import with_pod

POD = "kind: Pod\nspec: {containers: []}\n"
SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: web} # ours\n"
KEPT = {
    "a Service": SERVICE,
    "a Service and an unknown kind": f"{SERVICE}---\nkind: Else\n",
    "comments at the end": f"{SERVICE}# the end\n",
    "no line break at the end": SERVICE.rstrip(),
    "a List": "kind: List\napiVersion: v1\nitems:\n- {apiVersion: v1, kind: ConfigMap}\n",
    "JSON": '{"apiVersion": "v1", "kind": "Secret"}\n',
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_it_stands_as_it_stood(text: str) -> None:
    found = with_pod(text, POD)
    assert found is not None
    assert found.is_companion
    assert found.text == f"{text.rstrip()}\n---\n{POD}"
    assert found.nearest_pod.kind == "Pod"


NONE = {
    "nothing": "",
    "a pod": POD,
    "a pod and a Service": f"{POD}---\n{SERVICE}",
    "an unknown kind": "kind: Else\n",
    "no YAML": "a: [\n",
    "a control character": "a: \x01\n",
    "an open text": f"{SERVICE}...\n%YAML 9.9\n",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_there_is_nothing_to_add_to(text: str) -> None:
    assert with_pod(text, POD) is None
