"""The commands that make ConfigMaps and Secrets of files."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.kubectl.file_creation import creation_from_files

COMMANDS: dict[str, tuple[tuple[Any, ...], str]] = {
    "nothing yet": (("Secret", "db", "", []), "kubectl create secret generic db --from-literal=KEY=VALUE"),
    "a file": (("ConfigMap", "web", "", ["a b"]), "kubectl create configmap web --from-file='a b'"),
    "in a namespace": (("ConfigMap", "web", "shop", ["a"]), "kubectl create configmap -n shop web --from-file=a"),
    "variables": (("Secret", "db", "", [], [(".env", ["A"])]), "kubectl create secret generic db --from-env-file=.env"),
    "variables beside a file": (
        ("Secret", "db", "", ["ca.crt"], [(".env", ["A", "B"])]),
        "kubectl create secret generic db --from-file=ca.crt --from-literal=A=VALUE --from-literal=B=VALUE",
    ),
    "a certificate": (
        ("Secret", "web", "", ["tls.key", "tls.crt"], (), "kubernetes.io/tls"),
        "kubectl create secret tls web --cert=tls.crt --key=tls.key",
    ),
    "a ConfigMap with the names of one": (
        ("ConfigMap", "web", "", ["tls.crt", "tls.key"]),
        "kubectl create configmap web --from-file=tls.crt --from-file=tls.key",
    ),
    "of a type": (
        ("Secret", "pull", "", [".dockerconfigjson"], (), "kubernetes.io/dockerconfigjson"),
        "kubectl create secret generic pull --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson",
    ),
    "opaque": (("Secret", "db", "", ["a"], (), "Opaque"), "kubectl create secret generic db --from-file=a"),
}


@pytest.mark.parametrize(("arguments", "command"), COMMANDS.values(), ids=COMMANDS)
def test_commands(arguments: tuple[Any, ...], command: str) -> None:
    assert creation_from_files(*arguments) == command
