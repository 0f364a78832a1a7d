"""Variables for Services may overwrite the app's own.

**Why** For a Service called ldap, every container of the namespace gets LDAP_PORT, LDAP_SERVICE_HOST and more. An app
that reads settings named LDAP_… takes the address it finds in LDAP_PORT for a port.

**Example** A workload `ldap` with a variable LDAP_DOMAIN, and a Service of that name.

**Use instead** `enableServiceLinks: false`; apps find Services through DNS.

**Fix** Assisted: sets it to false. Apps that read those variables would miss them.

**See** https://kubernetes.io/docs/tutorials/services/connect-applications-service/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(__name__, WARNING, "networking", ("pod",))


def check(pod: Subject) -> Iterator[Finding]:
    # A Service usually has the name of the workload behind it.
    name = pod.around.name
    if not name or pod.spec.get("enableServiceLinks") is False:
        return
    prefix = name.upper().replace("-", "_").replace(".", "_") + "_"
    names = (v.fields.get("name") or "" for c in pod.lasting for v in c.items("env"))
    own = next((n for n in names if n.startswith(prefix)), "")
    if own:
        message = f"A Service {quote(name)} would add variables such as {prefix}PORT beside the app's own {quote(own)}."
        yield rule.found(SPEC.child("enableServiceLinks"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Leave these variables out.", set_(finding.path, False))
