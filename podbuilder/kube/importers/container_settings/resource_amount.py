"""Memory, CPUs and disk of a container, in Kubernetes' quantities."""

from __future__ import annotations

from decimal import Decimal

from podbuilder.kube.conversion_report.note import Note, carried, different, left, nothing, refused
from podbuilder.kube.core import quantity
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.container_settings.docker_size import cpu_quantity, millis, size_quantity
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts

NO_SIZE = "A size is a number with one of the units b, k, m and g, such as 512m."
NO_NUMBER = "This needs a positive number, such as 1.5."
_SHARES = 1024
_PERIOD = 100_000


def limit_memory(parts: ContainerParts, size: str) -> Note:
    """A limit of memory: docker's `512m` is 512Mi."""
    return _memory(parts, "limits", size)


def request_memory(parts: ContainerParts, size: str) -> Note:
    """Memory that is kept free for the container."""
    note = _memory(parts, "requests", size)
    says = "It was a limit for times when memory is short; here it is what the scheduler keeps free for the container."
    return different(note.to, says) if note.to else note


def _memory(parts: ContainerParts, kind: str, size: str) -> Note:
    amount = size_quantity(size)
    if amount is None:
        return refused(NO_SIZE)
    if amount == "0":
        return nothing("0 means no limit, as does leaving it out.")
    return carried(parts.set(("resources", kind, "memory"), amount))


def limit_cpu(parts: ContainerParts, number: str) -> Note:
    """A limit of CPUs: `1.5` is 1500m."""
    amount = cpu_quantity(number)
    return carried(parts.set(("resources", "limits", "cpu"), amount)) if amount else refused(NO_NUMBER)


def request_cpu(parts: ContainerParts, number: str) -> Note:
    """CPUs that are kept free for the container."""
    amount = cpu_quantity(number)
    return carried(parts.set(("resources", "requests", "cpu"), amount)) if amount else refused(NO_NUMBER)


def limit_cpu_by_quota(parts: ContainerParts, quota: str, period: str = "") -> Note:
    """A limit of CPUs as microseconds of each period."""
    time, whole = whole_number(quota, least=1), whole_number(period or str(_PERIOD), least=1)
    if time is None or whole is None:
        return refused("This needs a positive whole number of microseconds.")
    amount = millis(Decimal(time * 1000) / whole)
    return carried(parts.set(("resources", "limits", "cpu"), amount))


def request_cpu_by_shares(parts: ContainerParts, shares: str) -> Note:
    """CPUs that are kept for the container, by docker's weight of which 1024 is the usual one."""
    number = whole_number(shares, least=1)
    if number is None:
        return refused("This needs a positive whole number, such as 512.")
    to = parts.set(("resources", "requests", "cpu"), millis(Decimal(number * 1000) / _SHARES))
    return different(to, "It was a weight among containers; here 1024 is one CPU, which the scheduler keeps free.")


def limit_disk(parts: ContainerParts, size: str) -> Note:
    """A limit of what the container writes."""
    amount = size_quantity(size)
    if amount is None:
        return refused(NO_SIZE)
    to = parts.set(("resources", "limits", "ephemeral-storage"), amount)
    return different(to, "The pod is evicted when it writes more; there is no full disk in the container.")


def fit_requests(parts: ContainerParts) -> dict[str, Note]:
    """Take away requests above their limits, which Kubernetes refuses; what there is to say of each, by resource."""
    resources = parts.container.get("resources", {})
    requests, limits = resources.get("requests", {}), resources.get("limits", {})
    too_much = [
        name
        for name, amount in requests.items()
        if name in limits and quantity.parse(amount) > quantity.parse(limits[name])
    ]
    for name in too_much:
        del requests[name]
    if "requests" in resources and not requests:
        del resources["requests"]
    return {
        name: left("It is more than the limit, which Kubernetes refuses; the limit is the request, too.")
        for name in too_much
    }
