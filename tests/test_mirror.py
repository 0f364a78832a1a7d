"""Same path, same name: podbuilder/kube/core/field.py is tested by tests/kube/core/test_field.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.source_tree import ROOT, classes, functions, modules, within

TESTS = ROOT / "tests"
# What Django asks for and what only says where things are.
WIRING = {"__init__.py", "apps.py", "urls.py", "settings.py"}
# Folders in which a module's cases are a table of the same name, and the test that runs all tables.
TABLES = {
    "kube/lint/rules": "kube/lint/test_rules.py",
    "kube/cel": "kube/cel/test_expressions.py",
    "kube/cluster/admission": "kube/cluster/admission/test_admission.py",
    "kube/cluster/remedies": "kube/cluster/remedies/test_remedies.py",
    "kube/troubleshooting/fixes": "kube/troubleshooting/test_cause_fixes.py",
    "kube/podsecurity/checks": "kube/podsecurity/checks/test_checks.py",
    "kube/importers/container_settings": "kube/importers/test_commands.py",
    "kube/importers/docker_run": "kube/importers/test_commands.py",
    "kube/importers/kubectl_run": "kube/importers/test_commands.py",
    "kube/exporters/compose": "kube/exporters/test_exports.py",
    "kube/exporters/engine_run": "kube/exporters/test_exports.py",
    "kube/exporters/kubectl_run": "kube/exporters/test_exports.py",
    "kube/exporters/quadlet": "kube/exporters/test_exports.py",
    "kube/kustomization": "kube/kustomization/test_build.py",
    "kube/importers/dockerfile": "kube/importers/test_dockerfiles.py",
    "kube/importers/compose/services": "kube/importers/compose/test_services.py",
    "kube/cluster/scheduling": "kube/cluster/scheduling/test_scheduling.py",
    "kube/cluster/scheduling/allocation": "kube/cluster/scheduling/test_scheduling.py",
    "kube/cluster/scheduling/scores": "kube/cluster/scheduling/scores/test_scores.py",
    "kube/cluster/scheduling/filters": "kube/cluster/scheduling/test_scheduling.py",
}
# Modules that need no test of their own: why, the test that tries all of them together, and which they are.
EXCEPTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "registers tables with Django's admin; the site is tried as a whole": (
        "accounts/test_admin_site.py",
        (
            "accounts/admin.py",
            "accounts/admin_config.py",
            "builder/admin.py",
            "clusters/admin.py",
            "library/admin.py",
            "teams/admin.py",
        ),
    ),
    "names the fields of a step; that every field has its control is held for all steps at once": (
        "builder/test_coverage_of_fields.py",
        (
            *("builder/steps/affinity.py", "builder/steps/environment.py"),
            *("builder/steps/health.py", "builder/steps/metadata.py", "builder/steps/networking.py"),
            *("builder/steps/resources.py", "builder/steps/restart_and_identity.py", "builder/steps/security.py"),
            "builder/steps/volumes.py",
        ),
    ),
    "hands a command of manage.py on to podbuilder/cli": (
        "builder/management/test_cli_command.py",
        tuple(
            f"builder/management/commands/{name}.py"
            for name in ("cluster", "convert", "edit", "review", "rules", "troubleshoot")
        ),
    ),
    "hands a command of manage.py on to podbuilder/library/transfer": (
        "library/transfer/test_backup.py",
        tuple(f"library/management/commands/{name}.py" for name in ("export_all", "import_all")),
    ),
    "hands a command of manage.py on to podbuilder/library/retention.py": (
        "library/test_retention.py",
        ("library/management/commands/tidy.py",),
    ),
}

REASONED = {name for _, names in EXCEPTIONS.values() for name in names}


def subjects() -> list[Path]:
    """The modules that do something: constants and entry points of a line or two have no function and no class."""
    return [path for path in modules() if path.name not in WIRING and (functions(path) or classes(path))]


def expected_test(name: str) -> Path:
    """Where the test of a module stands in tests/, or its table of cases."""
    path = Path(name)
    return path.parent / (f"{path.stem}.yaml" if str(path.parent) in TABLES else f"test_{path.name}")


def test_every_module_has_the_test_of_its_name() -> None:
    names = [within(path) for path in subjects() if within(path) not in REASONED]
    assert {name: str(expected_test(name)) for name in names if not (TESTS / expected_test(name)).is_file()} == {}


def test_the_exceptions_are_modules_that_there_are() -> None:
    there = {within(path) for path in subjects()}
    assert sorted(REASONED - there) == [], "gone, or nothing to test in it"


@pytest.mark.parametrize("test", [*TABLES.values(), *(test for test, _ in EXCEPTIONS.values())])
def test_what_tries_them_together_is_there(test: str) -> None:
    assert (TESTS / test).is_file()
