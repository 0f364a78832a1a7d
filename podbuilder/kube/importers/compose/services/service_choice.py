"""Which services of a file are taken over: those that Compose starts without a profile, or those that are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, left, nothing
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.compose_file import ComposeFile
from podbuilder.kube.importers.import_result import ImportRefused
from podbuilder.kube.importers.question import Question, Questions

_ID = "services"


def taken_services(file: ComposeFile, questions: Questions) -> dict[str, Mapping[str, Any]]:
    """The services that become workloads (ImportRefused if there is none)."""
    known = {name: service for name, service in file.services.items() if not service.get("provider")}
    if not known:
        raise ImportRefused("This file has no service that could be taken over.")
    usual = [name for name, service in known.items() if not service.get("profiles")] or list(known)
    if len(known) == 1:
        return known
    question = Question(_ID, "Services to take over", ", ".join(usual))
    named = {name.strip() for name in questions.ask(question).split(",")}
    chosen = [name for name in known if name in named] if questions.is_answered(question) else usual
    return {name: known[name] for name in chosen or usual}


def others(file: ComposeFile, taken: Mapping[str, Any]) -> Iterator[tuple[str, Note]]:
    """The services that are not taken, each with the reason."""
    for name, service in file.services.items():
        if name in taken:
            continue
        if service.get("provider"):
            kind = cut(str(service["provider"].get("type", "")))
            yield name, left(f"{kind} provides it outside of containers; a Service without a selector can lead there.")
        elif service.get("profiles"):
            yield (
                name,
                nothing("Compose starts it only with one of its profiles. Name it among the services to take it."),
            )
        else:
            yield name, nothing("It was not chosen.")
