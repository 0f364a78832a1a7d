"""Whether an invisible or look-alike character is named with its place, and whether the text is recovered.

    python benchmarks/typography.py [--count N] [FILE.jsonl.gz …]

Into each text one such character is put where it matters. Each line of a file is a JSON object with a pod as `pod`, or
a manifest as `yaml`. Without one: the accepted pods beside the tests.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
NAMED, RECOVERED = 1.0, 0.98


def main() -> int:
    sys.path.insert(0, str(HERE))
    from podbuilder.kube.manifest import Manifest, ManifestError, write
    from podbuilder.kube.paste.diagnosis import diagnose
    from tests.support.typography import spoilt, verdict

    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--show", type=int, default=10, help="how many failures are shown")
    parser.add_argument("files", nargs="*", default=[str(HERE / "tests" / "support" / "accepted.jsonl.gz")])
    options = parser.parse_args()
    worst = 0
    for file in options.files:
        total = named = recovered = shown = 0
        slowest = 0.0
        with gzip.open(file, "rt", encoding="utf-8") as rows:
            for seed, row in enumerate(map(json.loads, rows)):
                text = row["yaml"] if "yaml" in row else write(row["pod"])
                try:
                    Manifest.read_all(text)
                except ManifestError:
                    continue
                damage = spoilt(text, seed)
                if damage is None:
                    continue
                began = time.perf_counter()
                found = verdict(text, damage, diagnose(damage.text))
                slowest = max(slowest, time.perf_counter() - began)
                total += 1
                named += found.is_named
                recovered += found.is_recovered
                if shown < options.show and not (found.is_named and found.is_recovered):
                    shown += 1
                    print(
                        f"  {row.get('id')}: {damage.where} U+{ord(damage.character):04X} line {damage.line}: {found}"
                    )
                if total == options.count:
                    break
        print(f"{Path(file).name}: {named} of {total} named, {recovered} recovered; the slowest took {slowest:.3f} s")
        worst |= named < NAMED * total or recovered < RECOVERED * total
    return int(worst)


if __name__ == "__main__":
    sys.exit(main())
