"""The capabilities that Pod Security lets a container add."""

from __future__ import annotations

# At the baseline level: what runtimes grant by default, but for NET_RAW.
BASELINE = frozenset(
    {
        "AUDIT_WRITE",
        "CHOWN",
        "DAC_OVERRIDE",
        "FOWNER",
        "FSETID",
        "KILL",
        "MKNOD",
        "NET_BIND_SERVICE",
        "SETFCAP",
        "SETGID",
        "SETPCAP",
        "SETUID",
        "SYS_CHROOT",
    }
)
# The only one at the restricted level.
RESTRICTED = "NET_BIND_SERVICE"
