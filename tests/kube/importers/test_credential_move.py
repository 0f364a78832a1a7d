"""Credentials that an import has left in plain text; every one is hunter2 or like it."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.importers.credential_move import credentials, moved_into_secrets


def pod(*args: str, kind: str = "Pod", **env: str) -> dict[str, Any]:
    container: dict[str, Any] = {"name": "web", "image": "nginx"}
    if env:
        container["env"] = [{"name": name, "value": value} for name, value in env.items()]
    if args:
        container["args"] = list(args)
    made = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [container]}}
    if kind == "Pod":
        return made
    spec = {"template": {"spec": made["spec"]}}
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": "web"}, "spec": spec}


def secret(**values: str) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "web-secrets"}, "stringData": values}


def test_what_is_no_credential_stays() -> None:
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}}
    objects = (pod("--port", "80", MODE="fast"), service)
    assert credentials(objects) == []
    assert moved_into_secrets(objects) == objects


def test_variables_and_arguments_move_into_a_new_secret() -> None:
    objects = (pod("--token", "hunter2-3", "--password=hunter2", DB_PASSWORD="hunter2-4"),)
    assert [value for _, value in credentials(objects)] == ["hunter2-4", "hunter2-3", "hunter2"]
    moved, made = moved_into_secrets(objects)
    container = moved["spec"]["containers"][0]
    assert container["args"] == ["--token", "$(TOKEN)", "--password=$(PASSWORD)"]
    assert [one["name"] for one in container["env"]] == ["DB_PASSWORD", "TOKEN", "PASSWORD"]
    assert made == secret(**{"DB_PASSWORD": "hunter2-4", "token": "hunter2-3", "password": "hunter2"})
    assert objects[0]["spec"]["containers"][0]["args"][1] == "hunter2-3"


def test_a_secret_that_is_there_gets_them() -> None:
    objects = (pod("--password", "hunter2", kind="Deployment"), secret(OTHER="hunter2-5"))
    moved, made = moved_into_secrets(objects)
    assert moved["spec"]["template"]["spec"]["containers"][0]["args"] == ["--password", "$(PASSWORD)"]
    assert made == secret(OTHER="hunter2-5", password="hunter2")


def test_a_key_with_another_value_is_left_alone() -> None:
    objects = (pod("--password", "hunter2"), secret(password="hunter2-6"))
    assert moved_into_secrets(objects) == objects
    objects = (pod("--password", "hunter2"), secret(password="hunter2"))
    assert moved_into_secrets(objects)[1] == objects[1]
    assert moved_into_secrets(objects)[0] != objects[0]
