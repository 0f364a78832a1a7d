"""A Service in the same file sends its traffic to a port that the pod does not have.

**Why** A targetPort by name is looked up in the containers' ports; where none bears the name, the Service has no
endpoints. One by number is refused by the container if nothing listens there.

**Example** `targetPort: http` in the Service, `ports: [{name: web, containerPort: 8080}]` in the container.

**Use instead** The same name on both sides.

**Fix** Assisted: names the port, if the pod has only one and it has no name.

**See** https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.printable import printable
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.companions import SERVICE, name_of
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Item, Subject, items
from podbuilder.kube.manifest import set_

rule = Rule(__name__, SERIOUS, "networking", ("container",))


def _ports(pod: Subject) -> list[Item]:
    return [port for c in pod.lasting for port in c.items("ports")]


def _wanted(pod: Subject) -> Iterator[tuple[str, Any]]:
    """The ports that Services send this pod's traffic to."""
    for service in pod.around.companions.selecting(SERVICE, pod.labels, pod.namespace):
        ports = service["spec"].get("ports")
        for port in items(ports if isinstance(ports, list) else (), pod.containers[0].path):
            yield name_of(service), port.fields.get("targetPort", port.fields.get("port"))


def check(pod: Subject) -> Iterator[Finding]:
    if not pod.around.companions.has(SERVICE):
        return
    ports = _ports(pod)
    # A number needs no declaration, so it says something only where others are declared.
    known = {port.fields.get(key) for port in ports for key in ("name", "containerPort")}
    for service, target in _wanted(pod) if pod.lasting else ():
        is_meant = isinstance(target, str) or (isinstance(target, int) and bool(ports))
        if is_meant and target not in known:
            what = printable(str(target))[:63]
            message = f"The Service {quote(service)} sends traffic to port {what}, which no container declares."
            yield rule.found(pod.lasting[0].path.child("ports"), message)
            return


def fix(pod: Subject, finding: Finding) -> Patch | None:
    ports = _ports(pod)
    named = [target for _, target in _wanted(pod) if isinstance(target, str)]
    if len(ports) != 1 or ports[0].fields.get("name") or not named:
        return None
    return assisted("Give the port that name.", set_(ports[0].path.child("name"), named[0]))
