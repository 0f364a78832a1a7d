"""Whether real pods can be made workloads of every kind, and pods again, with their own lines as they are.

    python benchmarks/workload_change.py [EVERY]

Each accepted pod of the corpus of real manifests (beside the project, in ../shared) becomes each kind: the API server
must take it, the pod's lines must stand there to the letter, and the way back must give the text to the byte, but for
what was said to be lost. A workload of the corpus becomes every other kind, a pod among them, which then counts as a
text of its own. With EVERY, only each so many-th manifest is tried.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from podbuilder.kube.core.document import get, has
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError, remove_, write
from podbuilder.kube.review import review_manifest
from podbuilder.kube.workload_change.change import WorkloadChange, change_workload, kinds_to_be
from podbuilder.kube.workload_change.notes import Answers

CORPUS = Path(__file__).resolve().parents[2] / "shared/corpus/realworld.jsonl.gz"
VERSION = "1.36"
POLICY = ROOT.child("spec", "restartPolicy")


def manifests(every: int = 1) -> Iterator[tuple[str, Manifest]]:
    """The accepted manifests of the corpus as they were found; of other kinds, the pods that they hold."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            if number % every or not row["verdicts"][VERSION]["accepted"]:
                continue
            try:
                manifest = Manifest.read(row["yaml"])
            except ManifestError:
                manifest = Manifest.read(write(row["pod"]))
            if not review_manifest(manifest, VERSION).accepted or manifest.kind not in kinds_to_be():
                manifest = Manifest.read(write(row["pod"]))
            yield row["id"], manifest


def stretch(manifest: Manifest, without: Iterable[FieldPath]) -> list[str]:
    """The lines of the pod's spec without these fields, as far to the left as its key lets them go."""
    lines = manifest.text.split("\n")
    gone = {i for path in without if has(manifest.pod, path) for i in manifest.lines_of(path)}
    found = [lines[i - 1] for i in manifest.lines_of(POLICY.parent) if i not in gone] or [""]
    indent = len(found[0]) - len(found[0].lstrip(" "))
    # In braces a comma stands behind what is not the last.
    return [line[min(indent, len(line) - len(line.lstrip(" "))) :].rstrip(",") for line in found]


def way_back(manifest: Manifest, change: WorkloadChange) -> str:
    """What it gives: the same, the same but for what is lost, an equal text, or a different one."""
    lost = [remove_(FieldPath((*manifest.object_path, *n.path))) for n in change.notes if n.outcome == "lost"]
    back = change_workload(change.manifest, "Pod", Answers(get(manifest.pod, POLICY, "")), VERSION)
    want = manifest.patch_document(lost)
    if back.manifest.text == want.text:
        return "the same but for what is lost" if lost else "the same"
    return "equal, not to the byte" if back.manifest.document == want.document else "different"


def verdicts(manifest: Manifest, to: str) -> Iterator[str]:
    """How a change went, in words that are counted."""
    change = change_workload(manifest, to, version=VERSION)
    if change.refused:
        yield f"refused: {change.refused}"
        return
    yield "accepted" if review_manifest(change.manifest, VERSION).accepted else "not accepted"
    path = manifest.pod_path.relative_to(manifest.object_path)
    lost = [note.path.relative_to(path) for note in change.notes if note.outcome == "lost" and note.path.is_under(path)]
    # A StatefulSet's own claims become volumes.
    has_volumes = any(note.path[-1] == "volumes" for note in change.notes)
    gone = [POLICY, *lost, *([POLICY.parent.child("volumes")] if has_volumes else [])]
    yield "to the letter" if stretch(manifest, gone) == stretch(change.manifest, gone) else "written anew"
    if manifest.kind == "Pod":
        yield way_back(manifest, change)


def every_manifest(every: int) -> Iterator[tuple[str, Manifest]]:
    """Those of the corpus, and the pods that its workloads become."""
    for name, manifest in manifests(every):
        yield name, manifest
        if manifest.kind != "Pod" and not (pod := change_workload(manifest, "Pod", version=VERSION)).refused:
            yield name, pod.manifest


GOOD = ("accepted", "to the letter", "the same", "the same but for what is lost")


def main(every: int = 1, shown: int = 20) -> int:
    if not CORPUS.exists():
        print(f"nothing to measure: there is no {CORPUS.name} beside the project")
        return 0
    counts: dict[str, Counter[str]] = {}
    began, changes = time.perf_counter(), 0
    for name, manifest in every_manifest(every):
        for to in kinds_to_be():
            if to == manifest.kind:
                continue
            found = counts.setdefault("from a pod" if manifest.kind == "Pod" else "from a workload", Counter())
            changes += 1
            for word in verdicts(manifest, to):
                found[word.partition(":")[0]] += 1
                if word not in GOOD and shown:
                    shown -= 1
                    print(f"  {name}: {manifest.kind} to {to}: {word}")
    worst = 0
    for start, found in counts.items():
        worst += found["not accepted"] + found["equal, not to the byte"] + found["different"]
        tried = found["accepted"] + found["not accepted"]
        print(f"{start}: {tried} changes, {found['refused']} refused with a reason")
        for word, number in found.items():
            if word != "refused":
                print(f"  {word}: {number} ({100 * number / tried:.2f} %)")
    print(f"{1000 * (time.perf_counter() - began) / changes:.1f} ms each, with verdicts and the way back")
    return int(worst > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
