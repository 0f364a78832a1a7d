"""Lists of `name=value` and mappings that mean the same: variables, labels, options, hosts.

Mirrors types/mapping.go, types/labels.go, types/options.go and types/hostList.go of compose-go v2.9.1.
"""

from __future__ import annotations

from typing import Any

from podbuilder.kube.importers.compose.plain_scalar import go_text
from podbuilder.kube.importers.compose.problem import UnreadableValue


def pairs(value: Any) -> dict[str, str | None]:
    """Variables; those without a value, None, have the caller's."""
    if isinstance(value, dict):
        return {key: None if below is None else go_text(below) for key, below in value.items()}
    found: dict[str, str | None] = {}
    for item in value:
        name, mark, text = item.partition("=")
        if name[-1:].isspace():
            raise UnreadableValue("There is a blank before the “=” of a variable.")
        found[name] = text if mark else None
    return found


def labels(value: Any) -> dict[str, str]:
    """Labels; one without a value has an empty one."""
    if isinstance(value, dict):
        return {key: "" if below is None else go_text(below) for key, below in value.items()}
    return {name: text for name, _, text in (item.partition("=") for item in value)}


def provider_options(value: dict[str, Any]) -> dict[str, list[str]]:
    """Options of which each may be given several times."""
    lists = {key: below if isinstance(below, list) else [below] for key, below in value.items()}
    return {key: [go_text(item) for item in items] for key, items in lists.items()}


def contexts(value: Any) -> dict[str, str]:
    """Build contexts by name."""
    if isinstance(value, dict):
        return labels(value)
    if not all("=" in item for item in value):
        raise UnreadableValue("Each of these must be written as name=context.")
    return labels(value)


def ssh(value: Any) -> dict[str, str | None]:
    """Keys of an SSH agent by their ids; only `default` needs no path."""
    if isinstance(value, dict):
        return {key: None if path is None else go_text(path) for key, path in value.items()}
    if not all("=" in item or item == "default" for item in value):
        raise UnreadableValue("Each of these must be “default” or written as id=path.")
    return pairs(value)


def hosts(value: Any) -> dict[str, list[str]]:
    """Addresses by the names of hosts; a list has `name=address` or `name:address`."""
    if isinstance(value, dict):
        found = {name: list(below) if isinstance(below, list) else [below] for name, below in value.items()}
    else:
        found = {}
        for item in value:
            name, mark, addresses = item.partition("=" if "=" in item else ":")
            if not mark:
                raise UnreadableValue("Each of these must be written as name=address.")
            found.setdefault(name, []).extend(addresses.split(","))
    if any(not name or ":" in name or "=" in name for name in found):
        raise UnreadableValue("The name of a host is missing, or has a “:” or “=” in it.")
    return {name: [_without_brackets(address) for address in below] for name, below in found.items()}


def _without_brackets(address: str) -> str:
    is_bracketed = len(address) > 2 and address[0] == "[" and address[-1] == "]"
    return address[1:-1] if is_bracketed else address
