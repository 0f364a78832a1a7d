"""Commands that create what a manifest says, or try its image."""

from __future__ import annotations

from tests.kube.kubectl.written import commands, has, lines, pod, workload

LOGIN = "--docker-username=USER --docker-password=PASSWORD"


def test_a_pod_from_its_file_and_by_hand() -> None:
    assert lines(pod(), "create") == [
        "apply --dry-run=server -f web.yaml",
        "diff -f web.yaml",
        "apply -f web.yaml",
        "replace --force -f web.yaml",
        "run web-test --image=nginx:1.27",
        "run web-test --image=nginx:1.27 --restart=Never",
        "run web-test --image=nginx:1.27 --rm -it --restart=Never -- sh",
        "run web-test --image=nginx:1.27 --command -- sleep 3600",
        f"create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ {LOGIN}",
    ]


def test_a_workload_is_never_replaced() -> None:
    assert has(workload("Deployment"), "create", "replace") == []


def test_a_name_that_the_server_makes_up() -> None:
    text = "{apiVersion: v1, kind: Pod, metadata: {generateName: a-}, spec: {}}"
    assert lines(text, "create") == ["create --dry-run=server -f a.yaml", "create -f a.yaml"]


def test_its_namespace_is_created_unless_every_cluster_has_it() -> None:
    def created(namespace: str) -> list[str]:
        return has(f"{{kind: Pod, metadata: {{name: a, namespace: {namespace}}}, spec: {{}}}}", "create", "create")

    assert created("shop") == ["create namespace shop"]
    assert created("default") == []


def test_its_own_command() -> None:
    own = {"name": "app", "image": "busybox", "command": ["sh", "-c"], "args": ["echo $HOME"]}
    assert has(pod([own]), "create", "run")[3] == "run web-test --image=busybox --command -- sh -c 'echo $HOME'"
    for odd in ("sh", [5]):
        assert has(pod([{**own, "command": odd}]), "create", "run")[3].endswith("-- sleep 3600")


def test_a_credential_stays_out_of_the_history_of_commands() -> None:
    own = {"name": "app", "image": "busybox", "command": ["serve"], "args": ["--password", "hunter2-is-long-enough"]}
    assert "hunter2" not in "".join(lines(pod([own]), "create"))


def test_nobody_looks_around_where_there_is_no_shell() -> None:
    assert "-it" not in "".join(lines(pod([{"name": "app", "image": "registry.k8s.io/pause:3.10"}]), "create"))
    assert has(pod(os={"name": "windows"}), "create", "run")[2].endswith("-- cmd")


def test_the_login_has_the_name_that_the_pod_gives_it() -> None:
    def login(secrets: object) -> tuple[str, str]:
        (found,) = (one for one in commands(pod(imagePullSecrets=secrets), "create") if "secret" in one.words)
        return found.words[4], found.expect

    assert login([5, {"name": 5}, {"name": "mine"}]) == ("mine", "")
    assert login(5) == ("regcred", "The pod uses it once spec.imagePullSecrets names it: - name: regcred.")
