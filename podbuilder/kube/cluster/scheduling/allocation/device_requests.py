"""What a claim asks for, request by request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from podbuilder.kube.cluster.scheduling.status import CycleError
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core.pod_requests import Amounts, amounts

ALL = "All"


class DeviceRequest(NamedTuple):
    """A request of a claim, or one of the alternatives of a request."""

    name: str
    parent: str
    class_name: str
    takes_all: bool
    number: int
    is_admin: bool
    expressions: Sequence[str]
    tolerations: Sequence[Mapping[str, Any]]
    capacity: Amounts

    @property
    def base_name(self) -> str:
        """The name of the claim's request."""
        return self.parent or self.name

    @property
    def names(self) -> frozenset[str]:
        """The names by which a constraint can mean it."""
        return frozenset((self.parent, f"{self.parent}/{self.name}")) if self.parent else frozenset((self.name,))

    @property
    def full_name(self) -> str:
        return f"{self.parent}/{self.name}" if self.parent else self.name


def alternatives(request: Mapping[str, Any]) -> list[DeviceRequest]:
    """A request's alternatives in the order of their preference, or the one that it is."""
    name = str(request.get("name", ""))
    if request.get("firstAvailable"):
        return [_made(str(each.get("name", "")), name, each) for each in request["firstAvailable"]]
    return [_made(name, "", request.get("exactly") or {})]


def requests_of(claim: Object) -> Iterator[list[DeviceRequest]]:
    """The alternatives of each request of a claim."""
    for request in ((claim.get("spec") or {}).get("devices") or {}).get("requests") or ():
        yield alternatives(request)


def _made(name: str, parent: str, content: Mapping[str, Any]) -> DeviceRequest:
    selectors = [str((each.get("cel") or {}).get("expression", "")) for each in content.get("selectors") or ()]
    return DeviceRequest(
        name,
        parent,
        str(content.get("deviceClassName", "")),
        content.get("allocationMode") == ALL,
        int(content.get("count") or 1),
        bool(content.get("adminAccess")),
        selectors,
        content.get("tolerations") or (),
        amounts((content.get("capacity") or {}).get("requests")),
    )


def key_of(claim: Object) -> str:
    """A claim's namespace and name, as the scheduler's errors have them."""
    metadata = claim.get("metadata") or {}
    return f"{metadata.get('namespace', '')}/{metadata.get('name', '')}"


def claim_error(claim: Object, text: str) -> CycleError:
    """An error about a claim, which ends the attempt."""
    return CycleError(f'running "DynamicResources" filter plugin: claim {key_of(claim)}{text}')
