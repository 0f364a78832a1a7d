"""Whether opening every step and posting it unchanged leaves a manifest's text as it is, byte for byte.

    python benchmarks/unchanged.py [FILE.jsonl.gz …]

Each line of a file is a JSON object with a pod as `pod`, or a manifest as `yaml`. Without one: those beside the tests.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def main(files: list[str]) -> int:
    sys.path.insert(0, str(HERE))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from podbuilder.builder.steps.outline import steps_of
    from podbuilder.kube.core.versions import DEFAULT
    from podbuilder.kube.manifest import Manifest, ManifestError, write
    from tests.builder.posting import post

    worst = 0
    for file in files or [str(HERE / "tests" / "builder" / "accepted.jsonl.gz")]:
        total = same = 0
        began = time.perf_counter()
        with gzip.open(file, "rt", encoding="utf-8") as rows:
            for line in rows:
                row = json.loads(line)
                if not row.get("verdicts", {}).get(DEFAULT, {"accepted": True})["accepted"]:
                    continue
                try:
                    manifest = Manifest.read(row["yaml"] if "yaml" in row else write(row["pod"]))
                except ManifestError:
                    continue
                total += 1
                wrong = [s.slug for s in steps_of(manifest.pod) if post(manifest.pod, DEFAULT, s.slug)]
                same += not wrong
                if wrong and worst < 10:
                    worst += 1
                    print(f"  {row.get('id')}: {wrong[0]}: {post(manifest.pod, DEFAULT, wrong[0])[:3]}")
        took = time.perf_counter() - began
        print(f"{Path(file).name}: {same} of {total} texts unchanged by every step, in {took:.0f} s")
        worst = max(worst, same < total)
    return int(worst > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
