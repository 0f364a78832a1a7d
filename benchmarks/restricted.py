"""How many real pods "Reach Restricted" leads there, and whether the API server still takes them.

Each accepted Linux pod of the corpus of real manifests (beside the project, in ../shared) is led to Baseline and to
Restricted, with a user id given for everything that asks for one. Pods whose purpose the level forbids (directories,
namespaces and the whole of the node) are counted apart.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from podbuilder.kube import podsecurity
from podbuilder.kube.hardening import PROPOSED_USER, HardenedPod, harden
from podbuilder.kube.review import review

CORPUS = Path(__file__).resolve().parents[2] / "shared/corpus/realworld.jsonl.gz"
VERSION = "1.36"
BAR = 99.0


def rows(path: Path = CORPUS) -> Iterator[dict[str, Any]]:
    """The accepted Linux pods of the corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            spec = row["pod"].get("spec") or {}
            system = (spec.get("os") or {}).get("name") or (spec.get("nodeSelector") or {}).get("kubernetes.io/os")
            if row["verdicts"][VERSION]["accepted"] and system != "windows":
                yield row


def lead(pod: Any, level: str) -> HardenedPod:
    """A pod led to a level, with an answer to all that is asked."""
    asks = harden(pod, level, VERSION).unknown_users
    return harden(pod, level, VERSION, {str(ask.path): PROPOSED_USER for ask in asks})


def main() -> int:
    if not CORPUS.exists():
        print(f"nothing to measure: there is no {CORPUS.name} beside the project")
        return 0
    worst = 100.0
    for level in (podsecurity.BASELINE, podsecurity.RESTRICTED):
        counts: Counter[str] = Counter()
        left: Counter[str] = Counter()
        for row in rows():
            reached = lead(row["pod"], level)
            verdict = review(reached.pod, VERSION)
            if any(item.is_purpose for item in reached.remaining):
                counts["purpose"] += 1
                left.update({item.check for item in reached.remaining if item.is_purpose})
            elif reached.remaining or verdict.violations[level]:
                counts["missed"] += 1
                print(f"  {row['id']}: {', '.join(sorted({f'{i.check} {i.path[-1]}' for i in reached.remaining}))}")
            else:
                counts["reached"] += 1
            if not verdict.accepted:
                counts["refused"] += 1
                print(f"  {row['id']}: refused: {verdict.errors[0].path}: {verdict.errors[0].detail}")
        possible = counts["reached"] + counts["missed"]
        share = 100 * counts["reached"] / possible
        worst = min(worst, share)
        print(f"{level}: {counts['reached']} of {possible} pods reached it ({share:.2f} %, bar {BAR} %)")
        print(f"  {counts['purpose']} more are there for what it forbids: {dict(left.most_common())}")
        print(f"  {counts['refused']} are refused by the API server afterwards")
        if counts["refused"]:
            worst = 0.0
    return 0 if worst >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
