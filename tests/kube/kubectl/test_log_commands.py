"""Commands that show what containers say."""

from __future__ import annotations

from tests.kube.kubectl.written import ONE, commands, has, lines, pod, workload


def test_a_pod_with_one_container() -> None:
    assert lines(pod(), "logs") == [
        "logs web -f",
        "logs web",
        "logs web --previous",
        "logs web --since=1h --tail=100 --timestamps",
    ]


def test_a_pod_with_several() -> None:
    text = pod([ONE], initContainers=[{"name": "fetch", "image": "alpine"}])
    assert lines(text, "logs") == [
        "logs web --all-containers --prefix -f",
        "logs web --all-containers --prefix --since=10m --timestamps",
        "logs web -c fetch",
        "logs web -c fetch --previous",
        "logs web -c fetch --since=1h --tail=100 --timestamps",
        "logs web -c app",
        "logs web -c app --previous",
        "logs web -c app --since=1h --tail=100 --timestamps",
        "logs web -c app -f",
    ]
    assert next(one.purpose for one in commands(text, "logs") if one.container == "fetch") == (
        "See what the init container fetch said"
    )


def test_a_native_sidecar_runs_like_any_other() -> None:
    text = pod([ONE], initContainers=[{"name": "mesh", "image": "envoy", "restartPolicy": "Always"}])
    assert "logs web -c mesh -f" in lines(text, "logs")


def test_all_pods_of_a_workload() -> None:
    many = "--all-containers --prefix --tail=50"
    assert has(workload("Deployment"), "logs", "logs -l") == [f"logs -l app=shop {many}"]
    assert has(workload("Deployment", {"replicas": 9}), "logs", "logs -l") == [
        f"logs -l app=shop {many} --max-log-requests=9"
    ]
    assert lines(workload("DaemonSet"), "logs")[0] == "logs daemonset/shop -f"


def test_one_pod_that_somebody_knows() -> None:
    assert lines(workload("Deployment"), "logs", "shop-x")[0] == "logs shop-x -f"


def test_no_pods_say_nothing() -> None:
    assert lines("{apiVersion: v1, kind: PodTemplate, metadata: {name: a}, template: {spec: {}}}", "logs") == []
