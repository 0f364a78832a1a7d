"""Mutation testing: how many small faults, put into the product one at a time, do the tests notice?

    make mutants                     every mutant of the files that changed since the last commit, or since BASE
    make mutants SAMPLE=400          400 drawn over the whole product, the same ones each time

Each is put to the test of its module's name first. What survives that is put to all tests that run its line, which one
run of all tests under coverage of those modules finds out. Prints each survivor with its line before and after, and
the share that was killed.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

import yaml
from draw import Mutant, draw, is_possible, mutants_of, sources
from reach import Reach, failing, own_tests, record
from trial import Result, copy_of, run

ROOT = Path(__file__).resolve().parent.parent.parent
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
    return _report(_try_all(drawn, options.workers))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="HEAD", help="mutate the files that changed since this commit")
    parser.add_argument("--sample", type=int, default=0, help="mutants to draw over the whole product instead")
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


def _try_all(drawn: list[Mutant], workers: int) -> list[Result]:
    own = {mutant.path: own_tests(ROOT, mutant.path) for mutant in drawn}
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = [copy_of(ROOT, Path(folder) / str(number)) for number in range(workers)]
        print(f"Putting {len(drawn)} mutants to the tests of their modules' names …", flush=True)
        told = failing(copies[0], itertools.chain.from_iterable(own.values()), workers)
        passed_by = [part for name in told for part in ("--deselect", name)]
        first = _try(drawn, lambda mutant: own[mutant.path] and own[mutant.path] + passed_by, copies)
        left = [result.mutant for result in first if result.outcome != "killed"]
        if not left:
            return first
        print(f"Recording which tests run the lines of the {len(left)} that are left …", flush=True)
        recorded = Path(folder) / "coverage"
        failed = record(copies[0], recorded, (mutant.path for mutant in left), workers)
        reach = Reach(copies[0], recorded, failed)
        tests = {mutant: reach.tests(mutant.path, mutant.line) for mutant in left}
        print("Putting them to those tests …", flush=True)
        second = _try(left, tests.__getitem__, copies, _show)
    return [result for result in first if result.outcome == "killed"] + second


def _try(
    mutants: list[Mutant],
    tests: Callable[[Mutant], list[str]],
    copies: list[Path],
    tell: Callable[[Result], None] = lambda result: None,
) -> list[Result]:
    """Each mutant put to its tests, one at a time in each copy of the checkout; each result is told as it comes."""
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def attempt(mutant: Mutant) -> Result:
        copy = free.get()
        try:
            result = run(copy, mutant, tests(mutant))
        finally:
            free.put(copy)
        tell(result)
        return result

    with ThreadPoolExecutor(len(copies)) as pool:
        return list(pool.map(attempt, mutants))


def _show(result: Result) -> None:
    if result.outcome != "killed":
        place = f"{result.mutant.path}:{result.mutant.line}"
        print(f"{result.outcome:9} {place}\n    - {result.before}\n    + {result.after}", flush=True)


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
