"""Which errors are new: those that were there stay known, though their list items move, are renamed or have no name."""

from __future__ import annotations

import pytest

from podbuilder.builder.proposals.new_errors import new_errors
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import Review, review_manifest

GOOD, ALSO, OTHER = "{name: web, image: a}", "{name: logs, image: a}", "{name: other, image: a}"
WRONG, NAMELESS = "{name: No, image: a}", "{image: a}"
BAD_PORT = "{name: web, image: a, ports: [{containerPort: 0}]}"
BAD_PORT_ALSO = "{name: logs, image: a, ports: [{containerPort: 0}]}"
BAD_PORT_RENAMED = "{name: front, image: a, ports: [{containerPort: 0}]}"


def pod(containers: list[str], inits: list[str]) -> str:
    lists = f"containers: [{', '.join(containers)}], initContainers: [{', '.join(inits)}]"
    return f"{{kind: Pod, metadata: {{name: web}}, spec: {{{lists}}}}}"


def judged(text: str) -> tuple[Manifest, Review]:
    manifest = Manifest.read(text)
    return manifest, review_manifest(manifest)


CASES = {
    "nothing is wrong": (pod([GOOD], []), pod([GOOD, ALSO], []), []),
    "what was wrong stays": (pod([GOOD, WRONG], []), pod([GOOD, WRONG], []), []),
    "what was wrong is mended": (pod([WRONG], []), pod([GOOD], []), []),
    "a container before the wrong one": (pod([ALSO], [BAD_PORT]), pod([ALSO], [OTHER, BAD_PORT]), []),
    "one without a name moves": (pod([GOOD, NAMELESS], []), pod([GOOD, ALSO, NAMELESS], []), []),
    "the wrong one becomes another kind": (pod([GOOD, BAD_PORT_ALSO], []), pod([GOOD], [BAD_PORT_ALSO]), []),
    "the wrong one is renamed": (pod([BAD_PORT], []), pod([BAD_PORT_RENAMED], []), []),
    "an error": (pod([GOOD], []), pod([BAD_PORT], []), ["spec.containers[0].ports[0].containerPort"]),
    "the same error in front of the old one": (
        pod([BAD_PORT], []),
        pod([BAD_PORT_ALSO, BAD_PORT], []),
        ["spec.containers[0].ports[0].containerPort"],
    ),
    "the same error behind the old one": (
        pod([BAD_PORT], []),
        pod([BAD_PORT, BAD_PORT_ALSO], []),
        ["spec.containers[1].ports[0].containerPort"],
    ),
    "another error in place of the old one": (pod([WRONG], []), pod([NAMELESS], []), ["spec.containers[0].name"]),
}


@pytest.mark.parametrize(("before", "after", "paths"), CASES.values(), ids=CASES)
def test_only_new_errors_are_named(before: str, after: str, paths: list[str]) -> None:
    assert [str(error.path) for error in new_errors(judged(before), judged(after))] == paths


def test_an_error_around_the_pod_counts_too() -> None:
    around = "kind: Deployment\nmetadata: {name: a}\nspec:\n  replicas: 1\n  selector: {matchLabels: {app: a}}\n"
    pods = "metadata: {labels: {app: a}}, spec: {containers: [{name: web, image: a}]}"
    text = f"{around}  template: {{{pods}}}\n"
    found = new_errors(judged(text), judged(text.replace("replicas: 1", "replicas: -1")))
    assert [str(error.path) for error in found] == ["spec.replicas"]
