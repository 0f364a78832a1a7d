"""Variables for Services may overwrite the app's own.

**Why** For a Service called ldap, every container of the namespace gets LDAP_PORT, LDAP_SERVICE_HOST and more. An app
that reads settings named LDAP_… takes the address it finds in LDAP_PORT for a port. What the pod sets itself counts.

**Example** A workload `ldap` with a variable LDAP_DOMAIN, and a Service of that name.

**Use instead** `enableServiceLinks: false`; apps find Services through DNS.

**Fix** Assisted: sets it to false. Apps that read those variables would miss them.

**See** https://kubernetes.io/docs/tutorials/services/connect-applications-service/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.quoting import cut, quote
from podbuilder.kube.lint.companions import SERVICE, name_of
from podbuilder.kube.lint.image_habits import reads_no_port
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(__name__, WARNING, "networking", ("pod",))


def _services(pod: Subject) -> Iterator[tuple[str, str]]:
    """What the Services before the pod do, and their names: those in its file, or else one named as the workload.

    Headless ones do nothing. Mirrors getServiceEnvVarMap, Kubernetes v1.36, pkg/kubelet.
    """
    around = pod.around
    if around.companions.has(SERVICE):
        selecting = around.companions.selecting(SERVICE, pod.labels, pod.namespace)
        names = [name_of(one) for one in selecting if one["spec"].get("clusterIP") != "None"]
        yield from ((f"The Service {quote(name)} adds", name) for name in names)
    elif around.name:
        yield f"A Service {quote(around.name)} would add", around.name


def _own(pod: Subject, prefix: str) -> str:
    """A variable of the app's own with that prefix; "" if it has none, or sets the one that a Service would add."""
    for c in pod.lasting:
        if f"{prefix}PORT" not in c.variables and not reads_no_port(c):
            for variable in c.items("env"):
                name = variable.fields.get("name") or ""
                if name.startswith(prefix):
                    return name
    return ""


def check(pod: Subject) -> Iterator[Finding]:
    if pod.spec.get("enableServiceLinks") is False:
        return
    for adds, name in _services(pod):
        prefix = name.upper().replace("-", "_") + "_"
        if own := _own(pod, prefix):
            message = f"{adds} variables such as {cut(prefix)}PORT beside the app's own {quote(own)}."
            yield rule.found(SPEC.child("enableServiceLinks"), message)
            return


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Leave these variables out.", set_(finding.path, False))
