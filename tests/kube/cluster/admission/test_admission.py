"""Tables of cases, one for each module: a snapshot, an object, and what the API server answers.

An object is a small pod with the case's `metadata` and `spec`, or a whole one where the case has an `object`. The
snapshot has its namespace and an account, but for what the case says of it; `without` names kinds of which it says
nothing. What of an answer is not named is not looked at: `stored` are paths of the stored object, `refused` is the
message, after the beginning that all refusals have.
"""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.cluster.admission import (
    always_pull_images,
    policy_inputs,
    quota_usage,
    service_accounts,
    volume_words,
    warning_words,
)
from podbuilder.kube.cluster.admission.json_patches import PatchFailure, patched
from podbuilder.kube.cluster.admission.request import POD, RESOURCES, AdmissionRefusal, Outcome, Request
from podbuilder.kube.cluster.admission.structured_merge import MergeFailure, merged
from podbuilder.kube.cluster.admission.tolerations import Toleration, is_superset
from podbuilder.kube.cluster.admission.verdict import AdmissionVerdict, admit
from podbuilder.kube.cluster.admission.version_table import SPANS, holds
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.core import document, versions
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.quantity import ZERO

HERE = Path(__file__).parent
SNAPSHOT: dict[str, Any] = {
    "Namespace": [{"metadata": {"name": "team"}, "status": {"phase": "Active"}}],
    "ServiceAccount": [{"metadata": {"name": "default", "namespace": "team"}}],
    **{kind: [] for kind in ("LimitRange", "ResourceQuota", "PriorityClass", "RuntimeClass")},
}
KEYS = {
    *("snapshot", "without", "metadata", "spec", "object", "version", "plugins"),
    # The row of the table of differences, and the file and the version of upstream that the case mirrors.
    *("row", "mirrors"),
    *("refused", "by", "code", "message", "warnings", "stored", "not_judged", "changed_by", "further"),
}
FORBIDDEN = 'pods "web" is forbidden: '


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{table.stem}: {name}")
        for table in sorted(HERE.glob("*.yaml"))
        for name, case in yaml.safe_load(table.read_text()).items()
    ]


def snapshot_of(case: dict[str, Any]) -> Snapshot:
    objects = {**deepcopy(SNAPSHOT), **case.get("snapshot", {})}
    return Snapshot({kind: found for kind, found in objects.items() if kind not in case.get("without", ())})


def object_of(case: dict[str, Any]) -> dict[str, Any]:
    if "object" in case:
        return dict(case["object"])
    metadata = {"name": "web", "namespace": "team", **case.get("metadata", {})}
    spec = {"containers": [{"name": "main", "image": "nginx:1.29"}], **case.get("spec", {})}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec}


def asked(case: dict[str, Any]) -> AdmissionVerdict:
    posted = object_of(case)
    before = deepcopy(posted)
    verdict = admit(snapshot_of(case), posted, case.get("version", versions.DEFAULT), case.get("plugins", ()))
    assert posted == before
    return verdict


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    assert not set(case) - KEYS
    verdict = asked(case)
    refused = "refused" in case or "message" in case
    assert verdict.accepted != refused, verdict.message
    assert verdict.by == case.get("by", verdict.by if refused else "accepted")
    assert verdict.code == case.get("code", verdict.code if refused else 201)
    if "refused" in case:
        assert verdict.message == FORBIDDEN + case["refused"]
    if "message" in case:
        assert verdict.message == case["message"]
    assert list(verdict.warnings) == case.get("warnings", [])
    assert list(verdict.not_judged) == case.get("not_judged", [])
    assert list(verdict.changed_by) == case.get("changed_by", list(verdict.changed_by))
    further = [f"{one.by}: {one.message.removeprefix(FORBIDDEN)}" for one in verdict.further]
    assert further == case.get("further", further)
    for path, wanted in case.get("stored", {}).items():
        parts = tuple(int(part) if part.isdigit() else part for part in path.split("."))
        found = document.get(verdict.object, parts)
        assert found == wanted, path


