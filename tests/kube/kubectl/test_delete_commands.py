"""Commands that delete."""

from __future__ import annotations

from tests.kube.kubectl.written import commands, lines, pod, workload


def test_a_pod() -> None:
    found = commands(pod(terminationGracePeriodSeconds=60), "delete")
    assert [one.line().text.removeprefix("kubectl ") for one in found] == [
        "delete -f web.yaml",
        "delete pod web",
        "delete pod web --grace-period=5",
        "delete pod web --grace-period=0 --force",
        "delete pods --all",
    ]
    assert found[0].expect == "Containers are asked to end, and killed after 60 seconds."
    assert [bool(one.danger) for one in found] == [False, False, False, True, True]


def test_one_that_ends_quickly_anyway() -> None:
    assert "--grace-period=5" not in "".join(lines(pod(terminationGracePeriodSeconds=3), "delete"))


def test_one_that_waits_for_its_finalizers() -> None:
    text = "{kind: Pod, metadata: {name: a, finalizers: [x.example/y]}, spec: {}}"
    assert "patch pod a -p 'metadata: {finalizers: null}'" in lines(text, "delete")
    assert "finalizers" not in "".join(lines("{kind: Pod, metadata: 5, spec: {}}", "delete"))


def test_a_workload() -> None:
    assert lines(workload("Deployment"), "delete") == [
        "delete -f shop.yaml",
        "delete deployment shop",
        "delete deployment shop --cascade=orphan",
        "delete pod POD",
        "delete pod POD --grace-period=5",
        "delete pod POD --grace-period=0 --force",
        "delete pods --all",
    ]


def test_what_does_not_run() -> None:
    text = "{apiVersion: v1, kind: PodTemplate, metadata: {name: a}, template: {spec: {}}}"
    assert lines(text, "delete") == [
        "delete -f a.yaml",
        "delete podtemplate a",
        "delete podtemplate a --cascade=orphan",
    ]


def test_a_name_that_the_server_makes_up_is_in_no_file() -> None:
    assert "-f" not in "".join(lines("{kind: Pod, metadata: {generateName: a-}, spec: {}}", "delete")[0])
