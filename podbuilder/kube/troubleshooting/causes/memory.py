"""Containers that need more memory than they get."""

from podbuilder.kube.troubleshooting.cause import Stage, Trouble
from podbuilder.kube.troubleshooting.signs import word

_TOP = ("kubectl top pod POD --containers", "kubectl describe pod POD")
_KILLED = 'exitcode ~ (?i)exit ?code"?:\\s*137\\b'

TROUBLES = (
    Trouble(
        "oom-killed",
        Stage.RUN,
        "The container needs more memory than its limit.",
        "spec.containers[0].resources.limits.memory",
        _TOP,
        (
            "OOMKilled",
            "OOM-killed",
            "OOM killed",
            "TaskOOM",
            "memory limit too low",
            "set memory limit … too low",
            "memory limit lower than its current usage",
            "Minimum memory limit allowed",
            "Memory cgroup out of memory",
            "cannot allocate memory",
            "OutOfMemoryError",
            "heap out of memory",
            "insufficient memory for the Java Runtime",
            "runtime: out of memory",
            word("bad_alloc"),
            word("MemoryError"),
            word("ENOMEM"),
            "Perhaps out of memory",
            "below current usage",
            "OutOfMemoryException",
        ),
        hints=(_KILLED, "killed ~ ^(?:\\S+ )?Killed$", "signal: killed", "killed ~ ^\\[\\d+\\] .{0,30}\\bkilled\\b"),
        unless=("lock memory", "mlock", "system oom", "shared memory", "calling webhook", "1 insufficient"),
    ),
    Trouble(
        "node-out-of-memory",
        Stage.RUN,
        "The node ran out of memory and killed the container.",
        "spec.containers[0].resources",
        ("kubectl describe node NODE", "kubectl top nodes"),
        (
            "SystemOOM",
            "System OOM encountered",
            "OOMKilling … Out of memory: Kill",
            "Out of memory: Kill",
            "global_oom",
            "invoked oom-killer … order",
        ),
        hints=(_KILLED,),
        unless=("memory cgroup",),
    ),
)