def test_every_difference_between_versions_has_its_cases() -> None:
    """Each names the row of the table that it tries, and the file and the version of upstream that it mirrors."""
    found = yaml.safe_load((HERE / "version_table.yaml").read_text()).values()
    assert {case["row"] for case in found} == SPANS.keys()
    assert all(case["mirrors"].startswith(f"v{case['version']} ") for case in found)
    for row in SPANS:
        assert {holds(row, case["version"]) for case in found if case["row"] == row} == {True, False}, row


def request(spec: dict[str, Any], metadata: dict[str, Any] | None = None, version: str = versions.DEFAULT) -> Request:
    """A pod as plugins see it that judge what others, policies among them, made of it."""
    pod = {"metadata": {"name": "web", "namespace": "team", **(metadata or {})}, "spec": spec}
    return Request(Snapshot(SNAPSHOT), POD, pod, version)


@pytest.mark.parametrize(
    ("judged", "wanted"),
    [
        (
            always_pull_images.validate(request({"containers": [{"name": "a", "imagePullPolicy": "Never"}]})),
            'spec.containers[0].imagePullPolicy: Unsupported value: "Never": supported values: "Always"',
        ),
        (
            always_pull_images.validate(request({"containers": [{"name": "a"}, {"name": "b"}]})),
            '[pods "web" is forbidden: spec.containers[0].imagePullPolicy: Unsupported value: "": supported values:'
            ' "Always", pods "web" is forbidden: spec.containers[1].imagePullPolicy: Unsupported value: "": supported'
            ' values: "Always"]',
        ),
        (always_pull_images.validate(request({"containers": [{"imagePullPolicy": "Always"}]})), ""),
        (
            always_pull_images.validate(
                request({"volumes": [{"image": {"pullPolicy": "Always"}}, {"image": {"pullPolicy": "Never"}}]})
            ),
            'spec.volumes[1].image.pullPolicy: Unsupported value: "Never": supported values: "Always"',
        ),
        (service_accounts.validate(request({})), "no service account specified for pod team/web"),
    ],
)
def test_what_a_policy_undoes_is_refused(judged: Outcome, wanted: str) -> None:
    message = judged.message if isinstance(judged, AdmissionRefusal) else ""
    assert message.removeprefix(FORBIDDEN) == wanted


def test_an_address_that_only_old_servers_take() -> None:
    spec = {"hostAliases": [{"ip": "010.0.0.1"}]}
    told = warning_words.warnings_for_pod({"metadata": {"name": "web"}, "spec": spec}, {}, "1.36")
    assert told == ('spec.hostAliases[0].ip: non-standard IP address "010.0.0.1" is invalid: use "10.0.0.1"',)


def test_certificates_are_files_too() -> None:
    """Their fields are switched off in the servers that there are."""
    sources = [
        {"podCertificate": {"keyPath": "a", "certificateChainPath": "a/b"}},
        {"podCertificate": {}},
        {"clusterTrustBundle": {"signerName": "example.com/s", "path": "a/b"}},
    ]
    at = FieldPath(("spec", "volumes"))
    told = list(volume_words.warnings_for_volumes([{"name": "v", "projected": {"sources": sources}}], at, "1.36"))
    key, chain, bundle = (
        '"a" (PodCertificate key)',
        '"a/b" (PodCertificate chain)',
        '"a/b" (ClusterTrustBundle "example.com/s")',
    )
    pairs = [(key, chain), (bundle, chain), (bundle, key)]
    assert told == [f'volume "v" (Projected): overlapping paths: {one} with {other}' for one, other in pairs]


def test_a_file_that_does_not_say_where_it_goes_is_in_nobody_s_way() -> None:
    items = [{"key": "a", "path": ""}, {"key": "b", "path": "b"}, {"key": "c", "path": ""}]
    volume = {"name": "v", "configMap": {"name": "c", "items": items}}
    assert list(volume_words.warnings_for_volumes([volume], FieldPath(("spec", "volumes")), "1.36")) == []


