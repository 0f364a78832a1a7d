"""Commands that get into a pod."""

from __future__ import annotations

import pytest

from tests.kube.kubectl.written import ONE, commands, has, lines, pod, workload

MOUNTS = [
    {"name": "v", "mountPath": "/var/log/"},
    {"name": "c", "mountPath": "/etc/app cfg"},
    {"name": "d", "mountPath": "x"},
]
VOLUMES = [{"name": "v", "emptyDir": {}}, {"name": "c", "configMap": {"name": "cfg"}}]


def test_a_pod() -> None:
    assert lines(pod(), "inside") == [
        "exec -it web -- /bin/sh",
        "exec -it web -- /bin/bash",
        "exec web -- which COMMAND",
        "exec web -- nslookup HOST",
        "exec web -- env",
        "attach web",
        "debug -it web --image=busybox:1.37 --target=app",
        "cp web:/tmp ./tmp",
        "cp ./FILE web:/tmp/",
        "debug -it web --copy-to=web-debug --container=app -- sh",
    ]


def test_one_without_a_shell_is_debugged() -> None:
    text = pod([{"name": "app", "image": "gcr.io/distroless/static-debian12:nonroot"}])
    assert [line.split()[0] for line in lines(text, "inside")] == ["exec", "attach", "debug", "debug"]
    assert "has no shell" in commands(text, "inside")[0].expect


def test_on_windows() -> None:
    found = lines(pod(os={"name": "windows"}), "inside")
    assert found[:2] == ["exec -it web -- cmd", "exec web -- where COMMAND"]
    assert found[3] == "exec web -- cmd /c set"
    assert found[5].startswith("debug -it web --image=mcr.microsoft.com/")
    assert found[-1].endswith("-- cmd")


def test_the_program_that_it_runs_is_looked_for() -> None:
    for command, word in ((["python", "-m", "x"], "python"), ([], "COMMAND"), ([5], "COMMAND"), ("a", "COMMAND")):
        assert f"exec web -- which {word}" in lines(pod([{**ONE, "command": command}]), "inside")


def test_one_that_reads_what_is_typed() -> None:
    assert has(pod([{**ONE, "stdin": True, "tty": True}]), "inside", "attach") == ["attach -it web"]
    assert has(pod([{**ONE, "stdin": True}]), "inside", "attach") == ["attach -i web"]


def test_files_where_its_volumes_are() -> None:
    assert has(pod([{**ONE, "volumeMounts": MOUNTS}], volumes=VOLUMES), "inside", "cp") == [
        "cp web:/var/log/ ./log",
        "cp ./FILE web:/var/log/",
        "cp 'web:/etc/app cfg' ./app-cfg",
    ]
    root = [{"name": "v", "mountPath": "/"}]
    assert has(pod([{**ONE, "volumeMounts": root}], volumes=VOLUMES), "inside", "cp") == [
        "cp web:/ ./copy",
        "cp ./FILE web:/",
    ]


SECURITY = {
    "nothing said": (None, "", "joins the pod"),
    "nothing that is one": (5, "", "joins the pod"),
    "a user": ({"runAsNonRoot": True, "runAsUser": 1000}, " --profile=restricted", "joins the pod"),
    "no user": ({"runAsNonRoot": True}, " --profile=restricted", "whose user is not root"),
}


@pytest.mark.parametrize("case", SECURITY)
def test_tools_that_may_not_run_as_root(case: str) -> None:
    security, profile, says = SECURITY[case]
    found = next(one for one in commands(pod(securityContext=security), "inside") if "debug" in one.words)
    assert found.line().text == f"kubectl debug -it web --image=busybox:1.37 --target=app{profile}"
    assert says in found.expect
    assert found.needs == ("1.27" if profile else "")


def test_a_workload_is_entered_by_its_name_and_debugged_by_a_pods() -> None:
    found = lines(workload("Deployment"), "inside")
    assert found[0] == "exec -it deployment/shop -- /bin/sh"
    assert "debug -it POD --image=busybox:1.37 --target=app" in found
    assert "cp POD:/tmp ./tmp" in found


def test_nobody_gets_into_what_does_not_run() -> None:
    assert lines("{apiVersion: v1, kind: PodTemplate, metadata: {name: a}, template: {spec: {}}}", "inside") == []
    assert lines(pod([]), "inside") == []
