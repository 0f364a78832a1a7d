"""What a page shows of a text that cannot be read."""

from __future__ import annotations

from podbuilder.builder.pages.recovery import Recovery
from podbuilder.kube.manifest import ManifestError
from tests.builder.support import POD

ERROR = ManifestError("This cannot be read.", 4, 2)
QUOTED = "".join(f"> {line}\n" for line in POD.splitlines())


def test_what_nobody_recognizes_is_told_as_the_reader_tells_it() -> None:
    recovery = Recovery.of("a: [\n", ERROR)
    assert recovery.problem is ERROR
    assert (recovery.others, recovery.cleaned, recovery.diff, recovery.parameters) == ((), "", [], ())


def test_what_is_recognized_comes_with_the_text_without_it() -> None:
    recovery = Recovery.of(QUOTED.replace("kind: ", "kind:\u00a0").encode(), ERROR)
    assert (recovery.problem.line, recovery.problem.column) == (1, 1)
    assert [trace.line for trace in recovery.others] == [3]
    assert recovery.cleaned == POD
    assert ("-", "> apiVersion: v1") in recovery.diff
    assert ("+", "apiVersion: v1") in recovery.diff
