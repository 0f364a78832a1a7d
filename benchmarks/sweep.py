"""What the largest texts cost: every page and every command on each of them, and on one half as large.

    python benchmarks/sweep.py [--text WORD] [--visit WORD] [--slow]

Each case runs in a process of its own and changes nothing. Printed are the cases that miss a bar, then the worst of
each text; `--slow` prints every case over a tenth of a second. A text that is refused costs its refusal.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

SECONDS, MEGABYTES, PAGE_MB, GROWTH = 1.5, 200.0, 3.0, 2.3
# Quicker cases are noise, and so is how they grow.
FLOOR = 0.1
# A case is given up after this much time of the processor.
GIVEN_UP = 15
COMMANDS = (
    ("review",),
    ("review", "--format", "json"),
    ("review", "--format", "sarif"),
    ("review", "--format", "github"),
    ("edit",),
)


@dataclass
class Cost:
    """What one case took; `page` is in megabytes, as is `memory`, which counts what came on top."""

    seconds: float = 0.0
    memory: float = 0.0
    page: float = 0.0
    status: str = "gave up"

    @property
    def misses(self) -> list[str]:
        """The bars it misses."""
        return [
            what
            for what, is_missed in (
                ("time", self.seconds > SECONDS or self.status == "gave up"),
                ("memory", self.memory > MEGABYTES),
                ("page", self.page > PAGE_MB),
                ("failed", self.status[:1] == "5" or self.status.startswith("error")),
            )
            if is_missed
        ]


def in_child(act: Callable[[], Callable[[], tuple[str, int]]]) -> Cost:
    """What the function that `act` prepares costs, in a child of this process; it returns a status and a size."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        resource.setrlimit(resource.RLIMIT_CPU, (GIVEN_UP, GIVEN_UP + 1))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        try:
            told = _run(act)
        except Exception as error:
            told = {"status": f"error {type(error).__name__}: {str(error)[:80]}"}
        with os.fdopen(writer, "w") as out:
            out.write(json.dumps(told))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as told_by:
        text = told_by.read()
    os.waitpid(child, 0)
    return Cost(**json.loads(text)) if text else Cost(seconds=GIVEN_UP)


def _run(act: Callable[[], Callable[[], tuple[str, int]]]) -> dict[str, Any]:
    ready = act()
    before, began = _peak(), time.process_time()
    status, size = ready()
    took = time.process_time() - began
    return {"seconds": took, "memory": _peak() - before, "page": size / 1e6, "status": status}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> int:
    """Set up an installation of its own, as `make run` would, and measure in it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--text", default="", help="only texts with this in their name")
    parser.add_argument("--visit", default="", help="only pages and commands with this in their name")
    parser.add_argument("--slow", action="store_true", help="print every case over the noise")
    parser.add_argument("--whole", action="store_true", help="not those half as large: twice as quick, without growth")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PODBUILDER_DATA_DIR"] = folder
        os.environ["PODBUILDER_ALLOWED_HOSTS"] = "testserver"
        os.environ["DJANGO_SETTINGS_MODULE"] = "podbuilder.settings"
        import django

        django.setup()
        from django.conf import settings

        from podbuilder.web.serve import prepare_database, prepare_static_files

        # That one counts the time on the wall, which is long where the machine is busy.
        settings.SECONDS_OF_REQUEST = 20.0 * GIVEN_UP
        prepare_database()
        prepare_static_files()
        return sweep(options)


def sweep(options: argparse.Namespace) -> int:
    from tests.support.large_texts import ONE, TEXTS

    warm_up(ONE, options.visit or "GET")
    missed = cases = 0
    for name, text in TEXTS.items():
        if options.text not in name:
            continue
        whole = costs(text.whole, options.visit)
        # Only what is slow enough to grow is measured again.
        slow = {visit for visit, cost in whole.items() if cost.seconds >= FLOOR}
        half = {} if options.whole or not slow else costs(text.half, options.visit, slow)
        worst = Cost(status="")
        for visit, cost in whole.items():
            cases += 1
            ratio = _growth(half.get(visit), cost)
            misses = cost.misses + (["growth"] if ratio > GROWTH else [])
            missed += bool(misses)
            worst = Cost(*(max(pair) for pair in zip(_figures(worst), _figures(cost), strict=True)), status="")
            if misses or (options.slow and cost.seconds > FLOOR):
                print(f"  {name}: {visit}: {_line(cost)}, ×{ratio:.1f} {' '.join(misses)}", flush=True)
        print(f"{name}: worst of {len(whole)}: {_line(worst)}", flush=True)
    bars = f"{SECONDS} s, {MEGABYTES:.0f} MB, page {PAGE_MB:.0f} MB, ×{GROWTH}"
    print(f"{cases} cases, {missed} of them miss a bar ({bars})")
    return int(missed > 0)


def _figures(cost: Cost) -> tuple[float, float, float]:
    return cost.seconds, cost.memory, cost.page


def _growth(half: Cost | None, whole: Cost) -> float:
    """How many times the time of half the text the whole takes; 0 where that is noise."""
    if half is None or half.status != whole.status or min(half.seconds, whole.seconds) < FLOOR:
        return 0.0
    return whole.seconds / half.seconds


def _line(cost: Cost) -> str:
    return f"{cost.seconds:.2f} s, {cost.memory:.0f} MB, page {cost.page:.2f} MB {cost.status}".rstrip()


def warm_up(text: str, wanted: str) -> None:
    """Read in this process what is read once, so that no case is charged with it."""
    import gc

    for title, act in cases_of(text):
        if wanted in title:
            act()()
    from django.db import connections

    connections.close_all()
    gc.collect()
    gc.freeze()


def costs(text: str, wanted: str, only: set[str] | None = None) -> dict[str, Cost]:
    """What each page and command costs for a text; of `only`, where it is given."""
    from django.db import connections

    found: dict[str, Cost] = {}
    for title, act in cases_of(text):
        if wanted in title and (only is None or title in only):
            connections.close_all()
            found[title] = in_child(act)
            if os.environ.get("SWEEP_TELL"):
                print(f"    {title}: {_line(found[title])}", file=sys.stderr, flush=True)
    connections.close_all()
    return found


def cases_of(text: str) -> Iterator[tuple[str, Callable[[], Callable[[], tuple[str, int]]]]]:
    """The pages and commands, each with what prepares it."""
    from tests.support.stage import Stage

    for command in COMMANDS:
        yield f"podbuilder {' '.join(command)}", lambda command=command: _command(command, text)
    stage = Stage(text)
    for visit in stage.visits():
        yield visit.title, lambda visit=visit: stage.ready(visit)


def _command(words: tuple[str, ...], text: str) -> Callable[[], tuple[str, int]]:
    from podbuilder.cli.main import main as run

    if words[0] == "edit":
        edits = [{"op": "set", "path": "spec.containers[0].image", "value": "nginx:1.28"}]
        text = json.dumps({"manifest": text, "edits": edits})
    file = Path(tempfile.mkdtemp()) / "large"
    file.write_text(text, encoding="utf-8")

    def act() -> tuple[str, int]:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            status = run([*words, str(file)])
        return str(status), 0  # a page is for people to read; what a command prints is as long as what it tells

    return act


if __name__ == "__main__":
    sys.exit(main())
