"""Whether pods can be rebuilt from a blank one, every leaf set through form posts only, and end as the same document.

    python benchmarks/long_way.py [FILE.jsonl.gz] [COUNT]

Numbers that a quantity or a port may also be are compared as the API reads them: 1 and "1" are the same amount.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent


def says_nothing(value: Any) -> bool:
    """Whether a document has a null or an empty value somewhere, which a form cannot tell from an absent one."""
    if isinstance(value, dict):
        return not value or any(map(says_nothing, value.values()))
    if isinstance(value, list):
        return not value or any(map(says_nothing, value))
    return value is None or value == ""


def main(file: str, count: int) -> int:
    sys.path.insert(0, str(HERE))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from podbuilder.kube.core.versions import DEFAULT
    from podbuilder.kube.defaulting import set_defaults
    from tests.builder.posting import Author

    total = same = posts = 0
    began = time.perf_counter()
    with gzip.open(file, "rt", encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            if not row["verdicts"][DEFAULT]["accepted"] or says_nothing(row["pod"]):
                continue
            author = Author(row["pod"], DEFAULT)
            built = author.build()
            total += 1
            posts += author.posts
            equal = set_defaults(built, DEFAULT) == set_defaults(row["pod"], DEFAULT)
            same += equal
            if not equal and total - same <= 10:
                print(f"  {row.get('id')}\n    wanted {json.dumps(row['pod'])}\n    built  {json.dumps(built)}")
            if total == count:
                break
    took = time.perf_counter() - began
    print(f"{same} of {total} pods rebuilt with forms alone, {posts / total:.0f} posts each, in {took:.0f} s")
    return int(same < total)


if __name__ == "__main__":
    sys.exit(
        main(
            sys.argv[1] if len(sys.argv) > 1 else str(HERE / "tests" / "builder" / "accepted.jsonl.gz"),
            int(sys.argv[2]) if len(sys.argv) > 2 else 500,
        )
    )
