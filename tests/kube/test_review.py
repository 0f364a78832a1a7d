"""The one entry point: all streams at once, in the order a person reads, of a pod that is left alone."""

from __future__ import annotations

import gzip
import json
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given

from podbuilder.kube.companions import kinds as judged_kinds
from podbuilder.kube.core import companion_kinds, versions
from podbuilder.kube.core.field import ErrorType
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from podbuilder.kube.review import Review, review, review_manifest
from tests.support.complaints import assert_errors, assert_warnings
from tests.support.odd_pods import odd_pods
from tests.support.pods import make_pod

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_a_good_pod(version):
    verdict = review(make_pod(), version)
    assert verdict.version == version
    assert verdict.accepted
    assert verdict.errors == verdict.warnings == ()
    assert verdict.violations["baseline"] == ()
    assert "runAsNonRoot" in {violation.check for violation in verdict.violations["restricted"]}
    assert verdict.facts.defaulted["spec"]["restartPolicy"] == "Always"
    assert verdict.facts.qos_class == "BestEffort"
    assert verdict.facts.requests == verdict.facts.limits == {}


def test_facts():
    resources = {"requests": {"cpu": "500m"}, "limits": {"cpu": 1}}
    facts = review(make_pod(("spec.containers[0].resources", resources))).facts
    assert (facts.qos_class, facts.requests, facts.limits) == ("Burstable", {"cpu": "500m"}, {"cpu": "1"})


def test_the_pod_is_left_alone():
    pod = make_pod(("spec.containers[0].ports", [{"containerPort": "80"}, {"containerPort": 80}]))
    before = deepcopy(pod)
    review(pod)
    assert pod == before


def test_a_warning_is_no_error():
    verdict = review(make_pod(("spec.nodeSelector", {"beta.kubernetes.io/os": "linux"})))
    assert verdict.accepted
    assert_warnings(verdict.warnings, [{"field": "spec.nodeSelector[beta.kubernetes.io/os]"}])


def test_a_violation_is_no_error():
    verdict = review(make_pod(("spec.hostNetwork", True)))
    assert verdict.accepted
    assert "hostNamespaces" in {violation.check for violation in verdict.violations["baseline"]}


def test_the_decoder_does_not_silence_validation():
    """The API server stops at the decoder; people are told everything at once."""
    verdict = review(make_pod(("spec.nothing", 1), ("spec.restartPolicy", "Sometimes"), ("metadata.name", "My_Pod")))
    assert not verdict.accepted
    assert_errors(
        verdict.errors,
        [
            {"type": "FieldValueInvalid", "field": "metadata.name"},
            {"type": "FieldValueNotSupported", "field": "spec.restartPolicy"},
            {"type": "UnknownField", "field": "spec.nothing"},
        ],
    )


