"""A helper keeps a Job's pod from ending.

**Why** A Job is done when all its containers have ended. A proxy or a log shipper among them never does.

**Example** A Job with a container `envoyproxy/envoy` beside the one that works.

**Use instead** The helper as an init container with `restartPolicy: Always`: it is stopped when the others are done.

**Fix** None here: moving a container between the lists is one step in the form.

**See** https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.command_lines import has_interpreter
from podbuilder.kube.lint.rule import SERIOUS, Rule
from podbuilder.kube.lint.subject import Container, Subject

# Programs that serve or watch, and end only when they are stopped, by the ends of their images' repositories.
_HELPERS = re.compile(
    r"(?:^|/)(?:cloud-sql-proxy|gce-proxy|alloydb-auth-proxy|envoy(?:-alpine|-distroless)?|proxyv2|linkerd/proxy|"
    r"(?:aws-for-)?fluent-bit|fluentd(?:-[a-z-]+)?|filebeat|vector|promtail|alloy|opentelemetry-collector(?:-[a-z0-9]+)?|"
    r"oauth2-proxy|kube-rbac-proxy|pgbouncer|statsd-exporter|node-exporter|git-sync(?:/git-sync)?)$"
)
# How a helper is told to end: an address of Cloud SQL's proxy and of Istio's, and the options of git-sync.
_ENDS = re.compile(r"quitquitquit|one[-_]time", re.IGNORECASE)
rule = Rule(__name__, SERIOUS, "reliability", ("container",))


def _words(c: Container) -> Iterator[str]:
    yield from c.fields.get("command") or ()
    yield from c.fields.get("args") or ()
    yield from c.variables


def check(pod: Subject) -> Iterator[Finding]:
    apps = [c for c in pod.lasting if not c.is_sidecar]
    if not pod.is_job_like or len(apps) < 2:
        return
    helpers = [c for c in apps if c.image and _HELPERS.search(c.image.repository)]
    # One that runs through a shell, or beside what tells it to stop, may well end.
    if helpers and not any(_ENDS.search(word) for c in apps for word in _words(c)):
        for c in helpers:
            if not has_interpreter(c.fields.get("command") or ()):
                yield rule.found(c.path, f"{c.title} does not end by itself, so the pod never does either.")
