"""The usual masks over /proc must stay, even in a user namespace.

Until the policy of 1.34, the baseline check said the same. Since then, it makes an exception that this one does not.

**Restricted fields:** spec.{containers,initContainers,ephemeralContainers}[*].securityContext.procMount

**Allowed values:** Default, undefined

Mirrors CheckProcMountRestricted, Kubernetes v1.36, pod-security-admission/policy.
"""

from podbuilder.kube.podsecurity.check import RESTRICTED, Check
from podbuilder.kube.podsecurity.checks.proc_mount import proc_mount_1_0

check = Check(
    id="procMount_restricted",
    level=RESTRICTED,
    title="Mount of /proc",
    reason="an unmasked /proc",
    versions=((35, proc_mount_1_0),),
    overrides=("procMount",),
)
