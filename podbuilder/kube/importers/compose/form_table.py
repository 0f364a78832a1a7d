"""The forms that schemas/compose.yaml names, and the functions that bring them into their long form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from podbuilder.kube.importers.compose import measures, pairs, short_forms
from podbuilder.kube.importers.compose.plain_scalar import go_text
from podbuilder.kube.importers.compose.shell_words import split
from podbuilder.kube.importers.compose.short_port import long_ports
from podbuilder.kube.importers.compose.short_volume import long_volumes


def _command(value: Any) -> list[str] | None:
    return split(value).words if isinstance(value, str) else value


def _scalars(value: list[Any]) -> list[str]:
    return [go_text(item) for item in value]


# What makes a whole value; nothing below it has a form.
VALUES: dict[str, Callable[[Any], Any]] = {
    "command": _command,
    "container_name": short_forms.container_name,
    "contexts": pairs.contexts,
    "count": measures.whole,
    "decimal": measures.decimal,
    "driver_options": pairs.labels,
    "device_count": measures.device_count,
    "duration": measures.duration,
    "file_mode": measures.file_mode,
    "flag_text": go_text,
    "healthcheck_test": short_forms.healthcheck_test,
    "hosts": pairs.hosts,
    "labels": pairs.labels,
    "pairs": pairs.pairs,
    "percent": measures.decimal,
    "plain_number": go_text,
    "pull_policy": short_forms.pull_policy,
    "provider_options": pairs.provider_options,
    "scalars": _scalars,
    "settings": pairs.labels,
    "size": measures.size,
    "ssh": pairs.ssh,
    "text_options": pairs.labels,
    "text_size": measures.size,
    "texts": short_forms.texts,
    "whole_size": measures.size,
}
# Of these a part makes no sense without the rest.
INDIVISIBLE = frozenset({"command", "healthcheck_test"})
# Lists and mappings of which one that is equal to another counts once.
MAPPINGS = frozenset({"contexts", "hosts", "labels", "pairs", "ssh"})
# What makes a list or a mapping, whose parts have types.
COLLECTIONS: dict[str, Callable[[Any], Any]] = {
    "build": short_forms.build,
    "dependencies": short_forms.dependencies,
    "device_requests": short_forms.device_requests,
    "env_files": short_forms.env_files,
    "extends": short_forms.extends,
    "includes": short_forms.includes,
    "models": short_forms.by_name,
    "mounts": short_forms.mounts,
    "needed_devices": short_forms.device_requests,
    "networks": short_forms.by_name,
}
# What makes each item of a list; one may become several.
ITEMS: dict[str, Callable[[Any], list[Any]]] = {
    "devices": short_forms.long_devices,
    "ports": long_ports,
    "volumes": long_volumes,
}
# What completes a mapping of a type once its parts have their long form.
TYPES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "config": short_forms.whole_resource,
    "network": short_forms.whole_resource,
    "port": short_forms.whole_port,
    "secret": short_forms.whole_resource,
    "service": short_forms.whole_service,
    "volume": short_forms.whole_resource,
    "volume_mount": short_forms.whole_mount,
}


def scalar(value: Any, scalars: set[str]) -> Any:
    """A value without a form of its own (UnreadableValue)."""
    if isinstance(value, str) and "text" not in scalars:
        if "flag" in scalars:
            return measures.flag(value)
        if "whole" in scalars:
            return measures.whole(value)
    return value
