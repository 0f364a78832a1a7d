"""What is offered for an error, and what taking it makes of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from podbuilder.kube.core.field import ErrorType, FieldPath, unknown_field
from podbuilder.kube.corrections.corrections import Correction, Corrections
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest
from tests.kube.corrections.misplacing import Misplaced, misplaced_of, outcome_of
from tests.support.cases import Case, cases, load

VERSION = "1.36"
ROWS = Path(__file__).parents[2] / "support" / "accepted.jsonl.gz"


def unknown_in(manifest: Manifest) -> list[FieldPath]:
    """The unknown fields, by their paths in the document."""
    verdict = review_manifest(manifest, VERSION)
    own = [FieldPath((*manifest.pod_path, *e.path)) for e in verdict.errors if e.type is ErrorType.UNKNOWN_FIELD]
    return [e.path for e in verdict.wrapper_errors if e.type is ErrorType.UNKNOWN_FIELD] + own


def offered_at(manifest: Manifest, path: FieldPath) -> list[Correction]:
    return Corrections(manifest, VERSION).of(unknown_field(path, ""), path)


@cases(__file__, "corrections.yaml")
def test_what_is_offered_for_unknown_fields(case: Case) -> None:
    manifest = Manifest.read(case["text"])
    offered = [[one.title for one in offered_at(manifest, path)] for path in unknown_in(manifest)]
    assert offered == case.get("offered", [])
    if "fixed" in case:
        while mendable := [o for path in unknown_in(manifest) for o in offered_at(manifest, path)]:
            manifest = mendable[0].applied(manifest)
        assert manifest.text == case["fixed"]


def test_a_field_outside_what_is_known_is_left_alone() -> None:
    (case,) = (
        case for case in load(__file__, "corrections.yaml") if case.name == "a field of a kind that is not judged"
    )
    text = case["text"]
    assert offered_at(Manifest.read(text), FieldPath(("spec", "canary"))) == []


VALUES = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    version: 1.5
spec:
  restartPolicy: never
  imagePullSecrets: [regcred]
  containers:
  - name: app
    image: nginx:1.27
    command: npm run start
    args:
    - --bind-address=::
    env:
    - name: PASSWORD
      value: 12345
    ports:
    - containerPort: "8080:80"
      name: http
      protocol: [TCP, UDP]
    - containerPort: 81
      name: http
    resources:
      requests: {memory: 12.8Gi, cpu: 1 core}
      limits: {}
    livenessProbe:
    - httpGet: {port: 80}
    terminationMessagePolicy: xyzzy
"""


def test_what_is_offered_for_wrong_values() -> None:
    manifest = Manifest.read(VALUES)
    verdict, corrections = review_manifest(manifest, VERSION), Corrections(manifest, VERSION)
    offered = {str(said.path): corrections.of(said, said.path) for said in (*verdict.errors, *verdict.warnings)}
    container = "spec.containers[0]"
    assert {path: one.title for path, found in offered.items() for one in found} == {
        "metadata.labels[version]": 'Write "1.5".',
        "spec.restartPolicy": 'Write "Never".',
        "spec.imagePullSecrets[0]": "Make it a mapping.",
        f"{container}.command": "Make it a list.",
        f"{container}.args[0]": "Write it as text, in quotes.",
        f"{container}.env[0].value": "Write it as text, in quotes.",
        f"{container}.ports[0].containerPort": "Write 80.",
        f"{container}.resources.requests[memory]": 'Write "13107Mi".',
        f"{container}.resources.requests[cpu]": 'Write "1".',
        f"{container}.livenessProbe": "Make it a mapping.",
    }
    for path in [path for path, found in offered.items() if not found]:
        assert path in (
            f"{container}.ports[0].protocol",
            f"{container}.ports[1].name",
            f"{container}.ports[1]",
            f"{container}.terminationMessagePolicy",
            "spec.imagePullSecrets[0].name",
        ), path


def test_a_value_gets_its_shape_in_the_text() -> None:
    manifest = Manifest.read(VALUES)
    verdict, corrections = review_manifest(manifest, VERSION), Corrections(manifest, VERSION)
    for said in (*verdict.errors, *verdict.warnings):
        for one in corrections.of(said, said.path):
            manifest = one.applied(manifest)
    assert [str(error.path) for error in review_manifest(manifest, VERSION).errors] == [
        "spec.containers[0].ports[0].protocol",
        "spec.containers[0].ports[1].name",
        "spec.containers[0].terminationMessagePolicy",
    ]
    assert 'command:\n    - npm\n    - run\n    - start\n    args:\n    - "--bind-address=::"\n' in manifest.text


def test_a_placeholder_is_left_to_who_fills_it_in() -> None:
    manifest = Manifest.read(VALUES.replace("never", "${POLICY}").replace("name: web", "name: '{{ NAME }}'"))
    verdict, corrections = review_manifest(manifest, VERSION), Corrections(manifest, VERSION)
    offered = {str(said.path): corrections.of(said, said.path) for said in (*verdict.errors, *verdict.warnings)}
    assert (offered["metadata.name"], offered["spec.restartPolicy"]) == ([], [])


MISPLACED = list(misplaced_of(ROWS, 120))


@pytest.mark.parametrize("case", MISPLACED, ids=[case.id for case in MISPLACED])
def test_a_misplaced_field_goes_home(case: Misplaced) -> None:
    outcome = outcome_of(case)
    assert outcome.is_offered, outcome.named
    assert outcome.is_back or not outcome.is_first


def test_most_places_are_named_first() -> None:
    assert sum(outcome_of(case).is_first for case in MISPLACED) >= 0.95 * len(MISPLACED)


OF_OTHER_VERSIONS = {
    "a field that came later": ("1.25", "Pod", "spec", "containers", 0, "resizePolicy"),
    "one that has a like": ("1.25", "Pod", "spec", "hostnameOverride"),
    "in a workload's template": ("1.25", "Deployment", "spec", "template", "spec", "hostnameOverride"),
    "of a workload": ("1.25", "Job", "spec", "managedBy"),
}


@pytest.mark.parametrize(
    ("version", "kind", "path"), [(v, k, p) for v, k, *p in OF_OTHER_VERSIONS.values()], ids=OF_OTHER_VERSIONS
)
def test_a_field_of_another_version_is_removed_and_not_moved(version: str, kind: str, path: list[str | int]) -> None:
    pod = "spec: {hostnameOverride: x, containers: [{name: a, image: a, resizePolicy: []}]}"
    around = pod if kind == "Pod" else f"spec: {{managedBy: x, template: {{{pod}}}}}"
    group = {"Deployment": "apps/v1", "Job": "batch/v1"}.get(kind, "v1")
    manifest, at = Manifest.read(f"apiVersion: {group}\nkind: {kind}\n{around}\n"), FieldPath(path)
    [offered] = Corrections(manifest, version).of(unknown_field(at, ""), at)
    assert offered.title == f"Remove {path[-1]}."
    assert str(path[-1]) not in offered.applied(manifest).text