REFUSALS = {
    "a name": ("spec.containers[0].name", False),
    "an image": ("spec.containers[0].image", ["nginx"]),
    "a container": ("spec.containers[0]", "nginx"),
    "all containers": ("spec.containers", {}),
    "the spec": ("spec", []),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_nothing_follows_from_a_wrong_type(name):
    """A name that is no text is not "required" on top of that."""
    path, value = REFUSALS[name]
    found = review(make_pod((path, value))).errors
    assert [(error.type, str(error.path)) for error in found] == [(ErrorType.TYPE_INVALID, path)]


def test_the_schema_is_not_stricter_than_the_server():
    """A header's value is required by the schema; the server takes a header without one."""
    probe = {"httpGet": {"port": 80, "httpHeaders": [{"name": "Accept"}]}}
    assert review(make_pod(("spec.containers[0].livenessProbe", probe))).accepted


TEMPLATE = {"metadata": {"labels": {"app": "web"}}, "spec": make_pod()["spec"]}


def test_a_template_needs_no_name():
    assert review(TEMPLATE, is_template=True).accepted
    assert [str(error.path) for error in review(TEMPLATE).errors] == ["metadata.name"]


def test_the_name_in_a_template_goes_nowhere():
    pod = {**TEMPLATE, "metadata": {"name": "No_Name", "labels": {"app": "-"}, "odd": 1}}
    found = review(pod, is_template=True)
    assert [str(error.path) for error in found.errors] == ["metadata.labels", "metadata.odd"]


def test_a_warning_about_a_template():
    spec = {**TEMPLATE["spec"], "nodeSelector": {"beta.kubernetes.io/os": "linux"}}
    verdict = review({**TEMPLATE, "metadata": {"name": "web.example"}, "spec": spec}, is_template=True)
    assert_warnings(verdict.warnings, [{"field": "spec.nodeSelector[beta.kubernetes.io/os]"}])


def test_a_whole_pod_is_no_template():
    found = review(make_pod(("status", {"phase": "Running"})), is_template=True).errors
    assert [(error.type, str(error.path)) for error in found] == [
        (ErrorType.UNKNOWN_FIELD, "apiVersion"),
        (ErrorType.UNKNOWN_FIELD, "kind"),
        (ErrorType.UNKNOWN_FIELD, "status"),
    ]


LABELS = TEMPLATE["metadata"]["labels"]
NAMED = {"metadata": {"name": "web"}}
DEPLOYMENT = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    **NAMED,
    "spec": {"selector": {"matchLabels": LABELS}, "template": TEMPLATE},
}
JOB = {"template": {**TEMPLATE, "spec": {**TEMPLATE["spec"], "restartPolicy": "Never"}}}
CRON_JOB = {"schedule": "@daily", "jobTemplate": {"spec": JOB}}
MANIFESTS = {
    "a pod": {"kind": "Pod", **make_pod()},
    "a pod in a list": {"kind": "List", "items": [make_pod()]},
    "a deployment": DEPLOYMENT,
    "a pod template": {"apiVersion": "v1", "kind": "PodTemplate", **NAMED, "template": TEMPLATE},
    "a cron job": {"apiVersion": "batch/v1", "kind": "CronJob", **NAMED, "spec": CRON_JOB},
    "a deployment in a list": {"kind": "List", "items": [{"kind": "Service"}, DEPLOYMENT]},
    "a workload of another group": {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Rollout",
        "spec": {"template": TEMPLATE},
    },
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_manifests(name):
    assert review_manifest(Manifest.read(json.dumps(MANIFESTS[name]))).accepted


def test_a_workload_is_judged_with_its_template():
    spec = {"replicas": -1, "template": {**TEMPLATE, "spec": {**TEMPLATE["spec"], "restartPolicy": "Sometimes"}}}
    listed = {"kind": "List", "items": [{"kind": "Service"}, {**DEPLOYMENT, "spec": spec}]}
    found = review_manifest(Manifest.read(json.dumps(listed)))
    assert not found.accepted
    # Document paths for what is around the template, the pod's own for what is in it, and nothing twice.
    assert_errors(
        found.wrapper_errors,
        [
            {"type": "FieldValueInvalid", "field": "items[1].spec.replicas"},
            {"type": "FieldValueRequired", "field": "items[1].spec.selector"},
        ],
    )
    assert_errors(
        found.errors,
        [
            {"type": "FieldValueInvalid", "field": "metadata.labels", "detail": "there is none"},
            {"type": "FieldValueNotSupported", "field": "spec.restartPolicy"},
        ],
    )


def test_a_wrong_template_is_the_workloads_fault():
    deployment = {**DEPLOYMENT, "spec": {"selector": {"matchLabels": LABELS}, "template": "nginx"}}
    found = review_manifest(Manifest.read(json.dumps(deployment))).wrapper_errors
    assert [(error.type, str(error.path)) for error in found] == [(ErrorType.TYPE_INVALID, "spec.template")]


def test_a_manifest_of_a_pod_needs_a_name():
    assert not review_manifest(Manifest.read(json.dumps({"kind": "Pod", "spec": TEMPLATE["spec"]}))).accepted


def test_errors_come_in_the_order_of_the_document():
    pod = {
        "spec": {
            "volumes": [{"name": "B_"}],
            "containers": [
                {"image": "nginx:1.27", "ports": [{"containerPort": 0}, {"containerPort": "x"}], "name": ""}
            ],
        },
        "metadata": {"name": "A_", "odd": 1},
    }
    assert [str(error.path) for error in review(pod).errors] == [
        "spec.volumes[0].name",
        "spec.containers[0].ports[0].containerPort",
        "spec.containers[0].ports[1].containerPort",
        "spec.containers[0].name",
        "metadata.name",
        "metadata.odd",
    ]


@given(odd_pods())
def test_nothing_makes_it_fall(pod):
    before = deepcopy(pod)
    verdict = review(pod)
    assert verdict.accepted == (not verdict.errors)
    assert all(error.detail for error in verdict.errors)
    assert pod == before


@given(odd_pods("1.25"))
def test_nothing_makes_an_old_version_fall(pod):
    review(pod, "1.25")


@given(odd_pods("1.37"))
def test_nothing_makes_the_newest_version_fall(pod):
    review(pod, "1.37")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of recorded answers is not here")
def test_the_decoder_refuses_what_the_server_refused():
    with gzip.open(CORPUS / "generated.jsonl.gz", "rt") as lines:
        rows = [row for row in map(json.loads, lines) if "decode" in row["verdicts"]["1.36"]]
    assert len(rows) > 50
    for row in rows:
        found = review(row["pod"]).errors
        unknown = {str(error.path) for error in found if error.type is ErrorType.UNKNOWN_FIELD}
        wanted = row["verdicts"]["1.36"]["decode"]
        if "unknown" in wanted:
            assert unknown == set(wanted["unknown"]), row["id"]
        else:
            assert ErrorType.TYPE_INVALID in {error.type for error in found}, row["id"]


def test_placeholders_are_not_called_wrong_names() -> None:
    text = (
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${NAME}\n  labels: {app: '{{app}}', tier: '#{tier}#'}\n"
        "spec:\n  hostname: <your-name>\n  containers:\n  - {name: '${NAME}', image: 'a:1', args: ['${X}', $(Y)]}\n"
    )
    verdict = review_manifest(Manifest.read(text))
    assert not verdict.accepted
    assert {str(error.path) for error in verdict.errors} >= {"metadata.name", "spec.hostname"}
    assert all("is a placeholder" in error.detail for error in verdict.errors)
    assert len(verdict.errors) == len({error.value for error in verdict.errors})


def test_what_kubernetes_or_a_shell_fills_in_is_no_placeholder() -> None:
    text = (
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: web\n    image: a:1\n"
        "    command: [sh, -c, 'echo ${HOME} $(X)']\n    env: [{name: A, value: '${B}'}]\n"
    )
    assert review_manifest(Manifest.read(text)).accepted


def test_a_misspelt_kind_still_says_what_a_field_of_its_pods_is_called() -> None:
    spec = {"containers": [{"name": "app", "Image": "nginx"}]}
    workload = {**DEPLOYMENT, "kind": "deployment", "spec": {"template": {"spec": spec}}}
    found = review_manifest(Manifest.read(json.dumps(workload)))
    assert found.error_count == len(found.errors) + len(found.wrapper_errors)
    assert any('Did you mean "image"?' in error.detail for error in found.errors)


BESIDE = (
    "kind: Pod\nspec: {containers: [{name: a, image: b}]}\n---\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n"
)


def beside(rest: str) -> Review:
    return review_manifest(Manifest.read(BESIDE + rest, FIRST_COMPANION), "1.36")


def test_what_stands_beside_a_pod_is_judged_at_its_places_in_the_document():
    assert set(companion_kinds.KINDS) <= set(judged_kinds.KINDS)
    verdict = beside("  metadata: {name: web}\n  spec: {ports: [{port: 80}]}\n")
    assert verdict.accepted
    assert verdict.facts.stored["spec"]["ports"] == [{"port": 80, "protocol": "TCP", "targetPort": 80}]
    refused = beside("  metadata: {name: web}\n  spec: {ports: [{port: 80, protocol: HTTP}]}\n")
    assert [str(error.path) for error in refused.wrapper_errors] == ["items[0].spec.ports[0].protocol"]
    assert refused.error_count == 1


def test_what_was_meant_there_is_said_too():
    (error,) = beside("  metadata: {name: web}\n  spec: {ports: [{port: 80}], selectors: {a: b}}\n").wrapper_errors
    assert str(error.path) == "items[0].spec.selectors"
    assert "selector" in error.detail


def test_there_is_no_pod_and_no_advice_in_it():
    verdict = beside("  metadata: {name: web}\n  spec: {ports: [{port: 80}], externalIPs: [010.0.0.1]}\n")
    assert (verdict.decoded, verdict.findings, verdict.violations, verdict.facts.qos_class) == ({}, (), {}, "")
