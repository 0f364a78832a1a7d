"""What a person would change, as the words of a cause and the rest of the paste tell it."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting import diagnose

APP = "spec.containers[0]"
QUOTA = 'Error creating: pods "till-1" is forbidden: exceeded quota: small, requested: '
REFUSED = "probe failed: dial tcp 10.0.0.4:80: connect: connection refused"
ROW = "NAME  READY  STATUS  RESTARTS  AGE\ntill-0  0/1  {}  9m\n\n"
NOT_FOUND = 'Error: exec: "{}": executable file not found in $PATH\n'
SELECTOR = "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector."
FAILED = "  Warning  Failed  9s  kubelet  Error: "
TWO = f"Containers:\n  web:\n    Image:  web:1\n  till:\n    Image:  till:1\nEvents:\n{FAILED}"
FIELDS = {
    "a probe that is too early, of a program that runs": (f"Liveness {REFUSED}", f"{APP}.livenessProbe"),
    "a probe that makes it not ready": (f"{ROW.format('Running  0')}Readiness {REFUSED}", f"{APP}.readinessProbe"),
    "not ready, and restarted": (f"{ROW.format('Running  3')}Readiness {REFUSED}", f"{APP}.readinessProbe"),
    "a probe of a program that is restarted": (f"{ROW.format('Running  3')}Liveness {REFUSED}", f"{APP}.startupProbe"),
    "nothing tells the probe": ("Container till failed startup probe, will be restarted", f"{APP}.startupProbe"),
    "pods of a quota": (f"{QUOTA}pods=1, used: pods=4, limited: pods=4", f"{APP}.resources"),
    "a quota in its old words": (f"{QUOTA}cpu=1, used: cpu=4, limited: cpu=4", f"{APP}.resources.requests"),
    "the only resource that is shown": (
        "Limits:\n  cpu:  500m\nRequests:\n  cpu:  500m\n\nFailed for reason PodFitsResources",
        f"{APP}.resources.requests.cpu",
    ),
    "an entrypoint that the pod names": (
        'Command:\n  /entrypoint.sh\nEvents:\n  exec: "/entrypoint.sh": permission denied',
        f"{APP}.command",
    ),
    "a program of the args": (f"Args:\n  serve\nEvents:\n{NOT_FOUND.format('serve')}", f"{APP}.args"),
    "a program of the command": (
        f"Command:\n  serve\nArgs:\n  fast\nEvents:\n{NOT_FOUND.format('serve')}",
        f"{APP}.command",
    ),
    "a flag of the command": ("Command:\n  till\n  --colour\nEvents:\ntill: unknown flag: --colour", f"{APP}.command"),
    "the command, where nothing is shown": (NOT_FOUND.format("serve"), f"{APP}.command"),
    "the args, where only they are shown": ("Args:\n  serve\nEvents:\nExit Code:  0", f"{APP}.args"),
    "a selector": (f"Node-Selectors:  disk=ssd\n{SELECTOR}", "spec.nodeSelector"),
    "no selector": (f"Node-Selectors:  <none>\n{SELECTOR}", "spec.affinity.nodeAffinity"),
    "an affinity in a manifest": (
        f"affinity:\n  nodeAffinity:\n    x: y\n\n{SELECTOR}",
        "spec.affinity.nodeAffinity",
    ),
    "a file that is missing": ("Error: open /etc/till/config.yaml: no such file or directory", f"{APP}.volumeMounts"),
    "a variable that is missing": ("Error: environment variable TILL_KEY is not set", f"{APP}.env"),
    "what an init container waits for": (
        f"{ROW.format('Init:CrashLoopBackOff  3')}nc: connect to db port 5432 failed: Connection refused",
        "spec.initContainers[0].command",
    ),
    "what a program waits for": ("nc: connect to db port 5432 failed: Connection refused", ""),
    "the container that a message names": (
        f"{TWO}failed to start container \"till\": exec: \"a\": permission denied",
        "spec.containers[1].command",
    ),
    "a container that the paste does not have": (
        f"{TWO}failed to start container \"x\": exec: \"a\": permission denied",
        f"{APP}.command",
    ),
    "rows of several pods": (
        f"{ROW.format('Init:Error  3')}other-0  0/1  Pending  0  9m\n\nchown: /data: Operation not permitted",
        "spec.securityContext.runAsUser",
    ),
    "a name that several mounts miss": (
        f'is invalid: [{APP}.volumeMounts[0].name: Not found: "a", {APP}.volumeMounts[1].name: Not found: "a"]',
        "spec.volumes",
    ),
    "names that one mount each misses": (
        f'is invalid: [{APP}.volumeMounts[0].name: Not found: "a", {APP}.volumeMounts[1].name: Not found: "b"]',
        f"{APP}.volumeMounts[0].name",
    ),
    "several paths that the node does not have": (
        "hostPath type check failed: /srv/a is not a directory\nhostPath type check failed: /srv/b is not a directory",
        "spec.volumes[0].hostPath",
    ),
    "a variable of a ConfigMap that nobody names": (
        "Error: couldn't get configMap",
        "spec.volumes[0].configMap.name",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "field"), FIELDS.values(), ids=FIELDS)
def test_the_field(text: str, field: str) -> None:
    assert diagnose(text)[0].field == field
