"""Whether a misplaced field is sent home: pods that a server accepted, with one field or block at a wrong place.

A field of each pod goes to another level of the document: to the mapping above, as when its indentation is lost; into a
mapping beside it, as when it has too much; to the top; or from a container to the pod and the other way. Counted is how
often its right place is named first, and how often the fix gives the document back.

    python benchmarks/misplaced.py [PODS] [FILE]      1,000 pods by default; FILE has one row with a pod on each line
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.kube.corrections.misplacing import CORPUS, misplaced_of, outcome_of

SHOWN = 40
FIRST, BACK = 0.95, 0.90


def main(most: int, file: Path) -> bool:
    """Try so many pods of a file and print what came of them; whether that is enough."""
    found = [(case, outcome_of(case)) for case in misplaced_of(file, most)]
    for kind in sorted({case.kind for case, _ in found}):
        here = [outcome for case, outcome in found if case.kind == kind]
        print(
            f"  {kind}: {len(here)}, named first {_share(here, 0)}, offered {_share(here, 1)}, back {_share(here, 2)}"
        )
    wrong = [case for case, outcome in found if not outcome.is_first]
    for case in wrong[:SHOWN]:
        print(f"    {case.id} {case.source} belongs to {case.home}; named {outcome_of(case).named}")
    for case in [case for case, outcome in found if outcome.is_first and not outcome.is_back][:SHOWN]:
        print(f"    {case.id} {case.source} does not come back to {case.home}")
    outcomes = [outcome for _, outcome in found]
    first, back = (sum(o[i] for o in outcomes) / len(outcomes) for i in (0, 2))
    print(f"{len(found)} misplaced fields: the right place first {first:.1%}, the original back {back:.1%}")
    return first >= FIRST and back >= BACK


def _share(outcomes: list, which: int) -> str:
    return f"{sum(outcome[which] for outcome in outcomes) / len(outcomes):.1%}"


if __name__ == "__main__":
    arguments = sys.argv[1:]
    enough = main(int(arguments[0]) if arguments else 1000, Path(arguments[1]) if arguments[1:] else CORPUS)
    sys.exit(0 if enough else 1)
