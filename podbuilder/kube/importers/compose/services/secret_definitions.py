"""The secrets and configs that a file defines: Secrets and ConfigMaps, and where their content comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, companion, left, nothing
from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.services.file_mounts import CONFIG_MAP, SECRET, is_secret, object_name
from podbuilder.kube.importers.compose.services.imported_service import ServicePlan
from podbuilder.kube.importers.container_settings.object_names import key

_SOURCES = ("file", "environment", "content")
_DRIVER = "A driver of Swarm has no counterpart; an operator such as External Secrets brings secrets into a cluster."


def secret_notes(plan: ServicePlan) -> Iterator[tuple[ValuePath, Note]]:
    """What becomes of the keys of secrets and configs, once all services are there."""
    for kind, definitions in (("secrets", plan.file.secrets), ("configs", plan.file.configs)):
        entries = (entry for service in plan.services.values() for entry in service.settings.get(kind, ()))
        used = {entry.get("source") for entry in entries}
        for name, definition in definitions.items():
            if name not in used or not definition:
                yield (kind, name), nothing("No service uses it." if definition else "It is empty, and says nothing.")
                continue
            is_map = kind == "configs" and not is_secret(definition.get("content") or "")
            what, named = CONFIG_MAP if is_map else SECRET, object_name(name, definition)
            for setting in definition:
                yield (kind, name, setting), _setting(plan, (what, named), name, setting, definition)


def _setting(
    plan: ServicePlan, document: tuple[str, str], name: str, setting: str, definition: Mapping[str, Any]
) -> Note:
    if setting == "name":
        return companion(*document, "That is the object's name.")
    if setting == "external":
        if not definition[setting]:
            return nothing("That is how it is without this key.")
        return companion(*document, f"It has to be there, with the key {key(name)}.")
    if setting in _SOURCES:
        return _source(plan, document, name, setting, definition)
    return left("The object has no labels of its own." if setting == "labels" else _DRIVER)


def _source(
    plan: ServicePlan, document: tuple[str, str], name: str, setting: str, definition: Mapping[str, Any]
) -> Note:
    """Where the content comes from."""
    kind, named = document
    if definition.get("external"):
        return left("The object has to be there; this file does not make it.")
    values = plan.companions.get(document, {}).get("stringData" if kind == SECRET else "data", {})
    if not values.get(key(name)):
        return asks(f"{kind} {named}", f"The content of {cut(str(definition[setting]))} is not in the file.")
    if kind == SECRET and setting == "content":
        return companion(kind, named, "It holds a credential, so it is a Secret.")
    return companion(kind, named, "Its content is there.")
