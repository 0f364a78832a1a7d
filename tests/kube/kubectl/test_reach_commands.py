"""Commands that reach a pod's ports, and tell what it uses."""

from __future__ import annotations

from typing import Any

from tests.kube.kubectl.written import ONE, commands, has, lines, pod, workload

SERVICE = """---
apiVersion: v1
kind: Service
metadata: {name: %s}
spec: {selector: %s, ports: [{port: 80}, {port: 53, protocol: UDP}, 5]}
"""


def forwarded(*ports: Any) -> list[str]:
    return has(pod([{**ONE, "ports": list(ports)}]), "reach", "port-forward")


def test_no_port_no_way() -> None:
    assert lines(pod(), "reach") == []
    assert (
        forwarded({"containerPort": "http"}, {"containerPort": 70000}, {"containerPort": 53, "protocol": "UDP"}) == []
    )


def test_each_port_and_all() -> None:
    assert forwarded({"containerPort": 8080}) == ["port-forward web 8080:8080"]
    assert forwarded({"containerPort": 80}, {"containerPort": 8080, "name": "http"}) == [
        "port-forward web 8080:80",
        "port-forward web 8081:8080",
        "port-forward web 8080:80 8081:8080",
    ]


def test_two_at_the_last_port() -> None:
    last = {"containerPort": 65535}
    assert forwarded(last, last) == ["port-forward web 65535:65535"]
    text = pod([{**ONE, "ports": [last]}]) + SERVICE.replace("port: 80", "port: 65535") % ("a", "{app: a}")
    labelled = text.replace("name: web", "name: web\n  labels: {app: a}", 1)
    assert "port-forward service/a 1024:65535" in lines(labelled, "reach")


def test_what_it_is_called() -> None:
    found = commands(pod([{**ONE, "ports": [{"containerPort": 9000, "name": "grpc"}]}]), "reach")
    assert [one.purpose for one in found] == [
        "Reach port 9000 of app (grpc)",
        "Reach it through the API server",
        "See which Services have which pods behind them",
    ]
    assert found[0].expect == "It is at localhost:9000 as long as the command runs."
    assert "/api/v1/namespaces/NAMESPACE/pods/web:9000/proxy/" in found[1].expect


def test_through_a_service_of_the_same_file() -> None:
    shop = workload("Deployment")
    for selector, found in {
        "{app: shop}": ["port-forward service/web 8080:80"],
        "{app: other}": [],
        "{}": [],
        "5": [],
    }.items():
        assert has(shop + SERVICE % ("web", selector), "reach", "port-forward") == found
    assert has(shop + SERVICE % ("5", "{app: shop}"), "reach", "port-forward") == []
    elsewhere = SERVICE % ("web, namespace: b", "{app: shop}")
    assert has(shop.replace("name: shop", "name: shop\n  namespace: a", 1) + elsewhere, "reach", "port-forward") == []


def test_many_services_are_not_all_listed() -> None:
    many = "".join(SERVICE % (f"s{number}", "{app: shop}") for number in range(30))
    assert len(has(workload("Deployment") + many, "reach", "port-forward service/")) == 20


def test_what_it_uses() -> None:
    assert lines(pod(), "usage") == [
        "top pod web",
        "top pod web --containers",
        "top node",
        "describe pod web | grep -A 5 Limits",
    ]
    assert "top pod -l app=shop --sort-by=memory" in lines(workload("Deployment"), "usage")


def test_what_does_not_run_uses_nothing() -> None:
    text = "{apiVersion: v1, kind: PodTemplate, metadata: {name: a}, template: {spec: {}}}"
    assert lines(text, "usage") == lines(text, "reach") == []
