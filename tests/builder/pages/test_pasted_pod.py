"""The pod in a paste: alone, between other things, or not there."""

from __future__ import annotations

import pytest

from podbuilder.builder.pages.pasted_pod import pod_in

POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    image: nginx\n"
DESCRIBE = "Name:         web\nNamespace:    shop\nEvents:\n  Warning  BackOff  9s  kubelet  Back-off restarting\n"
NONE = {
    "nothing": "",
    "describe output": DESCRIBE,
    "a log": "2026-01-01T10:00:00 INFO spec: none\n",
    "a Service": "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n",
    "keys of something else": "kind: of blue\nmetadata: none\n",
    "a broken pod": POD.replace("  name: web\n", "  name: [web\n"),
    "more than is searched": f"$ kubectl get pod -o yaml\n{POD}{'x' * 200_001}",
}
THERE = {
    "alone": POD,
    "below a prompt": f"$ kubectl get pod web -o yaml\n{POD}",
    "in a fence, with describe output": f"```yaml\n{POD}```\n\n```\n{DESCRIBE}```\n",
    "before describe output": f"{POD}{DESCRIBE}",
    "between two prompts": f"$ kubectl get pod web -o yaml\n{POD}$ kubectl describe pod web\n{DESCRIBE}",
    "behind describe output": f"{DESCRIBE}\n{POD}",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_there_is_none(text: str) -> None:
    assert pod_in(text) is None


@pytest.mark.parametrize("text", THERE.values(), ids=THERE)
def test_it_is_found(text: str) -> None:
    found = pod_in(text)
    assert found is not None
    assert found.text == POD
