"""Whether a review's time grows with the pods of a file and no faster: documents of their own, items of a List, JSON.

Each size is reviewed several times in turns with the others, and small files as often as it takes to have as many pods
as the largest, so that a busy moment does not count against one of them.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from podbuilder.cli.main import OBJECTS_BETWEEN_COLLECTIONS
from podbuilder.kube import lint
from podbuilder.kube.core import versions
from podbuilder.kube.reports.results import of_yaml

SIZES = (100, 200, 400, 800)
ROUNDS = 5
BAR = 1.2
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web-{number}
  labels: {{app: web}}
spec:
  containers:
  - name: web
    image: nginx:1.27
    ports:
    - containerPort: 8080
    resources:
      limits: {{cpu: "1", memory: 1Gi}}
"""


def documents(count: int) -> str:
    """This many pods, each in a document of its own."""
    return "---\n".join(POD.format(number=i) for i in range(count))


def items(count: int) -> str:
    """The same as items of one List."""
    pods = (POD.format(number=i).rstrip("\n").replace("\n", "\n  ") for i in range(count))
    return "apiVersion: v1\nkind: List\nitems:\n" + "".join(f"- {pod}\n" for pod in pods)


def objects(count: int) -> str:
    """JSON objects one after the other, as `kubectl get -o json` for each of them prints."""
    pods = (
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": f"web-{i}"},
            "spec": {"containers": [{"name": "web", "image": "nginx:1.27"}]},
        }
        for i in range(count)
    )
    return "\n".join(json.dumps(pod, indent=2) for pod in pods)


FORMS: dict[str, Callable[[int], str]] = {"documents": documents, "items of a List": items, "JSON objects": objects}


def reviewed(data: bytes) -> int:
    """How many pods of a file were reviewed."""
    return sum(1 for _ in of_yaml("pods.yaml", data, versions.DEFAULT, lint.DEFAULT))


def main() -> int:
    """Print the milliseconds of each pod for every form and size; 1 if some size costs more for each than another."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    missed = 0
    for name, make in FORMS.items():
        texts = {size: make(size).encode() for size in SIZES}
        best = dict.fromkeys(SIZES, float("inf"))
        reviewed(texts[SIZES[0]])
        for _ in range(ROUNDS):
            for size, data in texts.items():
                gc.collect()
                start = time.process_time()
                assert sum(reviewed(data) for _ in range(SIZES[-1] // size)) == SIZES[-1]
                best[size] = min(best[size], (time.process_time() - start) / SIZES[-1] * 1000)
        ratio = max(best.values()) / min(best.values())
        missed += ratio > BAR
        each = ", ".join(f"{size}: {ms:.2f} ms" for size, ms in best.items())
        print(f"{name}, for each: {each}; apart by {ratio - 1:.0%} (bar {BAR - 1:.0%})")
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
