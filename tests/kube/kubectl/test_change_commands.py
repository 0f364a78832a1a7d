"""Commands that change what runs."""

from __future__ import annotations

from tests.kube.kubectl.written import ONE, commands, has, lines, pod, workload

RESIZE = "patch pod web --subresource=resize -p 'spec: {containers: [{name: %s, resources: {requests: {cpu: 500m}}}]}'"


def test_a_pod() -> None:
    assert lines(pod(), "change") == [
        "set image pod/web app=nginx:TAG",
        RESIZE % "app",
        "edit pod/web",
        "label pod web KEY=VALUE",
        "label pod web KEY-",
        "annotate pod web KEY=VALUE",
    ]


def test_versions_that_do_not_resize() -> None:
    assert [line for line in lines(pod(), "change", version="1.32") if "resize" in line] == []


def test_a_name_that_yaml_would_read_as_something_else() -> None:
    (patch,) = (one for one in commands(pod([{"name": "yes", "image": "nginx"}]), "change") if "-p" in one.words)
    assert patch.words[-1] == "spec: {containers: [{name: 'yes', resources: {requests: {cpu: 500m}}}]}"


def test_init_containers_are_not_resized() -> None:
    text = pod([ONE], initContainers=[{"name": "a", "image": "alpine:3"}])
    assert lines(text, "change")[0] == "set image pod/web a=alpine:TAG"
    assert len(has(text, "change", "patch")) == 1


def test_a_workload() -> None:
    assert lines(workload("Deployment", {"replicas": 3}), "change") == [
        "set image deployment/shop app=nginx:TAG",
        "set resources deployment/shop --containers=app "
        "--requests=cpu=100m,memory=128Mi --limits=cpu=500m,memory=256Mi",
        "set env deployment/shop --containers=app NAME=VALUE",
        "scale deployment/shop --replicas=4",
        "scale deployment/shop --replicas=0",
        "edit deployment/shop",
        "label deployment/shop KEY=VALUE",
    ]


def test_its_own_amounts() -> None:
    own = {"requests": {"cpu": 2, "memory": "x"}, "limits": {"cpu": True, "memory": "1Gi", "nvidia.com/gpu": 1}}
    template = {"spec": {"containers": [{**ONE, "resources": own}]}}
    assert has(workload("DaemonSet", {"template": template}), "change", "set resources") == [
        "set resources daemonset/shop --containers=app --requests=cpu=2 --limits=memory=1Gi"
    ]


def test_what_cannot_be_scaled_or_set() -> None:
    assert lines(workload("Job"), "change") == ["edit job/shop", "label job/shop KEY=VALUE"]


def test_the_pod_of_a_workload_has_labels_too() -> None:
    assert has(workload("StatefulSet"), "change", "label") == [
        "label pod shop-0 KEY=VALUE",
        "label pod shop-0 KEY-",
        "label statefulset/shop KEY=VALUE",
    ]


def test_a_count_that_is_none() -> None:
    assert "scale deployment/shop --replicas=2" in lines(workload("Deployment", {"replicas": "x"}), "change")
