"""Job and CronJob."""

from __future__ import annotations

from tests.kube.workloads.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "job.yaml")
def test_jobs(case: Case) -> None:
    assert_judged(case, "Job")


@cases(__file__, "cron_job.yaml")
def test_cron_jobs(case: Case) -> None:
    assert_judged(case, "CronJob")
