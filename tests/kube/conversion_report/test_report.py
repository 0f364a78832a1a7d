"""The report of a conversion."""

from __future__ import annotations

import pytest

from podbuilder.kube.conversion_report.report import Outcome, Report, ReportLine


def test_lines_stand_in_the_order_of_the_input() -> None:
    report = Report()
    report.add("--memory", Outcome.CARRIED, "spec.containers[0].resources.limits.memory", words=(2, 3))
    report.add("--detach", Outcome.NOTHING, says="Pods always run in the background.", words=(4,))
    report.add("--cpus", Outcome.CARRIED, "spec.containers[0].resources.limits.cpu")
    assert [line.at for line in report.lines] == ["--memory", "--detach", "--cpus"]
    assert report.counts == {Outcome.CARRIED: 2, Outcome.NOTHING: 1}


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.CARRIED])
def test_what_is_not_carried_is_explained(outcome: Outcome) -> None:
    with pytest.raises(ValueError, match=f"--x: {outcome} needs a sentence"):
        ReportLine("--x", outcome)
