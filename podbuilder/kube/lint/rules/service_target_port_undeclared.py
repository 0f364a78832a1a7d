"""A Service in the same file sends its traffic to a port that the pod does not have.

**Why** A targetPort by name is looked up in the containers' ports; where none bears the name, the Service has no
endpoints. One by number is refused by the container if nothing listens there.

**Example** `targetPort: http` in the Service, `ports: [{name: web, containerPort: 8080}]` in the container.

**Use instead** The same name on both sides.

**Fix** Assisted: names the port, if the pod has only one and it has no name.

**See** https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import cut, quote
from podbuilder.kube.lint.companions import SERVICE, name_of
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import HANDLERS, METADATA, Item, Subject, items
from podbuilder.kube.manifest import set_

_NUMBER = re.compile(r"\d+")
rule = Rule(__name__, SERIOUS, "networking", ("container",))


def _ports(pod: Subject) -> list[Item]:
    return [port for c in pod.lasting for port in c.items("ports")]


def _wanted(pod: Subject) -> Iterator[tuple[str, list[Any]]]:
    """The Services that send this pod traffic, each with the ports that it sends it to."""
    for service in pod.around.companions.selecting(SERVICE, pod.labels, pod.namespace):
        ports = service["spec"].get("ports")
        listed = items(ports if isinstance(ports, list) else (), METADATA)
        yield name_of(service), [port.fields.get("targetPort", port.fields.get("port")) for port in listed]


def _told(pod: Subject) -> set[str]:
    """The numbers that programs of the pod are told, among them ports to listen on, and the ports that probes ask."""
    found: set[str] = set()
    for c in pod.lasting:
        for text in (*c.words, *(str(variable.fields.get("value")) for variable in c.items("env"))):
            found.update(_NUMBER.findall(text))
        for _, probe in c.probes:
            found.update(str((probe.fields.get(kind) or {}).get("port")) for kind in HANDLERS)
    return found


def _missed(pod: Subject, targets: list[Any], known: set[Any]) -> Any:
    """The first port of a Service that the pod has not; None if it may have all."""
    missed = [target for target in targets if target not in known]
    named = next((target for target in missed if isinstance(target, str)), None)
    # A number needs no declaration, so it says something only where the Service meets none of those that are declared.
    if named is None and known and len(missed) == len(targets):
        told = _told(pod)
        return next((target for target in missed if isinstance(target, int) and str(target) not in told), None)
    return named


def check(pod: Subject) -> Iterator[Finding]:
    if not (pod.lasting and pod.around.companions.has(SERVICE)):
        return
    known = {port.fields.get(key) for port in _ports(pod) for key in ("name", "containerPort")}
    for service, targets in _wanted(pod):
        missed = _missed(pod, targets, known)
        if missed is not None:
            what = cut(str(missed))
            message = f"The Service {quote(service)} sends traffic to port {what}, which no container declares."
            yield rule.found(pod.lasting[0].path.child("ports"), message)
            return


def fix(pod: Subject, finding: Finding) -> Patch | None:
    ports = _ports(pod)
    named = [target for _, targets in _wanted(pod) for target in targets if isinstance(target, str)]
    if len(ports) != 1 or ports[0].fields.get("name") or not named:
        return None
    return assisted("Give the port that name.", set_(ports[0].path.child("name"), named[0]))