@pytest.mark.parametrize(
    ("larger", "one", "wanted"),
    [
        ({"key": "a", "operator": "Exists"}, {"key": "a", "operator": "Exists", "value": ""}, True),
        ({"key": "a", "operator": "Exists"}, {"key": "b", "operator": "Exists"}, False),
        ({"operator": "Exists"}, {"key": "b", "operator": "Exists"}, True),
        ({"key": "a", "operator": "Exists", "effect": "NoSchedule"}, {"key": "a", "operator": "Exists"}, False),
        (
            {"key": "a", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 5},
            {"key": "a", "operator": "Exists", "effect": "NoExecute"},
            False,
        ),
        (
            {"key": "a", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 5},
            {"key": "a", "operator": "Equal", "effect": "NoExecute", "tolerationSeconds": 4},
            True,
        ),
        ({"key": "a", "value": "b"}, {"key": "a", "operator": "Equal", "value": "b"}, True),
        ({"key": "a", "value": "b"}, {"key": "a", "effect": "NoSchedule", "value": "b"}, False),
        ({"key": "a", "operator": "Later"}, {"key": "a", "operator": "Equal"}, False),
    ],
)
def test_which_toleration_covers_another(larger: Toleration, one: Toleration, wanted: bool) -> None:
    assert is_superset(larger, one) is wanted


def test_resources_that_no_quota_counts() -> None:
    assert set(quota_usage.computed({"storage": ZERO, "cpu": ZERO}, {"storage": ZERO}, "1.36")) == {
        "pods",
        "cpu",
        "requests.cpu",
    }


def test_how_resources_are_named_in_the_api() -> None:
    assert {kind: resource.api_version for kind, resource in RESOURCES.items()} == {
        "Pod": "v1",
        "PodTemplate": "v1",
        "ReplicationController": "v1",
        **dict.fromkeys(("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"), "apps/v1"),
        **dict.fromkeys(("Job", "CronJob"), "batch/v1"),
    }


@pytest.mark.parametrize(
    ("operation", "wanted"),
    [
        ({"op": "add", "path": "/a/b/c"}, 'add operation does not apply: doc is missing path: "/a/b/c": missing value'),
        ({"op": "add", "path": ""}, 'add operation does not apply: doc is missing path: "": missing value'),
        (
            {"op": "add", "path": "/list/7"},
            "error in add for path: '/list/7': Unable to access invalid index: 7: invalid index referenced",
        ),
        (
            {"op": "add", "path": "/list/x"},
            "error in add for path: '/list/x': value was not a proper array index: 'x':"
            ' strconv.Atoi: parsing "x": invalid syntax',
        ),
        (
            {"op": "remove", "path": "/b"},
            "error in remove for path: '/b': Unable to remove nonexistent key: b: missing value",
        ),
        (
            {"op": "remove", "path": "/list/7"},
            "error in remove for path: '/list/7': Unable to access invalid index: 7: invalid index referenced",
        ),
        (
            {"op": "replace", "path": "/b/c"},
            "replace operation does not apply: doc is missing path: /b/c: missing value",
        ),
        (
            {"op": "replace", "path": "/list/7"},
            "replace operation does not apply: doc is missing key: /list/7: missing value",
        ),
        ({"op": "move", "path": "/b"}, "move operation does not apply: doc is missing from path: : missing value"),
        (
            {"op": "test", "path": "/list/9/a"},
            "test operation does not apply: is missing path: /list/9/a: missing value",
        ),
        ({"op": "test", "path": "/list/0", "value": 2}, "testing value /list/0 failed"),
        ({"op": "turn", "path": "/a"}, "Unexpected kind: turn"),
    ],
)
def test_patches_that_cannot_be_applied(operation: dict[str, Any], wanted: str) -> None:
    target = {"a": {}, "list": [1]}
    with pytest.raises(PatchFailure) as failure:
        patched(target, [operation])
    assert str(failure.value) == wanted
    assert target == {"a": {}, "list": [1]}


def container(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, **fields}


