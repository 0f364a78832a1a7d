"""A helper keeps a Job's pod from ending.

**Why** A Job is done when all its containers have ended. A proxy or a log shipper among them never does.

**Example** A Job with a container `envoyproxy/envoy` beside the one that works.

**Use instead** The helper as an init container with `restartPolicy: Always`: it is stopped when the others are done.

**Fix** None here: moving a container between the lists is one step in the form.

**See** https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import SERIOUS, Rule
from podbuilder.kube.lint.subject import Subject

# Programs that serve or watch, and end only when they are stopped.
HELPERS = (
    *("cloud-sql-proxy", "cloudsql-proxy", "gce-proxy", "alloydbauthproxy", "envoy", "proxyv2", "linkerd2-proxy"),
    *("fluent-bit", "fluentd", "filebeat", "vector", "promtail", "opentelemetry-collector", "oauth2-proxy"),
    *("pgbouncer", "statsd-exporter", "node-exporter", "git-sync", "tor-proxy", "kube-rbac-proxy"),
)
rule = Rule(__name__, SERIOUS, "reliability", ("container",))


def check(pod: Subject) -> Iterator[Finding]:
    apps = [c for c in pod.lasting if not c.is_sidecar]
    for c in apps if pod.is_job_like and len(apps) > 1 else ():
        if c.image and c.image.name.startswith(HELPERS):
            yield rule.found(c.path, f"{c.title} does not end by itself, so the pod never does either.")
