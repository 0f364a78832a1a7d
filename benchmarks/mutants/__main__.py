"""Mutation testing: how many small faults, put into the product one at a time, do the tests notice?

    make mutants                     every mutant of the files that changed since the last commit, or since BASE
    make mutants SAMPLE=400          400 drawn over the whole product, the same ones each time

Prints each survivor with its line before and after, and the share that was killed.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

import yaml
from draw import Mutant, draw, is_possible, mutants_of, sources
from reach import Reach, record
from trial import Result, copy_of, run

ROOT = Path(__file__).resolve().parent.parent.parent
RECORDED = ROOT / "var" / "mutants" / "coverage"
ACCEPTED = Path(__file__).with_name("accepted.yaml")
SEED = 11
BAR = 0.85


def main() -> int:
    options = _options()
    base = None if options.sample else options.base
    found = itertools.chain.from_iterable(mutants_of(ROOT, path) for path in sources(ROOT, base))
    drawn = [one for one in draw(found, options.sample or sys.maxsize, SEED) if is_possible(ROOT, one)]
    if not drawn:
        print(f"Nothing in podbuilder/ has changed since {base}.")
        return 0
    if not options.reuse or not RECORDED.exists():
        print("Recording which tests run which line …", flush=True)
        record(ROOT, RECORDED, options.workers)
    print(f"Trying {len(drawn)} mutants …", flush=True)
    return _report(_try_all(drawn, options.workers))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="HEAD", help="mutate the files that changed since this commit")
    parser.add_argument("--sample", type=int, default=0, help="mutants to draw over the whole product instead")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--reuse", action="store_true", help="use the record of which tests run which line, if it is there"
    )
    return parser.parse_args()


def _try_all(drawn: list[Mutant], workers: int) -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, ThreadPoolExecutor(workers) as pool:
        copies: SimpleQueue[tuple[Path, Reach]] = SimpleQueue()
        for number in range(workers):
            copies.put((copy_of(ROOT, Path(folder) / str(number)), Reach(ROOT, RECORDED)))

        def attempt(mutant: Mutant) -> Result:
            copy, reach = copies.get()
            try:
                result = run(copy, mutant, reach)
            finally:
                copies.put((copy, reach))
            if result.outcome != "killed":
                print(
                    f"{result.outcome:9} {mutant.path}:{mutant.line}\n    - {result.before}\n    + {result.after}",
                    flush=True,
                )
            return result

        return list(pool.map(attempt, drawn))


def _report(results: list[Result]) -> int:
    known = {(one["path"], one["before"], one["after"]) for one in yaml.safe_load(ACCEPTED.read_text(encoding="utf-8"))}
    left = [result for result in results if result.outcome != "killed"]
    harmless = [result for result in left if (result.mutant.path, result.before, result.after) in known]
    killed = len(results) - len(left)
    share = killed / len(results)
    print(f"{killed} of {len(results)} mutants killed: {share:.1%} (bar {BAR:.0%});", end=" ")
    print(f"{len(left)} survived, {len(harmless)} of them for a reason in {ACCEPTED.name}")
    return int(share < BAR)


if __name__ == "__main__":
    sys.exit(main())
