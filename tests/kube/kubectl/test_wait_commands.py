"""Commands that wait."""

from __future__ import annotations

import pytest

from tests.kube.kubectl.written import lines, pod, workload

CRON = (
    "{apiVersion: batch/v1, kind: CronJob, metadata: {name: backup}, "
    "spec: {jobTemplate: {spec: {template: {spec: {}}}}}}"
)
CASES = {
    "a pod": (
        pod(terminationGracePeriodSeconds=90),
        [
            "wait pod/web --for=create --timeout=120s",
            "wait pod/web --for=condition=Ready --timeout=120s",
            "wait pod/web '--for=jsonpath={.status.phase}=Running' --timeout=120s",
            "wait pod/web --for=delete --timeout=120s",
        ],
    ),
    "a Deployment": (
        workload("Deployment", {"progressDeadlineSeconds": 90}),
        [
            "wait deployment/shop --for=condition=Available --timeout=90s",
            "wait pod -l app=shop --for=condition=Ready --timeout=120s",
            "wait deployment/shop --for=delete --timeout=60s",
        ],
    ),
    "a StatefulSet": (
        workload("StatefulSet", {"replicas": 3}),
        [
            "wait statefulset/shop '--for=jsonpath={.status.readyReplicas}=3' --timeout=600s",
            "wait pod/shop-0 --for=condition=Ready --timeout=120s",
            "wait pod/shop-0 '--for=jsonpath={.status.phase}=Running' --timeout=120s",
            "wait pod -l app=shop --for=condition=Ready --timeout=120s",
            "wait statefulset/shop --for=delete --timeout=60s",
        ],
    ),
    "a Job": (
        workload("Job", {"activeDeadlineSeconds": 5}),
        [
            "wait job/shop --for=condition=Complete --timeout=5s",
            "wait job/shop --for=condition=Failed --timeout=5s",
            "wait pod -l job-name=shop --for=condition=Ready --timeout=120s",
            "wait job/shop --for=delete --timeout=60s",
        ],
    ),
    "a CronJob": (
        CRON,
        [
            "wait job/backup-manual --for=condition=Complete --timeout=600s",
            "wait job/backup-manual --for=condition=Failed --timeout=600s",
            "wait cronjob/backup --for=delete --timeout=60s",
        ],
    ),
    "what does not run": ("{apiVersion: v1, kind: PodTemplate, metadata: {name: a}, template: {spec: {}}}", []),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_waited_for(case: str) -> None:
    text, expected = CASES[case]
    assert lines(text, "wait") == expected


def test_one_that_comes_to_an_end() -> None:
    ended = "wait pod/web '--for=jsonpath={.status.phase}=Succeeded' --timeout=600s"
    assert ended in lines(pod(restartPolicy="Never"), "wait")


def test_nobody_waits_for_no_pods() -> None:
    assert "readyReplicas" not in "".join(lines(workload("ReplicaSet", {"replicas": 0}), "wait"))
    assert "readyReplicas" not in "".join(lines(workload("DaemonSet"), "wait"))
