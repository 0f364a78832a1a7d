"""A port has no name.

**Why** Services and probes can refer to a port by its name, so that the number has to change in one place only.

**Example** `ports: [{containerPort: 8080}]`

**Use instead** `ports: [{name: http, containerPort: 8080}]`

**Fix** Safe: names the port after what its number is known for, or after the number itself. Off by default: numbers
serve as well where nothing refers to a name.

**See** https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

KNOWN = {
    80: "http",
    8080: "http",
    443: "https",
    8443: "https",
    9090: "metrics",
    5432: "postgres",
    3306: "mysql",
    6379: "redis",
}
rule = Rule(
    __name__,
    INFO,
    "networking",
    ("container", "init"),
    default=False,
    foreign={
        "kyverno": ("require-container-port-names",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        for port in c.items("ports"):
            if not port.fields.get("name"):
                message = f"A port of {quote(c.name)} has no name, so Services and probes have to repeat its number."
                yield rule.found(port.path.child("name"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    number = pod.container_at(finding.path).fields["ports"][int(finding.path[-2])].get("containerPort")
    taken = {port.fields.get("name") for c in pod.planned for port in c.items("ports")}
    plain = f"port-{number}"
    names = (KNOWN.get(number, plain), plain, *(f"{plain}-{i}" for i in range(2, 99)))
    return safe("Name the port.", set_(finding.path, next(name for name in names if name not in taken)))
