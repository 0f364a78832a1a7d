"""Other short forms: a word or a list in place of a mapping, and what holds where a mapping leaves something out.

Mirrors transform/*.go and loader/normalize.go of compose-go v2.9.1.
"""

from __future__ import annotations

import re
from typing import Any

from podbuilder.kube.importers.compose.measures import device_count
from podbuilder.kube.importers.compose.problem import UnreadableValue
from podbuilder.kube.importers.compose.short_volume import clean_path

# sic: somewhere in the text is enough.
_holds_a_name = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]").search
_holds_a_policy = re.compile(
    r"always|never|build|if_not_present|missing|refresh|daily|weekly|every_[0-9]+[wdhms]"
).search
_TESTS = ("NONE", "CMD", "CMD-SHELL")


def dependencies(value: Any) -> Any:
    """Services that are waited for, by name."""
    if isinstance(value, list):
        return {name: {"condition": "service_started", "required": True} for name in value}
    return {name: {"required": True, **below} for name, below in value.items()}


def by_name(value: Any) -> Any:
    """A list of names as a mapping that says nothing of them."""
    return dict.fromkeys(value) if isinstance(value, list) else value


def texts(value: Any) -> list[str]:
    """One text, or several."""
    return [value] if isinstance(value, str) else list(value)


def env_files(value: Any) -> list[Any]:
    """Files of variables."""
    return [{"required": True, **_named("path", item)} for item in (value if isinstance(value, list) else [value])]


def mounts(value: list[Any]) -> list[Any]:
    """Secrets or configs of a service."""
    return [_named("source", item) for item in value]


def includes(value: list[Any]) -> list[Any]:
    """Other files that belong to this one."""
    return [_named("path", item) for item in value]


def extends(value: Any) -> Any:
    """The service that another one begins with."""
    return _named("service", value)


def _named(key: str, value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {key: value}


def build(value: Any) -> Any:
    """How an image is built."""
    found = {"context": ".", **_named("context", value)}
    if "dockerfile_inline" not in found:
        found.setdefault("dockerfile", "Dockerfile")
    return found


def long_devices(value: Any) -> list[dict[str, Any]]:
    """A device of the host."""
    if isinstance(value, dict):
        return [value]
    source, *rest = value.split(":")
    if len(rest) > 2:
        raise UnreadableValue("A device has at most three parts: source:target:permissions.")
    target = rest[0] if rest and rest[0] else source
    return [{"source": source, "target": target, "permissions": rest[1] if len(rest) > 1 else "rwm"}]


def device_requests(value: Any) -> list[Any]:
    """GPUs and their like: all there are, unless it is said how many or which. -1 stands for all."""
    requests = [{}] if value == "all" else value
    return [request if "device_ids" in request else _counted(request) for request in requests]


def _counted(request: dict[str, Any]) -> dict[str, Any]:
    return {**request, "count": device_count(request.get("count", "all"))}


def healthcheck_test(value: Any) -> list[str]:
    """The command of a health check."""
    words = ["CMD-SHELL", value] if isinstance(value, str) else list(value)
    if words and words[0] not in _TESTS:
        raise UnreadableValue("A list must begin with CMD, CMD-SHELL or NONE.")
    return words


def container_name(value: str) -> str:
    """A name that Docker takes for a container."""
    if not _holds_a_name(value):
        raise UnreadableValue("This name must have two letters or digits at least.")
    return value


def pull_policy(value: str) -> str:
    """When the image is pulled."""
    if not _holds_a_policy(value):
        raise UnreadableValue("This must be always, never, missing, build, daily, weekly, or every_ and a duration.")
    return "missing" if value == "if_not_present" else value


def whole_service(service: dict[str, Any]) -> dict[str, Any]:
    """A service, without what says nothing."""
    if "dns" in service:
        service["dns"] = [address for address in service["dns"] if address]
    for secret in service.get("secrets", ()):
        secret.setdefault("target", f"/run/secrets/{secret.get('source', '')}")
    return service


def whole_port(port: dict[str, Any]) -> dict[str, Any]:
    """A port with the defaults of its long form."""
    if "target" not in port:
        raise UnreadableValue("A port needs a target: the port of the container.")
    return {"protocol": "tcp", "mode": "ingress", **port}


def whole_mount(mount: dict[str, Any]) -> dict[str, Any]:
    """A mount whose target is written plainly."""
    if not mount.get("target"):
        raise UnreadableValue("A mount needs a target: the folder in the container.")
    return {**mount, "target": clean_path(mount["target"])}


def whole_resource(resource: dict[str, Any]) -> dict[str, Any]:
    """A network, volume, secret or config; `external: {name: x}` is the old way to write a name."""
    external = resource.get("external")
    if not isinstance(external, dict):
        return resource
    return {**({"name": external["name"]} if "name" in external else {}), **resource, "external": True}