@pytest.mark.parametrize(
    ("live", "patch", "wanted"),
    [
        ([], ["c"], ["c"]),
        (["a", "b"], ["c"], ["a", "b", "c"]),
        (["a", "b"], ["c", "a"], ["c", "a", "b"]),
        (["a", "b"], ["b", "a"], ["b", "a"]),
        (["a", "b", "d"], ["b", "c", "a"], ["b", "d", "c", "a"]),
        (["a", "b"], ["a", "c"], ["a", "b", "c"]),
    ],
)
def test_the_order_of_merged_lists(live: list[str], patch: list[str], wanted: list[str]) -> None:
    pod = {"spec": {"containers": [container(name, image="old") for name in live]}}
    found = merged(pod, {"spec": {"containers": [container(name, image="new") for name in patch]}}, "Pod", "1.36")
    containers = found["spec"]["containers"]
    assert [one["name"] for one in containers] == wanted
    assert [one["image"] for one in containers] == ["new" if name in patch else "old" for name in wanted]


def test_ports_are_told_apart_by_their_protocol() -> None:
    pod = {"spec": {"containers": [container("a", ports=[{"containerPort": 1, "protocol": "TCP"}])]}}
    ports = [{"containerPort": 1, "name": "x"}, {"containerPort": 1, "protocol": "UDP"}]
    found = merged(pod, {"spec": {"containers": [container("a", ports=ports)]}}, "Pod", "1.36")
    assert found["spec"]["containers"][0]["ports"] == [
        {"containerPort": 1, "protocol": "TCP", "name": "x"},
        {"containerPort": 1, "protocol": "UDP"},
    ]


def test_items_that_are_there_twice_become_one() -> None:
    variables = [{"name": "A", "value": "1"}, {"name": "A", "value": "2"}]
    pod = {"spec": {"containers": [container("a", env=variables)]}}
    patch = {"spec": {"containers": [container("a", env=[{"name": "A", "value": "3"}])]}}
    assert merged(pod, patch, "Pod", "1.36") == {"spec": {"containers": patch["spec"]["containers"]}}


def test_sets_are_joined() -> None:
    pod = {"metadata": {"finalizers": ["a"]}}
    assert merged(pod, {"metadata": {"finalizers": ["b", "a"]}}, "Pod", "1.36") == {
        "metadata": {"finalizers": ["a", "b"]}
    }


@pytest.mark.parametrize(
    ("patch", "wanted"),
    [
        ({"spec": {"a": 1, "b": 2}}, "errors:\n  .spec.a: field not declared in schema\n  .spec.b: field not declared"),
        ({"metadata": {"managedFields": [{"fieldsV1": {"a": 1}}]}}, "structs: .metadata.managedFields"),
        ({"spec": {"tolerations": [{"key": "a"}]}}, "structs: .spec.tolerations"),
        ({"spec": {"imagePullSecrets": [{"name": "a"}]}}, "structs: .spec.imagePullSecrets[0]"),
        ({"spec": {"containers": [{"name": "a", "command": ["b"]}]}}, "structs: .spec.containers[0].command"),
    ],
)
def test_what_is_not_merged(patch: dict[str, Any], wanted: str) -> None:
    with pytest.raises(MergeFailure, match=re.escape(wanted)):
        merged({}, patch, "Pod", "1.36")


def test_policies_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy_inputs, "MAX_POLICY_STEPS", 100)
    binding = {"metadata": {"name": "b"}, "spec": {"policyName": "p", "validationActions": ["Deny"]}}
    validations = [{"expression": "[1, 2, 3, 4, 5, 6, 7, 8, 9].all(x, x > 0)"}] * 5
    policy = {"metadata": {"name": "p"}, "spec": {"validations": validations}}
    case = {"snapshot": {"ValidatingAdmissionPolicy": [policy], "ValidatingAdmissionPolicyBinding": [binding]}}
    told = "The policy p is not judged. The expression costs more than is spent on one here."
    assert asked(case).not_judged == (told,)
