"""A pod as what it says, without what only names things or may be written in several ways, to compare two of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.core import quantity
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.decoding import decode
from podbuilder.kube.defaulting import set_defaults
from podbuilder.kube.exporters.engine_run.expansion import expanded

# What a container takes over from the pod's security context.
INHERITED = ("runAsUser", "runAsGroup", "runAsNonRoot", "seccompProfile", "appArmorProfile", "seLinuxOptions")
WORDS = ("command", "args")
HANDLERS = ("exec", "httpGet", "tcpSocket", "grpc")
AMOUNTS = ("limits", "requests", "sizeLimit")
KINDS = {"containers": "container", "initContainers": "init container"}
KEYS = ("mountPath", "name", "ip")

# What a pod says, by what it says it of; with it, the paths of the fields that say so.
Facts = dict[tuple[str, ...], tuple[Any, list[str]]]


def facts(pod: dict[str, Any]) -> Facts:
    """The facts of a pod as a server would store it."""
    stored = set_defaults(decode(pod, DEFAULT).document, DEFAULT)
    found: Facts = {}
    for path, key, value in _leaves(stored, pod):
        found.setdefault(key, (value, []))[1].append(str(catalogue.load(DEFAULT).spell(path)))
    return found


def _leaves(pod: dict[str, Any], written: dict[str, Any]) -> Iterator[tuple[FieldPath, tuple[str, ...], Any]]:
    metadata, spec = pod.get("metadata", {}), dict(pod.get("spec", {}))
    for name in ("labels", "annotations", "namespace"):
        yield from _walk(FieldPath(("metadata", name)), (name,), metadata.get(name))
    volumes = {volume["name"]: number for number, volume in enumerate(spec.pop("volumes", []))}
    context = dict(spec.get("securityContext", {}))
    # Two names of one field, and what a server takes from the class.
    for name in ("serviceAccountName", "serviceAccount"):
        yield from _walk(FieldPath(("spec", name)), ("spec", "account"), spec.pop(name, None))
    for name in ("priority", "preemptionPolicy"):
        if name not in written["spec"]:
            spec.pop(name, None)
    spec["securityContext"] = {key: value for key, value in context.items() if key not in INHERITED}
    for kind, called in KINDS.items():
        for number, container in enumerate(spec.pop(kind, [])):
            # A server makes the field of an annotation, too, which names the container.
            if "appArmorProfile" not in (written["spec"][kind][number].get("securityContext") or {}):
                container.get("securityContext", {}).pop("appArmorProfile", None)
            at, key = FieldPath(("spec", kind, number)), (f"{called} {number}",)
            yield from _container(at, key, container, pod, volumes)
    yield from _walk(FieldPath(("spec",)), ("spec",), spec)


def _container(at: FieldPath, key: tuple[str, ...], container: dict[str, Any], pod: Any, volumes: Any) -> Any:
    rest = {name: value for name, value in container.items() if name not in (*WORDS, "volumeMounts", "name", "ports")}
    # The containers of a pod have one network.
    for number, port in enumerate(container.get("ports", [])):
        inner = ("port", f"{port['containerPort']}/{port.get('protocol')}")
        yield from _walk(at.child("ports").index(number), inner, port)
    limits, requests = (container.get("resources", {}).get(name, {}) for name in ("limits", "requests"))
    # A server takes the limit for the request where there is none.
    needed = {name: amount for name, amount in requests.items() if limits.get(name) != amount}
    rest["resources"] = {**container.get("resources", {}), "requests": needed}
    words = [word for name in WORDS for word in container.get(name, [])]
    for name in WORDS:
        if name in container:
            yield at.child(name), (*key, "words"), (bool(container.get("command")), [_plain(word) for word in words])
    own = dict(rest.pop("securityContext", {}))
    for name in INHERITED:
        inherited = pod["spec"].get("securityContext", {}).get(name)
        if name not in own and inherited is not None:
            yield from _walk(FieldPath(("spec", "securityContext", name)), (*key, "securityContext", name), inherited)
    yield from _walk(at.child("securityContext"), (*key, "securityContext"), own)
    for number, mount in enumerate(container.get("volumeMounts", [])):
        inner = (*key, "mount", mount["mountPath"])
        plain = {name: value for name, value in mount.items() if name not in ("name", "mountPath")}
        yield at.child("volumeMounts").index(number).child("mountPath"), inner, True
        yield from _walk(at.child("volumeMounts").index(number), inner, plain)
        place = volumes[mount["name"]]
        volume = {name: value for name, value in pod["spec"]["volumes"][place].items() if name != "name"}
        yield from _walk(FieldPath(("spec", "volumes", place)), (*inner, "volume"), volume)
    yield from _walk(at, key, rest)


def _walk(path: FieldPath, key: tuple[str, ...], value: Any) -> Iterator[tuple[FieldPath, tuple[str, ...], Any]]:
    if path[-1] in HANDLERS:
        yield path, (*key[:-1], "handler"), value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _walk(path.child(name), (*key, name), item)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            named = next((str(item[one]) for one in KEYS if one in item), "") if isinstance(item, dict) else str(item)
            yield from _walk(path.index(number), (*key, named or str(number)), item)
    elif any(part in key for part in AMOUNTS):
        yield path, key, quantity.parse(str(value))
    elif value is not None and value != "":
        yield path, key, _plain(value) if "env" in key else value


def _plain(value: Any) -> Any:
    """A text as a program gets it: `$$(A)` is `$(A)` there, and what names no variable stays."""
    return expanded(value, {})[0] if isinstance(value, str) else value
