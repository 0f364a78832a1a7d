"""Fields by their paths as `kubectl explain` takes them, and what is meant by those that are none."""

from __future__ import annotations

import re

import pytest

from podbuilder.kube.catalogue import explanation
from podbuilder.kube.catalogue.explanation import UnknownField, explained, kind_named, shown
from podbuilder.kube.catalogue.spec import FieldSpec
from podbuilder.kube.core import companion_kinds, kinds, versions

PATHS = {
    "pod.spec.containers.image": ("Pod", "spec.containers.image", "v1"),
    "po.spec.containers[0].image": ("Pod", "spec.containers.image", "v1"),
    "spec.containers[].ports": ("Pod", "spec.containers.ports", "v1"),
    "pod.metadata.labels[app]": ("Pod", "metadata.labels", "v1"),
    "pods": ("Pod", "", "v1"),
    "deployment.spec.replicas": ("Deployment", "spec.replicas", "apps/v1"),
    "Deployment.spec.template": ("Deployment", "spec.template", "apps/v1"),
    "deploy.spec.template.spec.containers": ("Deployment", "spec.template.spec.containers", "apps/v1"),
    "cj.spec.jobTemplate.spec.template.metadata": ("CronJob", "spec.jobTemplate.spec.template.metadata", "batch/v1"),
    "svc.spec.ports": ("Service", "spec.ports", "v1"),
    "ingresses.spec.rules": ("Ingress", "spec.rules", "networking.k8s.io/v1"),
    "networkpolicies.spec": ("NetworkPolicy", "spec", "networking.k8s.io/v1"),
    " pod.spec. ": ("Pod", "spec", "v1"),
}
UNKNOWN = {
    "a slip": ("pod.spec.contaners", "1.36", 'There is no field "contaners" in pod.spec.', ["pod.spec.containers"]),
    "other capitals": ("pod.spec.hostnetwork", "1.36", "There is no field", ["pod.spec.hostNetwork"]),
    "a field of elsewhere": (
        "pod.spec.livenessProbe",
        "1.36",
        "There is no field",
        ["pod.spec.containers.livenessProbe"],
    ),
    "no field at all": ("pod.spec.zzzzzz", "1.36", "There is no field", []),
    "below a plain value": ("pod.spec.dnsPolicy.x", "1.36", "There is no field", []),
    "a slip in a workload": ("deployment.spec.replica", "1.36", "There is no field", ["deployment.spec.replicas"]),
    "a slip in what stands beside a pod": ("svc.spec.port", "1.36", "There is no field", ["service.spec.ports"]),
    "a younger field": (
        "pod.spec.containers.resizePolicy",
        "1.25",
        f'Kubernetes 1.25 has no field "resizePolicy" in pod.spec.containers; 1.27 to {versions.VERSIONS[-1]} have it.',
        [],
    ),
    "a slip in a kind": ("deplyment.spec.replicas", "1.36", "is no kind", ["deployment.spec.replicas"]),
    "a name alone": ("livenessProbe", "1.36", "neither a kind", ["pod.spec.containers.livenessProbe"]),
    "nothing": ("", "1.36", "neither a kind", []),
}


@pytest.mark.parametrize("text", PATHS)
def test_the_field_that_is_named(text: str) -> None:
    kind, path, api_version = PATHS[text]
    found = explained(text, "1.36")
    assert (found.kind, ".".join(found.path), found.api_version) == (kind, path, api_version)
    assert found.text == (f"{kind.lower()}.{path}" if path else kind.lower())


@pytest.mark.parametrize("case", UNKNOWN)
def test_what_is_meant(case: str) -> None:
    text, version, message, nearest = UNKNOWN[case]
    with pytest.raises(UnknownField, match=re.escape(message)) as problem:
        explained(text, version)
    assert list(problem.value.nearest)[:1] == nearest


def test_a_field_that_one_version_alone_has(monkeypatch: pytest.MonkeyPatch) -> None:
    at = explanation._at
    monkeypatch.setattr(
        explanation, "_at", lambda version, kind, path: at(version, kind, path) if version == "1.30" else None
    )
    with pytest.raises(UnknownField, match=r'"spec" in pod; 1\.30 has it\.'):
        explained("pod.spec", "1.36")


def test_every_known_kind_has_a_name() -> None:
    for kind in ("Pod", *kinds.workloads(), *companion_kinds.KINDS):
        assert kind_named(kind.upper()) == kind
    for short, name in companion_kinds.SHORT_NAMES.items():
        assert kind_named(short).lower() == name
    assert kind_named("zebra") == ""


def test_a_template_is_among_the_fields_around_it() -> None:
    assert "template" in [one.name for one in explained("deployment.spec", "1.36").fields]
    assert [one.name for one in explained("deployment.spec.template", "1.36").fields] == ["metadata", "spec"]
    assert "template" not in [one.name for one in explained("deployment", "1.36").fields]


def test_the_fields_of_which_only_one_may_be_set() -> None:
    handlers = explained("pod.spec.containers.livenessProbe.httpGet", "1.36").union
    assert handlers is not None
    assert {"httpGet", "exec", "tcpSocket"} <= set(handlers.branches)
    sources = explained("pod.spec.volumes.configMap", "1.36").union
    assert sources is not None
    assert "emptyDir" in sources.branches
    assert explained("pod.spec.containers.image", "1.36").union is None


def test_examples() -> None:
    assert explained("pod", "1.36").example == {}
    assert explained("deploy.spec.template.spec.containers.image", "1.36").example == {
        "spec": {"template": {"spec": {"containers": [{"image": "nginx:1.27"}]}}}
    }


def test_changes_over_the_versions() -> None:
    assert explained("pod.spec.containers.image", "1.36").changes == []
    young = explained("pod.spec.containers.resizePolicy", "1.36").changes
    assert [(one.version, one.says) for one in young] == [("1.27", "It is there.")]


def test_what_changes_about_a_field(monkeypatch: pytest.MonkeyPatch) -> None:
    old = FieldSpec("a", "a", "string", choices=("", "A"), default="A", maximum=5)
    new = FieldSpec("a", "a", "integer", choices=("A", "B"), maximum=7)
    by_version = {"1.25": None, "1.26": old, "1.27": new, "1.28": None, "1.29": None}
    asked = explained("pod.spec", "1.36")
    monkeypatch.setattr(explanation, "_at", lambda version, kind, path: by_version.get(version))
    assert [(one.version, one.says) for one in asked.changes] == [
        ("1.26", "It is there."),
        ("1.27", "Its type is whole number."),
        ("1.27", "Its default is nothing any more."),
        ("1.27", "It may be 7 or less."),
        ("1.27", "It may be B."),
        ("1.27", "It may no longer be empty."),
        ("1.28", "It is gone."),
    ]


def test_values_as_yaml_writes_them() -> None:
    assert [shown(value) for value in (None, True, False, 5, "a")] == ["", "true", "false", "5", "a"]
