"""What is offered for a cause in a pod mends it there, and the pod stays accepted."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube import review
from podbuilder.kube.core import document
from podbuilder.kube.lint.rule import Patch
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.troubleshooting import Cause, all_troubles, diagnose
from podbuilder.kube.troubleshooting.cause_fixes import all_fixes
from podbuilder.kube.troubleshooting.pod_fields import read_field

CASES: dict[str, dict[str, Any]] = {
    name: case
    for file in sorted((Path(__file__).parent / "fixes").glob("*.yaml"))
    for name, case in yaml.safe_load(file.read_text(encoding="utf-8")).items()
}
# Nothing is offered where the pod does not say what the cause is about, or says it otherwise.
QUIET = {
    "no image": ("Reason:  InvalidImageName", {"containers": [{"name": "till"}]}),
    "an image that nobody can read": ("Reason:  InvalidImageName", {"containers": [{"image": "!!"}]}),
    "an image that reads well": ("Reason:  InvalidImageName", {"containers": [{"image": "till:1"}]}),
    "an image that is pulled": ("Reason:  ErrImageNeverPull", {"containers": [{"imagePullPolicy": "Always"}]}),
    "an architecture that is told": ("exec format error", {"nodeSelector": {"kubernetes.io/arch": "arm64"}}),
    "an object that the pod does not name": ('Error: secret "till" not found', {}),
    "a reference that is optional": (
        'Error: secret "till" not found',
        {"containers": [{"envFrom": [{"secretRef": {"name": "till", "optional": True}}]}]},
    ),
    "the default account": ("error looking up service account", {"serviceAccountName": "default"}),
    "a path of another type": ("hostPath type check failed", {"volumes": [{"hostPath": {"type": "Socket"}}]}),
    "a subPath": (
        'to rootfs at "/etc/till.conf": not a directory',
        {
            "volumes": [{"name": "files", "configMap": {}}, {"name": "data", "emptyDir": {}}],
            "containers": [
                {
                    "volumeMounts": [
                        {"name": "files", "mountPath": "/etc/till.conf", "subPath": "till.conf"},
                        {"name": "data", "mountPath": "/etc/till.conf"},
                        {"name": "data"},
                    ]
                }
            ],
        },
    ),
    "another trouble of a volume": ("mount failed: exit status 32", {}),
    "a command of the image": ('exec: "till": executable file not found in $PATH', {}),
    "a command of one word": ("executable file not found", {"containers": [{"command": ["till"]}]}),
    "a quotation mark that is open": ("executable file not found", {"containers": [{"command": ["till 'x"]}]}),
    "a script of the image's own": ("exec: permission denied", {}),
    "a program": (
        "exec: permission denied",
        {
            "containers": [{"command": ["/bin/till"], "volumeMounts": [{"name": "files", "mountPath": "/etc"}]}],
            "volumes": [{"name": "files", "secret": {}}],
        },
    ),
    "a script that may be executed": (
        "exec: permission denied",
        {
            "containers": [{"command": ["/etc/till.sh"], "volumeMounts": [{"name": "files", "mountPath": "/etc"}]}],
            "volumes": [{"name": "files", "secret": {"defaultMode": 493}}],
        },
    ),
    "a user that is told": ("container has runAsNonRoot", {"securityContext": {"runAsUser": 7}}),
    "a hook of somebody else": ("PostStartHook failed", {}),
    "no class": ("RuntimeClass x not found", {}),
    "no profile": ("cannot load seccomp profile", {}),
    "another sysctl": ("forbidden sysctl: x", {"securityContext": {"sysctls": [{"name": "other"}]}}),
    "no limit": ("Reason:  OOMKilled", {}),
    "an odd limit": ("Reason:  OOMKilled", {"containers": [{"resources": {"limits": {"memory": "much"}}}]}),
    "a limit that was raised": (
        "Reason:  OOMKilled\nLimits:\n  memory:  1Gi",
        {"containers": [{"resources": {"limits": {"memory": "2Gi"}}}]},
    ),
    "no limit on CPU": ("CPUThrottlingHigh", {}),
    "no volume": ("open /data/x: Permission denied", {}),
    "a group": ("open /data/x: Permission denied", {"securityContext": {"fsGroup": 1}, "volumes": [{}]}),
    "a place to write": (
        "Read-only file system",
        {"containers": [{"volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}]}]},
    ),
    "a port of the node": ("bind: permission denied", {"hostNetwork": True}),
    "a capability that is not named": ("Operation not permitted", {}),
    "no links": ("invalid port tcp://10.0.0.1:80", {"enableServiceLinks": False}),
    "a network of its own": ("address already in use", {"containers": [{"ports": [{"containerPort": 80}]}]}),
    "a pod that may end": ("Exit Code: 0", {"restartPolicy": "Never", "containers": [{"command": ["till"]}]}),
    "a template": ("Exit Code: 0", {"containers": [{"command": ["till"]}]}),
    "no probe": ("Liveness probe failed: context deadline exceeded", {}),
    "a patient probe": (
        "Liveness probe failed: context deadline exceeded",
        {"containers": [{"livenessProbe": {"timeoutSeconds": 9}}]},
    ),
    "no probe to begin with": ("Liveness probe failed: connection refused", {}),
    "a startup probe": (
        "Liveness probe failed: connection refused",
        {"containers": [{"livenessProbe": {}, "startupProbe": {}}]},
    ),
    "the right port": (
        "Liveness probe failed: HTTP probe failed with statuscode: 404",
        {"containers": [{"ports": [{"containerPort": 80}], "livenessProbe": {"httpGet": {"port": 80}}}]},
    ),
    "no port": (
        "Liveness probe failed: HTTP probe failed with statuscode: 404",
        {"containers": [{"livenessProbe": {"exec": {"command": ["till"]}}}]},
    ),
    "HTTPS to a port for HTTPS": (
        "Liveness probe failed: HTTP probe failed with statuscode: 400",
        {"containers": [{"livenessProbe": {"httpGet": {"port": 443, "scheme": "HTTPS"}}}]},
    ),
    "no request": ("0/1 nodes are available: 1 Insufficient cpu.", {}),
    "an odd request": (
        "0/1 nodes are available: 1 Insufficient cpu.",
        {"containers": [{"resources": {"requests": {"cpu": "much"}}}]},
    ),
    "next to nothing": (
        "0/1 nodes are available: 1 Insufficient cpu.",
        {"containers": [{"resources": {"requests": {"cpu": "1m"}}}]},
    ),
    "no selector": ("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.", {}),
    "a taint without a name": ("0/1 nodes are available: 1 node(s) had untolerated taint(s).", {}),
    "a taint that is tolerated": (
        "0/1 nodes are available: 1 node(s) had untolerated taint {a: b}.",
        {"tolerations": [{"key": "a", "operator": "Equal", "value": "b", "effect": "NoSchedule"}]},
    ),
    "no neighbours": ("0/1 nodes are available: 1 node(s) didn't match pod affinity rules.", {}),
    "spread that is aimed at": (
        "0/1 nodes are available: 1 node(s) didn't match pod topology spread constraints.",
        {"topologySpreadConstraints": [{"whenUnsatisfiable": "ScheduleAnyway"}]},
    ),
    "ports of the pod": ("didn't have free ports for the requested pod ports", {}),
    "no gate": ("SchedulingGated", {}),
    "a bound that is not named": ("maximum storage usage per PersistentVolumeClaim is 1Gi", {}),
    "a bound that is kept": (
        "minimum cpu usage per Container is 100m, but request is 10m",
        {"containers": [{"resources": {"requests": {"cpu": "100m"}}}]},
    ),
    "a quota that is used up": ("exceeded quota: q, requested: pods=1", {"containers": [{}]}),
    "an amount that is told": (
        "failed quota: q: must specify cpu,gpu",
        {"containers": [{"resources": {"requests": {"cpu": "1"}}}]},
    ),
    "no usage": ("The node was low on resource: memory.", {}),
    "no volume that is too small": ('Usage of EmptyDir volume "cache" exceeds the limit "1Gi".', {"volumes": [{}]}),
    "a limit that is not the one": ("Pod ephemeral local storage usage exceeds the total limit of containers 1Gi.", {}),
    "no deadline": ("Reason:  DeadlineExceeded", {}),
    "nothing that is asked for": ('violates PodSecurity "baseline:latest": host namespaces', {"containers": [{}]}),
    "nothing that a pod can mend": ("Reason:  NodeLost", {}),
}


def pod_of(case: dict[str, Any]) -> dict[str, Any]:
    container = {"name": "till", "image": "till:1", **case.get("container", {})}
    spec = {"containers": [container], **case.get("spec", {})}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "till"}, "spec": spec}


def cause_of(label: str, text: str, pod: dict[str, Any]) -> Cause:
    return next(cause for cause in diagnose(text, pod=pod) if cause.label == label)


def as_values(fixes: tuple[Patch, ...]) -> list[list[object]]:
    return [[(edit.op, edit.path, edit.value) for edit in fix.edits] for fix in fixes]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_fix_mends_the_pod(case: dict[str, Any]) -> None:
    before = Manifest.read(yaml.safe_dump(pod_of(case)))
    fix = cause_of(case["label"], case["text"], before.pod).fixes[0]
    assert str(fix.safety) == case["safety"]
    after = before.patch(fix.edits)
    for path, value in case["fixed"].items():
        assert document.get(after.pod, read_field(path)) == value, path
    verdict = review.review_manifest(after)
    assert verdict.accepted, verdict.errors
    rules = {finding.rule for finding in verdict.findings}
    if "rule" in case:
        assert case["rule"] not in rules
    again = cause_of(case["label"], case["text"], after.pod).fixes
    assert case.get("amount") or as_values((fix,))[0] not in as_values(again)
    assert after.patch(fix.edits).pod == after.pod or any(edit.op == "insert" for edit in fix.edits)


@pytest.mark.parametrize(("text", "spec"), QUIET.values(), ids=QUIET)
def test_where_nothing_can_be_mended_nothing_is_offered(text: str, spec: dict[str, Any]) -> None:
    assert diagnose(text, pod={"spec": spec})[0].fixes == ()


def test_without_a_pod_nothing_is_offered() -> None:
    assert diagnose("Reason:  ErrImageNeverPull")[0].fixes == ()


def test_there_are_sixty_cases_and_one_for_every_fix() -> None:
    assert len(CASES) >= 60
    assert {case["label"] for case in CASES.values()} == all_fixes().keys()
    assert all_fixes().keys() <= all_troubles().keys()


def test_a_pod_that_is_none_breaks_nothing() -> None:
    chance = random.Random(7)
    for case in CASES.values():
        for _ in range(30):
            pod: Any = copy.deepcopy(pod_of(case))
            path = chance.choice([path for path, _ in document.walk(pod) if path])
            diagnose(case["text"], pod=document.assign(pod, path, chance.choice([1, "x", [], {}, [1], None, [{}]])))
