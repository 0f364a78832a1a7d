"""Mutated requests to every address there is, as a visitor, as people with accounts and as staff: none may fail.

    python benchmarks/fuzz.py [REQUESTS] [--seed SEED] [--processes NUMBER] [--case NUMBER]

FUZZ_REQUESTS says how many, too; PODBUILDER_TEST_DATABASE=postgresql makes them on PostgreSQL instead of SQLite. Each
process has an installation of its own. What fails is printed with its case: `--case` makes that one alone again.
Nothing is refused for its number, as each case is rolled back, and nothing for its time, which `sweep.py` measures.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "200000"))
SHOWN = 20


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("requests", nargs="?", type=int, default=REQUESTS)
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--case", type=int, help="this case alone, with every request told")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker is not None:
        return work(options)
    if options.case is not None:
        options.processes = 1
    began = time.perf_counter()
    with databases(options.processes) as found:
        workers = [start(number, database, options) for number, database in enumerate(found)]
        reports = [worker.communicate()[0] for worker in workers]
    if any(worker.returncode for worker in workers):
        print("a process of the measurement ended with an error")
        return 1
    return report([json.loads(text.splitlines()[-1]) for text in reports], time.perf_counter() - began)


@contextlib.contextmanager
def databases(count: int) -> Iterator[list[str]]:
    """Addresses of so many databases; "" for SQLite in the folder of an installation."""
    if os.environ.get("PODBUILDER_TEST_DATABASE", "") != "postgresql":
        yield [""] * count
        return
    from tests.support.cluster import running

    with running() as cluster:
        yield [cluster.create(f"fuzz{number}") for number in range(count)]


def start(number: int, database: str, options: argparse.Namespace) -> subprocess.Popen[str]:
    """One process with an installation of its own."""
    more = ["--seed", str(options.seed), "--processes", str(options.processes), "--worker", str(number)]
    if options.case is not None:
        more += ["--case", str(options.case)]
    known = {"DATABASE_URL": database, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    command = [sys.executable, __file__, str(options.requests), *more]
    return subprocess.Popen(command, env={**os.environ, **known}, stdout=subprocess.PIPE, text=True)


def work(options: argparse.Namespace) -> int:
    """Make this process's part of the requests, and print what came of them as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        from django.db import connection

        from tests.support.request_fuzz import Fuzz

        fuzz, told = Fuzz(), Report(connection.vendor)
        began = time.perf_counter()
        number = options.worker if options.case is None else options.case
        while told.requests < options.requests / options.processes:
            for answer in fuzz.run(options.seed, number):
                told.add(options.seed, number, answer)
                if options.case is not None:
                    print(f"{answer.status} {answer.request}\n{answer.problem}", file=sys.stderr)
            number += options.processes
            if options.case is not None:
                break
        told.seconds = time.perf_counter() - began
        print(json.dumps(vars(told)), flush=True)
    return 0


def set_up(folder: str) -> None:
    """An installation as a company's, but with passwords that are quickly made and mail that goes nowhere."""
    os.environ["PODBUILDER_DATA_DIR"] = folder
    os.environ["PODBUILDER_ALLOWED_HOSTS"] = "testserver"
    os.environ["PODBUILDER_ADMIN"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "podbuilder.settings"
    import django
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    settings.TIDY_EVERY = None
    # A stop in the middle of a case would take its transaction along; how long the slowest took is printed.
    settings.SECONDS_OF_REQUEST = 300.0
    django.setup()
    from podbuilder.web.serve import prepare_database, prepare_static_files

    with contextlib.redirect_stdout(sys.stderr):
        prepare_database()
        prepare_static_files()
    # Refusals and tracebacks: what fails is told with its request.
    logging.disable(logging.CRITICAL)


class Report:
    """What one process has to tell."""

    def __init__(self, vendor: str) -> None:
        self.vendor, self.requests, self.seconds = vendor, 0, 0.0
        self.statuses: Counter[int] = Counter()
        self.slowest: tuple[float, str] = (0.0, "")
        self.failures: list[tuple[str, str]] = []

    def add(self, seed: int, number: int, answer: Any) -> None:
        self.requests += 1
        self.statuses[answer.status] += 1
        self.slowest = max(self.slowest, (answer.seconds, f"case {number}: {answer.request[:200]}"))
        if answer.problem:
            # At once, too: 200,000 requests take their time.
            print(f"--seed {seed} --case {number} failed", file=sys.stderr, flush=True)
            self.failures.append((f"--seed {seed} --case {number}: {answer.request}", answer.problem))


def report(told: list[dict[str, Any]], seconds: float) -> int:
    """Print what all processes tell together; 1 if something failed."""
    statuses: Counter[str] = sum((Counter(one["statuses"]) for one in told), Counter())
    failures = [failure for one in told for failure in one["failures"]]
    requests = sum(one["requests"] for one in told)
    rate = sum(one["requests"] / one["seconds"] for one in told if one["seconds"])
    print(f"{told[0]['vendor']}: {requests:,} requests in {seconds:.0f} s, {rate:.0f} a second")
    print(f"  answers: {', '.join(f'{status} × {count:,}' for status, count in sorted(statuses.items()))}")
    slowest, which = max(tuple(one["slowest"]) for one in told)
    print(f"  the slowest took {slowest:.1f} s, {which}")
    print(f"  {len(failures)} failures (bar 0)")
    # One request for each kind of failure, then the rest by number.
    kinds: dict[str, list[str]] = {}
    for request, problem in failures:
        kinds.setdefault(" | ".join(problem.strip().splitlines()[-3:]), []).append(request)
    for problem, requests_of in list(kinds.items())[:SHOWN]:
        print(f"  {len(requests_of)} × {problem}\n    {requests_of[0]}")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
