"""The keys of a service carried over one after the other, each with its lines in the report."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.conversion_report.note import left
from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.import_report import ImportReport
from podbuilder.kube.importers.compose.services.imported_service import ImportedService, ServicePlan
from podbuilder.kube.importers.compose.services.key_context import KeyContext, KeyNote
from podbuilder.kube.importers.compose.services.key_table import notes_of
from podbuilder.kube.importers.container_settings.resource_amount import fit_requests

# Fields of the pod of which its containers have one together.
_OF_THE_POD = ("hostname", "hostUsers", "restartPolicy", "runtimeClassName", "terminationGracePeriodSeconds")
_REQUESTS: dict[str, tuple[ValuePath, ...]] = {
    "cpu": (("deploy", "resources", "reservations", "cpus"), ("cpu_shares",)),
    "memory": (("deploy", "resources", "reservations", "memory"), ("mem_reservation",)),
}


def carry(service: ImportedService, plan: ServicePlan, keys: Sequence[str], report: ImportReport) -> None:
    """Carry over some keys of a service."""
    path = ("services", service.name)
    plan.questions.container = service.name
    found: list[KeyNote] = []
    for key in keys:
        context = KeyContext(service, plan, (key,))
        context.speak_of()
        found += _in_pod(context)
    too_much = {at: note for name, note in fit_requests(service.parts).items() for at in _REQUESTS.get(name, ())}
    plan.questions.container = ""
    for below, note in found:
        report.add((*path, *below), too_much.get(below, note))


def _in_pod(context: KeyContext) -> list[KeyNote]:
    """What becomes of a key; a field of the pod that another container has set stays as it is."""
    if len(context.workload.services) == 1:
        return list(notes_of(context, context.service.settings[context.key[0]]))
    pod, owners = context.workload.pod, context.workload.owners
    before = {field: pod.spec.get(field) for field in _OF_THE_POD}
    found = list(notes_of(context, context.service.settings[context.key[0]]))
    for field, value in before.items():
        if pod.spec.get(field) == value:
            continue
        owner = owners.setdefault(field, context.service.name)
        if owner != context.service.name:
            pod.spec[field] = value
            says = f"The containers of a pod have one {field}, which {cut(owner)} has set."
            found = [(below, left(says) if note.to == f"spec.{field}" else note) for below, note in found]
    return found
