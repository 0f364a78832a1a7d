"""What the overlay offers and what validation decides are written apart; here they meet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core import companion_kinds, kinds
from podbuilder.kube.core.document import assign
from podbuilder.kube.core.field import ErrorType, FieldPath
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.review import review, review_manifest
from tests.kube.companions.judge import companion, judge
from tests.support.pods import make_pod, path_of

VERSIONS = ("1.25", "1.30", "1.36", "1.37")


def places(version: str) -> Iterator[tuple[FieldPath, FieldSpec]]:
    """Every place that people may write, in the first item of each list."""
    known = catalogue.load(version)
    waiting = [known.root]
    while waiting:
        spec = waiting.pop()
        if spec.name not in ("status", "managedFields", "ephemeralContainers"):
            if spec.pattern:
                yield known.resolve(spec.pattern.replace("[]", "[0]").replace("[*]", "[a]")), spec
            waiting.extend(spec.fields.values())
            waiting.extend([spec.item] if spec.item else [])


@pytest.mark.parametrize("version", VERSIONS)
def test_every_choice_is_supported(version):
    refused = [
        (spec.pattern, choice)
        for path, spec in places(version)
        for choice in spec.choices
        for error in review(assign(make_pod(), path, choice), version).errors
        if error.type is ErrorType.NOT_SUPPORTED and path.is_under(error.path)
    ]
    assert not refused


# Where a bound alone is not enough, since another field has to be there or the place decides.
ELSEWHERE = ("terminationGracePeriodSeconds", "minDomains", "successThreshold")


@pytest.mark.parametrize("version", VERSIONS)
def test_bounds_are_never_narrower_than_the_server(version):
    """At the bound itself nothing is refused."""
    refused = [
        (spec.pattern, bound, error.detail)
        for path, spec in places(version)
        for bound in (spec.minimum, spec.maximum)
        if bound is not None and spec.name not in ELSEWHERE
        for error in review(assign(make_pod(), path, bound), version).errors
        if error.path == path
    ]
    assert not refused


NOTHING_ELSE = {
    "apiVersion": "v2",
    "kind": "Pods",
    "spec.restartPolicy": "always",
    "spec.dnsPolicy": "clusterFirst",
    "spec.preemptionPolicy": "Sometimes",
    "spec.os": {"name": "plan9"},
    "spec.securityContext.fsGroupChangePolicy": "Never",
    "spec.securityContext.supplementalGroupsPolicy": "merge",
    "spec.securityContext.seLinuxChangePolicy": "Never",
    "spec.securityContext.seccompProfile": {"type": "Default"},
    "spec.containers[0].imagePullPolicy": "Sometimes",
    "spec.containers[0].terminationMessagePolicy": "Log",
    "spec.containers[0].ports": [{"containerPort": 80, "protocol": "tcp"}],
    "spec.containers[0].livenessProbe": {"httpGet": {"port": 80, "scheme": "https"}},
    "spec.containers[0].securityContext.procMount": "Masked",
    "spec.containers[0].securityContext.appArmorProfile": {"type": "Default"},
    "spec.containers[0].resizePolicy": [{"resourceName": "gpu", "restartPolicy": "NotRequired"}],
    "spec.tolerations": [{"key": "a", "operator": "In"}],
    "spec.topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "Wait"}],
    "spec.volumes": [{"name": "data", "hostPath": {"path": "/data", "type": "Folder"}}],
}


@pytest.mark.parametrize("text", NOTHING_ELSE)
def test_nothing_but_the_choices_is_taken(text):
    assert not review(make_pod((text, NOTHING_ELSE[text]))).accepted
    known, waiting = catalogue.load("1.36"), [(path_of(text), NOTHING_ELSE[text])]
    offered = []
    while waiting:
        path, value = waiting.pop()
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting.extend((FieldPath((*path, part)), inner) for part, inner in parts)
        spec = known.field(path)
        assert spec is not None
        offered.extend([value not in spec.choices] if spec.choices else [])
    assert any(offered)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", kinds.workloads())
def test_every_choice_around_a_pod_is_supported(kind, version):
    known, whole = catalogue.with_workload(version, kind), WORKLOAD | {"kind": kind}
    whole["apiVersion"] = kinds.workloads()[kind].api_version
    whole = assign(whole, kinds.workloads()[kind].templates[0].path, TEMPLATE)
    waiting, refused, tried = [known.root.fields[kind]], [], 0
    while waiting:
        spec = waiting.pop()
        if spec.name in ("status", "managedFields"):
            continue
        waiting.extend([*spec.fields.values(), *([spec.item] if spec.item else [])])
        path = known.resolve(spec.pattern.replace("[]", "[0]").replace("[*]", "[a]"))[1:]
        for choice in spec.choices:
            tried += 1
            changed = Manifest.read(write(assign(whole, path, choice)))
            refused += [
                (spec.pattern, choice, error.detail)
                for error in review_manifest(changed, version).wrapper_errors
                if error.path == path and "is not a known value" in error.detail
            ]
    assert not refused
    assert tried > 0 or kind in ("PodTemplate", "ReplicationController")


WORKLOAD = {"metadata": {"name": "web"}}
TEMPLATE = {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web", "image": "nginx:1.27"}]}}


# What of the closed sets beside a pod the server does not look at where it stands.
LOOKED_AT_ELSEWHERE = {
    # As a whole list.
    "PersistentVolumeClaim.spec.accessModes[]",
    # By whoever serves the metrics.
    *(
        f"HorizontalPodAutoscaler.spec.metrics[].{source}.metric.selector.matchExpressions[].operator"
        for source in ("external", "object", "pods")
    ),
}


def sets_of(kind: str, version: str) -> Iterator[tuple[FieldPath, FieldSpec]]:
    """The fields of a companion that take a closed set of values, in the first item of each list."""
    known = catalogue.with_workload(version, kind)
    waiting = [known.root.fields[kind]]
    while waiting:
        spec = waiting.pop()
        if spec.name not in ("status", "managedFields"):
            waiting.extend([*spec.fields.values(), *([spec.item] if spec.item else [])])
            if spec.choices:
                yield FieldPath(known.resolve(spec.pattern.replace("[]", "[0]").replace("[*]", "[a]"))[1:]), spec


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", companion_kinds.KINDS)
def test_every_choice_beside_a_pod_is_supported(kind: str, version: str) -> None:
    refused = [
        (spec.pattern, choice, error.detail)
        for path, spec in sets_of(kind, version)
        for choice in spec.choices
        for error in judge(
            assign(companion(kind), path, int(choice) if spec.type == "integer" else choice), version
        ).errors
        if error.type is ErrorType.NOT_SUPPORTED and path.is_under(error.path)
    ]
    assert not refused


@pytest.mark.parametrize("kind", companion_kinds.KINDS)
def test_nothing_but_the_choices_is_taken_beside_a_pod(kind: str) -> None:
    taken = {
        spec.pattern
        for path, spec in sets_of(kind, "1.36")
        if not any(error.path == path for error in judge(assign(companion(kind), path, "Nope"), "1.36").errors)
    }
    assert taken == {pattern for pattern in LOOKED_AT_ELSEWHERE if pattern.startswith(f"{kind}.")}
