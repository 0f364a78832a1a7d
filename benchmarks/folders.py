"""What it costs to leave with a folder, and to judge a file with ten objects beside its pod.

    python benchmarks/folders.py

A Deployment with ten companions as files, as a base with two overlays and as a chart (bar 40 ms each), and what a
keystroke in it asks of the engine: the edit, the review, and what the objects say of each other (bar 20 ms).
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.exporters.folders import FOLDERS, FolderSource, export_folder
from podbuilder.kube.exporters.kustomize.overlay_answers import overlay_of
from podbuilder.kube.file_references.file_check import file_findings
from podbuilder.kube.kustomization.overlays.overlay import Overlay
from podbuilder.kube.manifest import Manifest, set_
from podbuilder.kube.proposed_companions.companions import add, offers
from podbuilder.kube.review import review_manifest

ROUNDS = 20
EXPORT_BAR, PREVIEW_BAR = 40, 20
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: web
      app.kubernetes.io/instance: web
  template:
    metadata:
      labels:
        app.kubernetes.io/name: web
        app.kubernetes.io/instance: web
    spec:
      containers:
      - name: app
        image: nginx:1.27
        ports:
        - containerPort: 80
        envFrom:
        - configMapRef:
            name: settings
        resources:
          requests:
            cpu: 100m
        volumeMounts:
        - name: data
          mountPath: /data
      volumes:
      - name: data
        persistentVolumeClaim:
          claimName: web-data
"""
LEFT_OUT = ("http-route", "autoscaler")
IMAGE = ROOT.child("spec", "containers").index(0).child("image")


def with_ten() -> str:
    """The Deployment and ten objects beside it."""
    manifest = Manifest.read(DEPLOYMENT)
    chosen = {offer.slug: {} for offer in offers(manifest) if offer.slug not in LEFT_OUT}
    return add(manifest, chosen).manifest.text


def export(form: str, text: str, overlays: tuple[Overlay, ...], number: int) -> None:
    """Make a folder, of another text each time, so that nothing is remembered."""
    own = f"# {number}\n{text}"
    export_folder(form, FolderSource(own, own, (), overlays))


def median(run: Callable[[int], object]) -> float:
    """Milliseconds of one run."""
    taken = []
    for number in range(ROUNDS):
        start = time.perf_counter()
        run(number)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken[2:])


def main() -> int:
    text = with_ten()
    print(f"{text.count('kind: ')} lines with a kind, {len(text):,} characters")
    overlays = tuple(overlay_of(name, {"namespace": name, "tag/nginx": "1.28"}).overlay for name in ("dev", "prod"))
    is_slow = False
    for form in FOLDERS:
        took = median(partial(export, form, text, overlays))
        print(f"  {form:10} {took:6.1f} ms (bar {EXPORT_BAR})")
        is_slow |= took > EXPORT_BAR
    manifest = Manifest.read(text)

    def keystroke(number: int) -> None:
        changed = manifest.patch([set_(IMAGE, f"nginx:1.{number}")])
        review_manifest(changed)
        file_findings(changed)

    took = median(keystroke)
    print(f"  keystroke  {took:6.1f} ms (bar {PREVIEW_BAR})")
    return int(is_slow or took > PREVIEW_BAR)


if __name__ == "__main__":
    sys.exit(main())
