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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path in SWEEPS:
            item.add_marker("sweep")
    databases.choose(config, items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have measured, also those of other processes: `record_property("figure", "…")`."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    figures = [text for report in reports for name, text in report.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures")
        for figure in sorted(map(str, figures)):
            terminalreporter.line(figure)
