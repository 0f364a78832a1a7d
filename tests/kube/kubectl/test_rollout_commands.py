"""Commands for revisions and runs."""

from __future__ import annotations

from tests.kube.kubectl.written import lines, pod, workload

CRON = (
    "{apiVersion: batch/v1, kind: CronJob, metadata: {name: backup}, "
    "spec: {jobTemplate: {spec: {template: {spec: {}}}}}}"
)
REVISIONS = ["status", "history", "history --revision=2", "undo", "undo --to-revision=1", "restart"]


def rollout(kind: str, verbs: list[str]) -> list[str]:
    return [" ".join(("rollout", verb.split()[0], f"{kind}/shop", *verb.split()[1:])) for verb in verbs]


def test_a_pod_has_none() -> None:
    assert lines(pod(), "rollout") == []
    assert lines(workload("ReplicaSet"), "rollout") == []


def test_what_rolls_out() -> None:
    assert lines(workload("Deployment"), "rollout") == rollout("deployment", [*REVISIONS, "pause", "resume"])
    assert lines(workload("DaemonSet"), "rollout") == rollout("daemonset", REVISIONS)


def test_nobody_waits_where_somebody_else_deletes_the_pods() -> None:
    by_hand = {"updateStrategy": {"type": "OnDelete"}}
    assert lines(workload("StatefulSet", by_hand), "rollout") == rollout("statefulset", REVISIONS[1:])


def test_what_runs_once_and_by_a_clock() -> None:
    suspended = ["-p 'spec: {suspend: true}'", "-p 'spec: {suspend: false}'"]
    assert lines(workload("Job"), "rollout") == [f"patch job/shop {one}" for one in suspended]
    assert lines(CRON, "rollout") == [
        "create job backup-manual --from=cronjob/backup",
        "logs job/backup-manual -f",
        *(f"patch cronjob/backup {one}" for one in suspended),
    ]
