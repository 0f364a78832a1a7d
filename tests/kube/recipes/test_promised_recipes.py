"""The helpers and the pods that people are promised: each is there, and nothing in it is advised against."""

from __future__ import annotations

import pytest

from podbuilder.kube.lint.rule import Severity
from podbuilder.kube.lint.run import all_rules, run
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.recipes import recipe
from podbuilder.kube.starters.starters import find as find_starter
from tests.support.recipes import APP, applied, find

RECIPES = {
    "sidecar": {
        "log shipper, Fluent Bit": "fluent-bit",
        "log shipper, Vector": "vector",
        "exporter for nginx": "nginx-exporter",
        "exporter for Redis": "redis-exporter",
        "exporter for PostgreSQL": "postgres-exporter",
        "exporter for JMX": "jmx-agent",
        "exporter for NVIDIA DCGM": "dcgm-exporter",
        "files from Git": "git-sync",
        "config reloader": "config-reloader",
        "OpenTelemetry collector": "otel-collector",
        "cache warmer": "cache-warmer",
        "secrets and certificates, Vault": "vault-agent",
        "work queue": "redis-queue",
    },
    "ambassador": {
        "Envoy": "envoy",
        "HAProxy": "haproxy",
        "Cloud SQL Auth proxy": "cloud-sql-proxy",
        "PgBouncer": "pgbouncer",
        "sign-in in front of the app": "oauth2-proxy",
        "Redis, as Twemproxy did": "redis-proxy",
    },
    "adapter": {
        "status page": "blackbox-exporter",
        "StatsD": "statsd-exporter",
        "log format": "json-logs",
        "legacy port": "socat",
        "JSON": "json-exporter",
    },
    "init": {
        "wait for TCP": "wait-tcp",
        "wait for HTTP": "wait-http",
        "wait for DNS": "wait-dns",
        "database migration": "migration",
        "permission fix": "fix-permissions",
        "download from an object store": "download-s3",
        "download from Hugging Face": "download-hugging-face",
        "download from Git": "download-git",
        "render a configuration": "render-config",
        "warm-up": "warm-up",
    },
}
STARTERS = {
    "web app": "web-app",
    "API and proxy": "api-with-sign-in",
    "worker": "worker",
    "batch job": "batch-job",
    "model serving on one GPU": "ml-model-serving",
    "training on several GPUs": "multi-gpu-training",
    "notebook": "notebook",
    "Triton with a download": "triton-serving",
    "vLLM with a download": "vllm-serving",
    "TGI": "tgi-serving",
    "database on one node": "postgres",
    "cron cleaner": "cron-cleaner",
    "Windows web app": "windows-web-app",
    "debug toolbox": "debug-toolbox",
    "nginx and log shipper": "nginx-log-shipper",
    "app and metrics adapter": "app-metrics-adapter",
    "game server over UDP": "game-server",
    "static site from Git": "static-site-git-sync",
    "migration job": "migration-job",
    "message consumer": "message-consumer",
    "TPU": "tpu-training",
    "DRA": "dra-gpu",
}
PROMISED = [(pattern, slug) for pattern, slugs in RECIPES.items() for slug in slugs.values()]
# What a helper is for, and cannot be had without.
NEEDED = {"fix-permissions": {"run-as-user-zero", "capabilities-add-beyond-net-bind"}}


def loud(manifest: Manifest) -> set[tuple[str, str]]:
    """The rules that advise against something, and where."""
    rules = all_rules()
    found = run(manifest.pod)
    return {(f.rule, str(f.path)) for f in found if rules[f.rule].rule.severity > Severity.INFO}


@pytest.mark.parametrize(("pattern", "slug"), PROMISED, ids=[slug for _, slug in PROMISED])
def test_a_promised_helper_is_there_and_not_advised_against(pattern: str, slug: str) -> None:
    each = find(slug)
    assert each.pattern == pattern
    assert each.source.startswith("https://")
    before = Manifest.read(write(APP))
    new = loud(applied(each, before)) - loud(before)
    assert {rule for rule, _ in new} <= NEEDED.get(slug, set())


def test_long_lived_helpers_are_native_sidecars() -> None:
    kinds = {slug: {c["kind"] for c in find(slug).containers} for _, slug in PROMISED}
    once = {slug for slug, kind in kinds.items() if kind == {"init"}}
    # The agent of JMX lives inside the app's own Java; the container only fetches it.
    assert once == {*RECIPES["init"].values(), "jmx-agent"}
    assert all(kind == {"native"} for slug, kind in kinds.items() if slug not in once)


def test_promised_pods_are_there() -> None:
    assert all(find_starter(slug) is not None for slug in STARTERS.values())
    assert {pattern for pattern, _ in PROMISED} <= set(recipe.PATTERNS)
