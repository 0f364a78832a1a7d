"""What becomes of each key of a service: a handler, or a sentence of keys.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from podbuilder.kube.conversion_report.note import Note, left, nothing
from podbuilder.kube.importers.compose.services import (
    dependency_keys,
    deploy_keys,
    environment_keys,
    health_keys,
    lifecycle_keys,
    mount_keys,
    network_keys,
    placement_keys,
    port_keys,
    program_keys,
    resource_keys,
)
from podbuilder.kube.importers.compose.services.key_context import Handler, KeyContext, KeyNote
from podbuilder.kube.importers.docker_run.flag_table import table_of

HANDLERS: dict[str, Handler] = {
    **dependency_keys.HANDLERS,
    **deploy_keys.HANDLERS,
    **environment_keys.HANDLERS,
    **health_keys.HANDLERS,
    **lifecycle_keys.HANDLERS,
    **mount_keys.HANDLERS,
    **network_keys.HANDLERS,
    **placement_keys.HANDLERS,
    **port_keys.HANDLERS,
    **program_keys.HANDLERS,
    **resource_keys.HANDLERS,
}
# Mappings whose own keys have handlers.
DIVIDED = (
    *("deploy", "deploy.placement", "deploy.resources", "deploy.resources.limits", "deploy.resources.reservations"),
    *("deploy.restart_policy", "deploy.update_config", "healthcheck"),
)
# What those of other services, and of this one, depend on.
_FIRST = ("network_mode", "pid", "ipc", "ports", "expose")
_SECOND = ("depends_on", "image", "build", "container_name", "privileged", "cap_add", "user", "deploy", "working_dir")


@cache
def sentences() -> dict[str, Note]:
    """The keys that have no handler."""
    data: Mapping[str, Mapping[str, str]] = yaml.load(
        (Path(__file__).parent / "keys.yaml").read_bytes(), yaml.CSafeLoader
    )
    found = {}
    for key, entry in data.items():
        if "flag" in entry:
            found[key] = left(table_of("docker").flags[entry["flag"]].left)
        else:
            found[key] = nothing(entry["nothing"]) if "nothing" in entry else left(entry["left"])
    return found


def first_keys(settings: Mapping[str, Any]) -> list[str]:
    """The keys that are carried over for all services before any other key."""
    return [key for key in _FIRST if key in settings]


def other_keys(settings: Mapping[str, Any]) -> list[str]:
    """All others, in their turn."""
    rest = [key for key in settings if key not in _FIRST and key not in _SECOND]
    return [*(key for key in _SECOND if key in settings), *rest]


def notes_of(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    """What becomes of a key; the places begin with it."""
    name = ".".join(context.key)
    if value is None or (value in ([], {}) and name not in ("command", "entrypoint")):
        return
    if name in DIVIDED:
        for key in _sorted(value):
            yield from notes_of(KeyContext(context.service, context.plan, (*context.key, key)), value[key])
    elif name in HANDLERS:
        for below, note in HANDLERS[name](context, value):
            yield (*context.key, *below), note
    else:
        yield context.key, sentences()[name]


def _sorted(value: Mapping[str, Any]) -> list[str]:
    """The keys of a mapping, the test of a health check first, since its times belong to it."""
    return sorted(value, key=lambda key: key != "test")
