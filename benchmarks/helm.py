"""Whether real pods make charts of which helm renders what was exported, and with hostile texts in them as well.

    python benchmarks/helm.py [PODS]

Accepted pods of the corpus of real manifests (beside the project, in ../shared; 300 unless told otherwise) become a
workload of each kind in turn. Half of them have what they use beside them: an account, a ConfigMap, a Secret, a claim,
a Service, a disruption budget, an autoscaler. Every third one has hostile texts in its image, variables, arguments,
labels, annotations and ConfigMap. helm must lint each chart, render it to the same objects, read every value, and
refuse misspelt ones.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.helm.chart_export import export_chart
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.manifest.pod_paths import pod_paths_of
from podbuilder.kube.workload_change.change import change_workload
from tests.kube.exporters.helm.chart_proof import faults
from tests.kube.exporters.helm.hostile_texts import HOSTILE, HOSTILE_VALUES
from tests.support.helm import program

CORPUS = Path(__file__).resolve().parents[2] / "shared/corpus/realworld.jsonl.gz"
VERSION = "1.36"
KINDS = ("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod")
PODS = 300
# Commands of helm at once.
AT_ONCE = 2


def pods(number: int) -> Iterator[tuple[str, Document]]:
    """Accepted pods from all over the corpus."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        accepted = [row for row in map(json.loads, file) if row["verdicts"][VERSION]["accepted"]]
    for row in accepted[:: max(1, len(accepted) // number)][:number]:
        yield row["id"], row["pod"]


def named(pod: Document) -> Document:
    """A pod with a name, which a chart's objects need; pods from templates have none."""
    return pod if document.get(pod, ("metadata", "name")) else document.assign(pod, ("metadata", "name"), "web")


def workload(pod: Document, kind: str) -> tuple[str, Document]:
    """The pod as a workload of a kind, or as it is where that kind does not fit."""
    manifest = Manifest.read(write(pod))
    change = change_workload(manifest, kind, version=VERSION) if kind != "Pod" else None
    made = change.manifest if change and not change.refused else manifest
    return made.kind, made.object


def with_uses(pod: Document, name: str) -> Document:
    """The pod with the companions in use: an account, a ConfigMap and a claim as volumes, a Secret for variables."""
    volumes = [
        {"name": "chart-config", "configMap": {"name": f"{name}-config"}},
        {"name": "chart-data", "persistentVolumeClaim": {"claimName": f"{name}-data"}},
    ]
    spec = ("spec", "containers", 0, "envFrom")
    pod = document.assign(pod, ("spec", "serviceAccountName"), name)
    pod = document.assign(pod, ("spec", "volumes"), [*document.listed(pod, ("spec", "volumes")), *volumes])
    used: Document = document.assign(
        pod, spec, [*document.listed(pod, spec), {"secretRef": {"name": f"{name}-secret"}}]
    )
    return used


def companions(whole: Document, kind: str, name: str) -> list[Document]:
    """Objects beside a workload, as somebody writes them by hand."""
    labels = document.mapping_at(whole, ("spec", "selector", "matchLabels")) or {"app": name}
    head = {"metadata": {"name": name, "labels": labels}}
    storage = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    port = {"name": "http", "port": 80, "targetPort": "http"}
    budget = {"maxUnavailable": 1, "selector": {"matchLabels": labels}}
    found: list[Document] = [
        {"apiVersion": "v1", "kind": "ServiceAccount", **head},
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": f"{name}-config"}, "data": {"a.conf": "x: 1\n"}},
        {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": f"{name}-secret"}, "stringData": {"PASSWORD": ""}},
        {
            **{"apiVersion": "v1", "kind": "PersistentVolumeClaim"},
            **{"metadata": {"name": f"{name}-data"}, "spec": storage},
        },
        {"apiVersion": "v1", "kind": "Service", **head, "spec": {"selector": labels, "ports": [port]}},
        {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", **head, "spec": budget},
    ]
    if document.has(whole, ("spec", "replicas")):
        target = {"apiVersion": whole["apiVersion"], "kind": kind, "name": document.get(whole, ("metadata", "name"))}
        spec = {"scaleTargetRef": target, "minReplicas": 1, "maxReplicas": 3}
        found.append({"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", **head, "spec": spec})
    return found


def hostile(one: Document, start: int) -> Document:
    """The same object with texts in it that templates and YAML could take for something else."""
    texts, name = islice(cycle(HOSTILE_VALUES), start, None), HOSTILE[start % len(HOSTILE)]
    one = document.assign(one, ("metadata", "annotations", name), next(texts))
    if one["kind"] == "ConfigMap":
        return {**one, "data": {text: next(texts) for text in HOSTILE}}
    for at in pod_paths_of(one):
        one = document.assign(one, ("metadata", "labels", name), next(texts))
        one = document.assign(one, (*at, "metadata", "labels", name), next(texts))
        one = document.assign(one, (*at, "metadata", "annotations"), {text: next(texts) for text in HOSTILE})
        for visited in visit_containers(document.mapping_at(one, at)):
            inside = (*at, *visited.path)
            env = [{"name": name, "value": next(texts)} for name in HOSTILE]
            one = document.assign(one, (*inside, "env"), [*document.listed(one, (*inside, "env")), *env])
            one = document.assign(one, (*inside, "args"), list(islice(texts, len(HOSTILE))))
            one = document.assign(one, (*inside, "image"), next(texts) or "x")
    return one


def texts(number: int) -> Iterator[tuple[str, str]]:
    """The manifests that are tried, each with a word for what it is."""
    for i, (name, pod) in enumerate(pods(number)):
        pod, is_alone, is_hostile = named(pod), i % 4 < 2, i % 3 == 0
        base = document.get(pod, ("metadata", "name"))[:40].rstrip("-.")
        kind, whole = workload(pod if is_alone else with_uses(pod, base), KINDS[i % len(KINDS)])
        objects = [whole] if is_alone else [*companions(whole, kind, base), whole]
        words = [kind, *([] if is_alone else ["with companions"]), *(["hostile"] if is_hostile else [])]
        objects = [hostile(one, i) for one in objects] if is_hostile else objects
        yield f"{name} ({', '.join(words)})", "---\n".join(map(write, objects))


def tried(one: tuple[str, str]) -> tuple[str, list[str], int]:
    """What is wrong with the chart of a manifest, and how many values it has."""
    name, text = one
    try:
        export = export_chart(text)
    except ExportRefused as refusal:
        return name, [f"refused: {refusal}"], 0
    with tempfile.TemporaryDirectory() as folder:
        return name, list(faults(export, Path(folder) / "chart")), len(export.values)


def seconds(text: str, rounds: int = 5) -> float:
    """How long the export of a text takes, at best."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        export_chart(text)
        times.append(time.perf_counter() - began)
    return min(times)


def main(number: int = PODS) -> int:
    if not CORPUS.exists() or program() is None:
        print(f"nothing to measure: there is no {CORPUS.name} beside the project, or no helm")
        return 0
    manifests: list[tuple[str, str]] = list(texts(number))
    counts: Counter[str] = Counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for name, found, values in pool.map(tried, manifests):
            counts["values"] += values
            counts["refused" if found and found[0].startswith("refused") else "faulty" if found else "good"] += 1
            for fault in found[:3]:
                print(f"  {name}: {fault[:600]}")
    print(f"{len(manifests)} charts, {counts['values']} values: {counts['good']} good, {counts['faulty']} with faults")
    print(f"  refused with a reason: {counts['refused']}")
    exports = sorted(seconds(text, 1) for _, text in manifests)
    print(f"{1000 * exports[len(exports) // 2]:.1f} ms an export, the median; {1000 * exports[-1]:.1f} ms the longest")
    return int(counts["faulty"] > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
