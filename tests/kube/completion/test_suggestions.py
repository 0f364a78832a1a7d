"""Names to complete with: the pod's own first, then common ones."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube import catalogue
from podbuilder.kube.completion.suggestions import ALWAYS, VOLUMES, suggestions, suggestions_beside, volume_names
from podbuilder.kube.core.limits import SHOWN_CHOICES
from podbuilder.kube.core.versions import DEFAULT
from tests.support.pod_text import pod_of

FIELDS = catalogue.load(DEFAULT)


def test_an_empty_pod_has_the_common_names() -> None:
    assert suggestions({}, FIELDS) == {name: list(always) for name, always in ALWAYS.items()}


def env(**source: Any) -> dict[str, Any]:
    return {"containers": [{"env": [{"name": "A", "valueFrom": source}]}]}


OWN: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "a container's name": ({"containers": [{"name": "web"}]}, "known-secrets", []),
    "a number": ({"imagePullSecrets": [{"name": 3}]}, "known-secrets", []),
    "the key of a toleration": ({"tolerations": [{"key": "gpu"}]}, "known-keys", []),
    "a variable's Secret": (env(secretKeyRef={"name": "db", "key": "password"}), "known-secrets", ["db"]),
    "a variable's key": (env(secretKeyRef={"name": "db", "key": "password"}), "known-keys", ["password"]),
    "a variable's ConfigMap": (env(configMapKeyRef={"name": "conf"}), "known-config-maps", ["conf"]),
    "all of a ConfigMap": (
        {"containers": [{"envFrom": [{"configMapRef": {"name": "c"}}]}]},
        "known-config-maps",
        ["c"],
    ),
    "a volume's Secret": ({"volumes": [{"name": "v", "secret": {"secretName": "tls"}}]}, "known-secrets", ["tls"]),
    "a claim": ({"volumes": [{"persistentVolumeClaim": {"claimName": "data"}}]}, "known-claims", ["data"]),
    "a secret to pull with": ({"imagePullSecrets": [{"name": "b"}, {"name": "a"}]}, "known-secrets", ["b", "a"]),
    "a projected Secret": (
        {"volumes": [{"projected": {"sources": [{"secret": {"name": "tls"}}]}}]},
        "known-secrets",
        ["tls"],
    ),
    "a Secret of a driver": (
        {"volumes": [{"csi": {"driver": "d", "nodePublishSecretRef": {"name": "login"}}}]},
        "known-secrets",
        ["login"],
    ),
    "one name twice": ({"imagePullSecrets": [{"name": "b"}, {"name": "b"}]}, "known-secrets", ["b"]),
}


@pytest.mark.parametrize(("spec", "listed", "expected"), OWN.values(), ids=OWN)
def test_the_pods_own_names(spec: dict[str, Any], listed: str, expected: list[str]) -> None:
    assert suggestions(pod_of(**spec), FIELDS)[listed] == expected


VOLUME_LISTS: dict[str, tuple[Any, list[str]]] = {
    "no list": ({"name": "v"}, []),
    "odd items": (["v", None, {"name": 3}, {}], []),
    "one name twice": ([{"name": "b"}, {"name": "a"}, {"name": "b"}], ["b", "a"]),
}


@pytest.mark.parametrize(("volumes", "expected"), VOLUME_LISTS.values(), ids=VOLUME_LISTS)
def test_names_of_volumes(volumes: Any, expected: list[str]) -> None:
    assert volume_names(pod_of(volumes=volumes)) == expected


@pytest.mark.parametrize("more", [0, 1])
def test_volumes_are_completed_only_where_they_are_too_many_to_choose_from(more: int) -> None:
    names = [f"v{number}" for number in range(SHOWN_CHOICES + more)]
    offered = suggestions(pod_of(volumes=[{"name": name} for name in names]), FIELDS)
    assert offered.get(VOLUMES) == (names if more else None)


def test_what_stands_beside_a_pod_has_names_of_its_own() -> None:
    offered = suggestions_beside()
    assert "kubernetes.io/tls" in offered["known-secret-types"]
    assert offered["known-labels"] == list(ALWAYS["known-labels"])
    assert all(names for names in offered.values())
