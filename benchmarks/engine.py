"""What the engine costs: reading a manifest and reviewing its pod, start-up excluded, in this process.

The course page's ML model serving pod, and pods with up to a hundred containers: cost is to grow with their number.

    python benchmarks/engine.py
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review

ROUNDS, WARM_UP = 200, 20

ML_POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: ml-model-pod
  labels:
    app: ml-model
    version: v2
spec:
  containers:
  # Main container: ML model serving
  - name: model-server
    image: registry/ml-model-serving:v2.1
    ports:
    - containerPort: 9000
      name: grpc
    resources:
      requests:
        memory: "2Gi"
        cpu: "1000m"
        nvidia.com/gpu: 1
      limits:
        memory: "4Gi"
        cpu: "2000m"
        nvidia.com/gpu: 1

  # Sidecar: Metrics collection
  - name: metrics-collector
    image: prometheus-exporter:latest
    ports:
    - containerPort: 9090
      name: metrics
    resources:
      requests:
        memory: "128Mi"
        cpu: "100m"
      limits:
        memory: "256Mi"
        cpu: "200m"

  # Sidecar: Logging
  - name: log-collector
    image: fluent-bit:latest
    volumeMounts:
    - name: varlog
      mountPath: /var/log
    resources:
      requests:
        memory: "64Mi"
        cpu: "50m"
      limits:
        memory: "128Mi"
        cpu: "100m"

  volumes:
  - name: varlog
    emptyDir: {}
"""

CONTAINER = """\
  - name: worker-{number}
    image: registry.example.com/team/worker:1.{number}
    args: ["--shard={number}", "--log-level=info"]
    ports:
    - name: http
      containerPort: {port}
    env:
    - name: POD_NAME
      valueFrom:
        fieldRef:
          fieldPath: metadata.name
    - name: PASSWORD
      valueFrom:
        secretKeyRef:
          name: database
          key: password
    resources:
      requests:
        cpu: 250m
        memory: 256Mi
      limits:
        memory: 512Mi
    livenessProbe:
      httpGet:
        path: /healthz
        port: http
      periodSeconds: 10
    readinessProbe:
      httpGet:
        path: /ready
        port: http
    volumeMounts:
    - name: data
      mountPath: /data
    securityContext:
      runAsNonRoot: true
      allowPrivilegeEscalation: false
      capabilities:
        drop: ["ALL"]
"""


def pod_with(containers: int) -> str:
    """A pod of that many ordinary containers."""
    blocks = "".join(CONTAINER.format(number=i, port=8000 + i) for i in range(containers))
    head = (
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: workers\nspec:\n  volumes:\n  - name: data\n    emptyDir: {}\n"
    )
    return f"{head}  containers:\n{blocks}"


def measure(what: str, work: Callable[[], object], bar: float | None = None, rounds: int = ROUNDS) -> bool:
    """Print how long it takes; whether the median is under its bar."""
    times = []
    for turn in range(rounds + WARM_UP):
        start = time.perf_counter()
        work()
        if turn >= WARM_UP:
            times.append((time.perf_counter() - start) * 1000)
    times.sort()
    median, p99 = statistics.median(times), times[int(len(times) * 0.99) - 1]
    allowed = f" (bar {bar:g})" if bar else ""
    print(f"{what:44} median {median:7.2f} ms{allowed}, p99 {p99:7.2f} ms")
    return bar is None or median < bar


def main() -> int:
    """Measure, print, and say with the exit status whether every bar holds."""
    pod = Manifest.read(ML_POD).pod
    assert review(pod).accepted
    held = [
        measure("ML pod, reading", lambda: Manifest.read(ML_POD)),
        measure("ML pod, review", lambda: review(pod)),
        measure("ML pod, reading and review", lambda: review(Manifest.read(ML_POD).pod), bar=5),
    ]
    for containers, bar in ((20, 40), (50, None), (100, None)):
        text = pod_with(containers)
        assert review(Manifest.read(text).pod).accepted
        what = f"{containers} containers, reading and review"
        held.append(measure(what, lambda text=text: review(Manifest.read(text).pod), bar, rounds=ROUNDS // 4))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
