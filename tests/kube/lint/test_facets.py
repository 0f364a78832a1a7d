"""Each rule where its cases do not take it: in init containers and native sidecars, on Windows, in fields of the pod.

The cases that fire are moved there, so every rule is tried, also one that is new.
"""

from __future__ import annotations

from copy import deepcopy

import pytest

from podbuilder.kube.lint import all_rules, run
from tests.kube.lint.table import TABLES, around_of, base, cases_of, pod_of, profile_of, version_of
from tests.support.cases import Case
from tests.support.pods import Pod

FIRING = {t.stem.replace("_", "-"): [case for case in cases_of(t) if "fail" in case] for t in TABLES}
QUIET = {t.stem.replace("_", "-"): [case for case in cases_of(t) if "pass" in case] for t in TABLES}
# What means nothing, or is refused, on Windows.
LINUX_ONLY = {
    "allow-privilege-escalation",
    "apparmor-unset",
    "capabilities-add-any",
    "capabilities-add-beyond-default",
    "capabilities-add-beyond-net-bind",
    "capabilities-dangerous",
    "capabilities-drop-all",
    "capabilities-drop-net-raw",
    "capabilities-drop-none",
    "capability-misspelled",
    "capability-net-raw-added",
    "capability-sys-admin",
    "capability-sys-module",
    "fs-group-change-policy",
    "fs-group-unset",
    "host-network-cluster-dns",
    "linux-hardening-none",
    "mount-path-colon",
    "pod-security-context-missing",
    "privileged-container",
    "privileged-port",
    "proc-mount-unmasked",
    "read-only-root-filesystem",
    "read-only-root-image-writes",
    "read-only-root-without-scratch",
    "run-as-group-unset",
    "run-as-low-gid",
    "run-as-low-uid",
    "run-as-non-root-conflict",
    "run-as-non-root-without-uid",
    "run-as-root-group",
    "run-as-user-zero",
    "seccomp-profile-unset",
    "seccomp-unconfined",
    "security-context-missing",
    "selinux-options-custom",
    "selinux-unset",
    "shared-memory-missing",
    "sysctl-unsafe",
    "sysctl-value-injection",
    "user-group-id-allowlist",
    "user-namespace-unused",
    "windows-image-without-selector",
}
# What the pod may say for all its containers: the part of the spec that its quiet cases are to use.
FOR_ALL = {
    "spec.resources": {
        *("cpu-limit-missing", "cpu-request-missing", "memory-limit-missing", "memory-request-missing"),
        *("qos-best-effort", "qos-not-guaranteed"),
    },
    "spec.securityContext": {
        *("run-as-non-root", "run-as-user-zero", "run-as-low-uid", "run-as-low-gid", "run-as-group-unset"),
        *("run-as-root-group", "seccomp-profile-unset", "seccomp-unconfined", "selinux-options-custom"),
        *("selinux-unset", "apparmor-unset", "apparmor-unconfined", "user-group-id-allowlist"),
        *("run-as-non-root-without-uid", "run-as-non-root-conflict", "windows-run-as-user", "windows-host-process"),
    },
}


def found(id: str, case: Case, pod: Pod, within: str) -> int:
    """How many findings of a rule lie below a path."""
    findings = run(pod, version_of(case), profile_of(case, id), around_of(case))
    return sum(finding.rule == id and str(finding.path).startswith(within) for finding in findings)


def moved(pod: Pod, is_sidecar: bool) -> Pod:
    """The pod with its first container as an init container, and a good one in its place."""
    pod = deepcopy(pod)
    first, *others = pod["spec"]["containers"]
    other = {**deepcopy(base()["spec"]["containers"][0]), "name": "other", "ports": []}
    del other["livenessProbe"], other["readinessProbe"]
    if is_sidecar:
        first["restartPolicy"] = "Always"
    else:
        for field in ("livenessProbe", "readinessProbe", "startupProbe", "lifecycle"):
            first.pop(field, None)
    pod["spec"]["initContainers"] = [*(pod["spec"].get("initContainers") or []), first]
    pod["spec"]["containers"] = [other, *others]
    return pod


def on_windows(pod: Pod) -> Pod:
    pod = deepcopy(pod)
    pod["spec"]["nodeSelector"] = {**(pod["spec"].get("nodeSelector") or {}), "kubernetes.io/os": "windows"}
    return pod


@pytest.mark.parametrize("id", FIRING)
def test_in_init_containers_and_native_sidecars(id: str) -> None:
    """What is found in a container is found in a native sidecar; in a plain init container only if the rule says so."""
    fires = {False: 0, True: 0}
    in_containers = 0
    for case in FIRING[id]:
        pod = pod_of(case)
        if not pod["spec"].get("containers") or not found(id, case, pod, "spec.containers[0]"):
            continue
        in_containers += 1
        before = found(id, case, pod, "spec.initContainers")
        for is_sidecar in fires:
            fires[is_sidecar] += found(id, case, moved(pod, is_sidecar), "spec.initContainers") > before
    assert bool(fires[True]) == bool(in_containers)
    if in_containers:
        assert "init" in all_rules()[id].rule.scope or not fires[False]


@pytest.mark.parametrize("id", FIRING)
def test_on_windows(id: str) -> None:
    fires = sum(found(id, case, on_windows(pod_of(case)), "") > 0 for case in FIRING[id])
    assert (fires == 0) == (id in LINUX_ONLY)
    assert all(not found(id, case, on_windows(pod_of(case)), "") for case in QUIET[id] if id in LINUX_ONLY)


@pytest.mark.parametrize(("within", "id"), [(within, id) for within, ids in FOR_ALL.items() for id in sorted(ids)])
def test_what_the_pod_says_for_all(within: str, id: str) -> None:
    """A quiet and a firing case of each leave the matter to the pod."""
    quiet = [case for case in QUIET[id] if any(path.startswith(within) for path in case["pass"])]
    firing = [case for case in FIRING[id] if any(path.startswith(within) for path in case["fail"])]
    assert quiet
    assert firing or any(path.startswith("spec.securityContext") for case in FIRING[id] for path in case["found"])


def test_counts() -> None:
    firing, quiet = sum(map(len, FIRING.values())), sum(map(len, QUIET.values()))
    print(f"{len(FIRING)} rules, {quiet} quiet cases and {firing} firing ones, the latter moved to 3 other places each")
    assert quiet > 3 * len(QUIET)
    assert firing > 2 * len(FIRING)
