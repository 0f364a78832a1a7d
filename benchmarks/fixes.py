"""Whether every safe fix does what it says on real pods, and nothing else; and how much advice real pods get.

Each fix of every finding, of all rules, on pods of the corpora beside the checkout, in their own text: the pod stays
accepted, the finding is gone, nothing of warning or above is new, and only lines of the fields it edits are changed or
new ones put in. All safe fixes together come to rest. Assisted fixes are held to the same, but for the last.

    python benchmarks/fixes.py [EVERY]        one of every so many rows, ten by default; 1 for all of them
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from podbuilder.kube.lint import DEFAULT, Safety, all_rules
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.starters.starters import all_starters
from tests.kube.lint.fixing import CORPUS, MOST_ROUNDS, accepted_of, faults, findings_of, fix_of, rounds_to_rest

SHOWN = 3


def try_fixes(name: str, most: int | None, every: int) -> bool:
    """Try them all and print what there is to say."""
    fixes, wrong, shown, rounds, pods = Counter[str](), Counter[tuple[str, str, str]](), {}, Counter[int](), 0
    for id, manifest in accepted_of(name, most, every):
        pods += 1
        before = findings_of(manifest)
        for finding in before:
            patch = fix_of(manifest, finding)
            if patch is None:
                continue
            fixes[patch.safety] += 1
            for fault in faults(manifest, finding, patch, before):
                key = (str(patch.safety), finding.rule, fault.split(":")[0])
                wrong[key] += 1
                shown.setdefault(key, []).append(f"{id} {finding.path}: {fault}")
        rounds[rounds_to_rest(manifest, DEFAULT)] += 1
    for key, number in wrong.most_common():
        print(f"  {number:5} {' '.join(key)}")
        print("".join(f"          {example}\n" for example in shown[key][:SHOWN]), end="")
    bad = {safety: sum(n for key, n in wrong.items() if key[0] == safety) for safety in Safety}
    print(f"{name}: {pods} pods; all safe fixes rest after rounds {dict(sorted(rounds.items()))}")
    for safety in Safety:
        print(f"{name}: {fixes[safety]} {safety} fixes, {bad[safety]} faults")
    return not bad[Safety.SAFE] and max(rounds) <= MOST_ROUNDS


def noise(every: int) -> bool:
    """How much the default rules say: of starters nothing above info, and of real pods so much."""
    rules = all_rules()
    loud = [
        (starter.slug, finding.rule)
        for starter in all_starters()
        for finding in findings_of(Manifest.read(starter.manifest), DEFAULT)
        if rules[finding.rule].rule.severity > 1
    ]
    print(f"starters: {len(all_starters())}, findings above info: {len(loud)} {loud}")
    numbers, by_severity, by_rule = [], Counter[str](), Counter[str]()
    for _, manifest in accepted_of("realworld", every=every):
        findings = findings_of(manifest, DEFAULT)
        numbers.append(len(findings))
        by_severity.update(str(rules[f.rule].rule.severity) for f in findings)
        by_rule.update({f.rule for f in findings})
    print(f"realworld: {len(numbers)} pods, median {statistics.median(numbers)} findings, most {max(numbers)}")
    print(f"realworld: findings a pod by severity: { {s: round(n / len(numbers), 2) for s, n in by_severity.items()} }")
    top = ", ".join(f"{rule} {100 * n // len(numbers)} %" for rule, n in by_rule.most_common(25))
    print(f"realworld: rules by share of pods: {top}")
    return not loud


def main() -> int:
    """Measure, print, and say with the exit status whether the bars hold."""
    if not CORPUS.is_dir():
        print("The corpora are not beside this checkout; there is nothing to try fixes on.")
        return 0
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    held = [noise(every), try_fixes("realworld", None, every), try_fixes("generated", 2000 // every, every)]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
