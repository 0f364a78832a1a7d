"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import databases

# Examples come from the test's own source, the same on every machine, and a slow machine is no failure.
settings.register_profile(
    "podbuilder",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=databases.examples(100),
)
settings.load_profile("podbuilder")

# Playwright's sync API runs an event loop in the test's thread, in which Django would refuse to touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


TESTS = Path(__file__).resolve().parent
# What goes over all pages, rules or recorded pods, or starts servers and installs: `make quick` leaves it out.
SWEEPS = frozenset(
    TESTS / name
    for name in (
        "builder/management/test_cli_command.py",
        "builder/test_editing.py",
        "builder/test_fuzz.py",
        "builder/test_largest_texts.py",
        "builder/test_long_lists.py",
        "builder/test_main_job.py",
        "builder/test_strange_requests.py",
        "cli/test_broken_pipe.py",
        "cli/test_installed.py",
        "kube/cluster/remedies/test_corpus.py",
        "kube/decoding/test_schema.py",
        "kube/lint/test_corpus.py",
        "kube/manifest/test_every_pod.py",
        "kube/podsecurity/test_corpus.py",
        "kube/recipes/test_apply.py",
        "kube/test_discretion.py",
        "kube/test_odd_values.py",
        "kube/yamltext/test_fuzz.py",
        "kube/yamltext/test_patch.py",
        "library/test_access.py",
        "library/test_faults.py",
        "library/transfer/test_backup.py",
        "test_patterns.py",
        "test_settings.py",
        "web/test_request_fuzz.py",
        "web/test_serve.py",
        "web/test_setup_problem.py",
    )
)
# What measures time. Like a browser it may meet a machine that is busy with something else, so it has a second try.
TIMED = frozenset(
    TESTS / name
    for name in (
        "builder/test_fuzz.py",
        "builder/test_rough_pastes.py",
        "builder/test_strange_requests.py",
        "builder/views/test_field_search.py",
        "builder/views/test_yaml_editor.py",
        "kube/catalogue/test_search_index.py",
        "kube/manifest/test_text_diff.py",
        "kube/manifest/test_word_marks.py",
        "kube/troubleshooting/test_diagnosis.py",
        "kube/troubleshooting/test_rough_pastes.py",
        "kube/yamltext/test_cursor.py",
        "kube/yamltext/test_edit_list.py",
        "kube/yamltext/test_fuzz.py",
        "library/revisions/test_compare.py",
        "library/test_faults.py",
        "test_patterns.py",
        "web/test_serve.py",
        "web/test_time_limit.py",
    )
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path in SWEEPS:
            item.add_marker("sweep")
        if item.path in TIMED or TESTS / "browser" in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))
    databases.choose(config, items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have measured, and which had a second try; `make test` says at its end once more what failed."""
    _print_figures(terminalreporter)
    again = sorted({report.nodeid for report in terminalreporter.getreports("rerun")})
    if again:
        terminalreporter.section("tried a second time")
        for nodeid in again:
            terminalreporter.line(nodeid)
    failed = [*terminalreporter.getreports("failed"), *terminalreporter.getreports("error")]
    # The processes that run tests for another one have such a summary, too, which nobody sees.
    if failed and not hasattr(terminalreporter.config, "workerinput") and (path := os.environ.get("FAILED_TESTS")):
        with Path(path).open("a") as file:
            file.writelines(f"{report.nodeid}: {_reason(report)}\n" for report in failed)


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    return str(crash.message if crash else report.longrepr).partition("\n")[0]


def _print_figures(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have measured, also those of other processes: `record_property("figure", "…")`."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    figures = [text for report in reports for name, text in report.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures")
        for figure in sorted(map(str, figures)):
            terminalreporter.line(figure)
