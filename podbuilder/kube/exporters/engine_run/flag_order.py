"""The order in which flags of an engine are written, so that the same pod always makes the same text."""

from __future__ import annotations

from podbuilder.kube.exporters.shell_text import ShellFlag

# From what a container is, over what it may have and do, to how it is watched.
ORDER = (
    *("detach", "rm", "pod", "name", "entrypoint", "env", "env-file", "publish", "expose", "volume", "mount", "tmpfs"),
    *("shm-size", "workdir", "user", "group-add", "hostname", "label", "annotation", "interactive", "tty", "restart"),
    *("timeout", "stop-timeout", "stop-signal", "init", "health-cmd", "health-interval", "health-timeout"),
    *("health-retries", "health-start-period", "health-on-failure", "health-startup-cmd", "health-startup-interval"),
    *("health-startup-timeout", "health-startup-retries", "memory", "memory-reservation", "cpus", "cpu-shares"),
    *("storage-opt", "device", "gpus", "cap-add", "cap-drop", "privileged", "security-opt", "read-only"),
    *("read-only-tmpfs", "userns", "network", "add-host", "dns", "dns-option", "dns-search", "pid", "ipc", "sysctl"),
    *("runtime", "platform", "pull"),
)
_PLACES = {name: number for number, name in enumerate(ORDER)}


def in_order(flags: list[ShellFlag]) -> list[ShellFlag]:
    """The flags in this order; those of one name stay in their own. A value may be part of the name: `x=false`."""
    return sorted(flags, key=lambda flag: _PLACES[flag.name.partition("=")[0]])
