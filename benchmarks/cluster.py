"""What the scheduler's verdict on one pod costs in clusters of two sizes, and what it costs to read a snapshot.

python benchmarks/cluster.py
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from typing import Any

import yaml

from podbuilder.kube.cluster.facts import facts_of
from podbuilder.kube.cluster.facts_reader import objects_of
from podbuilder.kube.cluster.pod_copies import PodCopies
from podbuilder.kube.cluster.scheduling.cluster_state import state_of
from podbuilder.kube.cluster.scheduling.copies import copies
from podbuilder.kube.cluster.scheduling.scheduler import schedule
from podbuilder.kube.cluster.snapshot import Snapshot

VERSION = "1.36"
# Nodes, pods, and the most milliseconds that a verdict may take.
SIZES = ((60, 600, 10.0), (1_000, 20_000, 200.0))
ROUNDS = 7
# The most milliseconds in which as many copies are placed as fit.
MOST_PLACING = 2_000.0
# Megabytes of a snapshot, and the least that are read in a second: 100 MB of YAML in a minute, of JSON in five seconds.
READ_MB = 8
LEAST_READ = {"yaml": 100 / 60, "json": 100 / 5}
ZONES = ("a", "b", "c")

Object = dict[str, Any]


def node(number: int) -> Object:
    labels = {"topology.kubernetes.io/zone": ZONES[number % 3], "kubernetes.io/hostname": f"node-{number}"}
    taints = [{"key": "dedicated", "value": "db", "effect": "NoSchedule"}] if number % 10 == 0 else []
    allocatable = {"cpu": "16", "memory": "64Gi", "ephemeral-storage": "200Gi", "pods": "110"}
    return {
        "metadata": {"name": f"node-{number}", "labels": labels},
        "spec": {"taints": taints},
        "status": {"allocatable": allocatable},
    }


def running(number: int, nodes: int) -> Object:
    labels = {"app": f"app-{number % 40}", "version": str(number % 3)}
    requests = {"cpu": f"{100 + number % 7 * 50}m", "memory": f"{128 + number % 5 * 64}Mi"}
    spec: Object = {"nodeName": f"node-{number % nodes}", "priority": number % 4 * 100}
    spec["containers"] = [{"name": "main", "resources": {"requests": requests}}, {"name": "side"}]
    if number % 20 == 0:
        term = {"topologyKey": "kubernetes.io/hostname", "labelSelector": {"matchLabels": labels}}
        spec["affinity"] = {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}
    metadata = {"name": f"pod-{number}", "namespace": f"ns-{number % 12}", "labels": labels}
    return {"metadata": metadata, "spec": spec, "status": {"phase": "Running", "startTime": "2026-01-01T00:00:00Z"}}


def subject(cpu: str, **further: Any) -> Object:
    """A pod that uses what costs most: spread constraints and both affinities."""
    selector = {"matchLabels": {"app": "app-3"}}
    host, zone = "kubernetes.io/hostname", "topology.kubernetes.io/zone"
    near = [{"topologyKey": zone, "labelSelector": selector, "namespaceSelector": {}}]
    far = [{"topologyKey": host, "labelSelector": {"matchLabels": {"app": "app-5"}}, "namespaceSelector": {}}]
    spread = [
        {"maxSkew": skew, "topologyKey": key, "whenUnsatisfiable": "DoNotSchedule", "labelSelector": selector}
        for key, skew in ((zone, 5), (host, 2))
    ]
    spec = {
        "containers": [{"name": "main", "resources": {"requests": {"cpu": cpu, "memory": "256Mi"}}}],
        "topologySpreadConstraints": spread,
        "affinity": {
            "podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": near},
            "podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": far},
        },
    }
    return {"metadata": {"name": "web", "namespace": "ns-3", "labels": {"app": "app-3"}}, "spec": spec | further}


PODS = {
    "small": subject("100m"),
    "nowhere": subject("20"),
    "preempts": subject("15", priority=1000),
}


def as_kubectl_has_it(pod: Object) -> Object:
    """With what a running pod has besides, most of which is thrown away."""
    container = {
        "name": "main",
        "image": "registry.example/app:1.2.3",
        "env": [{"name": f"NAME_{n}", "value": f"value {n}"} for n in range(20)],
        "volumeMounts": [{"name": f"volume-{n}", "mountPath": f"/data/{n}"} for n in range(5)],
    }
    annotations = {"example.com/applied": json.dumps(pod)}
    containers = [container | each for each in pod["spec"]["containers"]]
    metadata = pod["metadata"] | {"annotations": annotations}
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        **pod,
        "metadata": metadata,
        "spec": pod["spec"] | {"containers": containers},
    }


def reading() -> bool:
    """Measure how fast a list of pods is read; whether it is fast enough."""
    pods = [as_kubectl_has_it(running(n, 100)) for n in range(READ_MB * 250)]
    whole = {"apiVersion": "v1", "items": pods, "kind": "List", "metadata": {"resourceVersion": ""}}
    holds = True
    for form, text in (("yaml", yaml.dump(whole, Dumper=yaml.CSafeDumper)), ("json", json.dumps(whole, indent=4))):
        began = time.process_time()
        facts = facts_of(objects_of(text))
        speed = len(text) / 1e6 / (time.process_time() - began)
        assert len(facts.objects["Pod"]) == len(pods)
        holds &= speed >= LEAST_READ[form]
        print(f"reading {form}: {speed:.1f} MB/s (at least {LEAST_READ[form]:.1f})")
    return holds


def with_storage(nodes: int) -> dict[str, list[Object]]:
    """A class that makes volumes, of which a node attaches 25, and nodes with eight devices each."""
    drivers = [{"name": "csi", "allocatable": {"count": 25}}]
    devices = [{"name": f"gpu-{n}", "attributes": {"model": {"string": "a"}}} for n in range(8)]
    selector = {"cel": {"expression": "device.attributes['gpu'].model == 'a'"}}
    request = {"name": "r", "exactly": {"deviceClassName": "gpu"}}
    template = {"spec": {"devices": {"requests": [request]}}}
    names = [f"node-{n}" for n in range(nodes)]
    return {
        "StorageClass": [
            {"metadata": {"name": "fast"}, "provisioner": "csi", "volumeBindingMode": "WaitForFirstConsumer"}
        ],
        "CSINode": [{"metadata": {"name": name}, "spec": {"drivers": drivers}} for name in names],
        "DeviceClass": [{"metadata": {"name": "gpu"}, "spec": {"selectors": [selector]}}],
        "ResourceSlice": [
            {
                "metadata": {"name": name},
                "spec": {
                    "driver": "gpu",
                    "nodeName": name,
                    "pool": {"name": name, "generation": 1, "resourceSliceCount": 1},
                    "devices": devices,
                },
            }
            for name in names
        ],
        "ResourceClaimTemplate": [{"metadata": {"name": "gpu", "namespace": "ns-3"}, "spec": template}],
    }


def placing(snapshot: Snapshot) -> bool:
    """Measure how long it takes to place as many copies of a pod as fit, or as are tried; whether it is fast enough."""
    containers = [{"name": "main", "resources": {"requests": {"cpu": "100m"}}}]
    metadata = {"name": "web", "namespace": "ns-3", "labels": {"app": "app-3"}}
    plain = {"metadata": metadata, "spec": {"containers": containers}}
    claims = [{"name": "gpu", "resourceClaimTemplateName": "gpu"}]
    templates = [{"metadata": {"name": "data"}, "spec": {"storageClassName": "fast"}}]
    subjects: dict[str, tuple[Object, list[Object]]] = {
        "copies": (plain, []),
        "volumes": (plain, templates),
        "devices": ({**plain, "spec": {**plain["spec"], "resourceClaims": claims}}, []),
        "spread": (subject("100m"), []),
    }
    holds = True
    for name, (pod, own) in subjects.items():
        start = time.process_time()
        found = copies(snapshot, PodCopies(snapshot, pod, own), VERSION)
        took = 1000 * (time.process_time() - start)
        holds &= took <= MOST_PLACING
        print(f"  {name:10} {took:8.1f} ms (at most {MOST_PLACING:.0f})  {found.total} copies")
    return holds


def main() -> int:
    """Measure, print, and say with the exit status whether the bars hold."""
    holds = reading()
    for nodes, pods, bar in SIZES:
        began = time.process_time()
        own = {"Node": [node(n) for n in range(nodes)], "Pod": [running(n, nodes) for n in range(pods)]}
        snapshot = Snapshot(own | with_storage(nodes))
        made = time.process_time()
        state_of(snapshot, VERSION)
        ready = time.process_time()
        times = f"made in {1000 * (made - began):.0f} ms, ready in {1000 * (ready - made):.0f} ms"
        print(f"{nodes:,} nodes, {pods:,} pods: {times}")
        for name, pod in PODS.items():
            took = []
            for _ in range(ROUNDS):
                start = time.process_time()
                verdict = schedule(snapshot, pod, VERSION)
                took.append(1000 * (time.process_time() - start))
            median = statistics.median(took)
            holds &= median <= bar
            print(f"  {name:10} {median:8.1f} ms (at most {bar:.0f})  {verdict.outcome}, {len(verdict.feasible)} nodes")
        holds &= placing(snapshot)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
