"""A pod changes a kernel setting that does not count as safe.

**Why** It may affect other pods on the node. The kubelet refuses the pod unless it is configured to allow the
setting.

**Example** `sysctls: [{name: kernel.msgmax, value: "65536"}]`

**Use instead** A safe one, such as `net.ipv4.tcp_syncookies`, or separate nodes for such pods.

**Fix** Safe: removes the entry.

**See** https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.subject import SECURITY, Subject, items
from podbuilder.kube.manifest import remove_

# The names that Pod Security allows at the baseline level, and the minor version whose policy first did.
SAFE = {
    "kernel.shm_rmid_forced": 0,
    "net.ipv4.ip_local_port_range": 0,
    "net.ipv4.tcp_syncookies": 0,
    "net.ipv4.ping_group_range": 0,
    "net.ipv4.ip_unprivileged_port_start": 0,
    "net.ipv4.ip_local_reserved_ports": 27,
    "net.ipv4.tcp_keepalive_time": 29,
    "net.ipv4.tcp_fin_timeout": 29,
    "net.ipv4.tcp_keepalive_intvl": 29,
    "net.ipv4.tcp_keepalive_probes": 29,
    "net.ipv4.tcp_rmem": 32,
    "net.ipv4.tcp_wmem": 32,
    "net.ipv4.tcp_slow_start_after_idle": 37,
    "net.ipv4.tcp_notsent_lowat": 37,
}
rule = Rule(
    __name__,
    WARNING,
    "security",
    ("pod",),
    foreign={
        "kube-linter": ("unsafe-sysctls",),
        "trivy": ("KSV-0026",),
        "kubescape": ("C-0211",),
        "kyverno": ("restrict-sysctls",),
        "pod-security": ("sysctls",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for entry in items(pod.security.get("sysctls"), SECURITY.child("sysctls")):
        name = entry.fields.get("name", "")
        if pod.linux and SAFE.get(name.replace("/", "."), pod.minor + 1) > pod.minor:
            message = f"The kernel setting {quote(name)} does not count as safe, so most nodes refuse the pod."
            yield rule.found(entry.path.child("name"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Remove the setting.", remove_(finding.path.parent))
