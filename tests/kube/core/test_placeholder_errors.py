"""At a placeholder, errors are one about the placeholder."""

from __future__ import annotations

from podbuilder.kube.core.field import FieldPath, FieldWarning, invalid, required
from podbuilder.kube.core.placeholder_errors import named, unsaid

DOCUMENT = {
    "metadata": {"name": "${NAME}", "labels": {"app": "${NAME}"}},
    "spec": {"hostname": "<your-name>", "x": "A b"},
}
NAME, LABEL = FieldPath(("metadata", "name")), FieldPath(("metadata", "labels", "app"))
HOST, OTHER = FieldPath(("spec", "hostname")), FieldPath(("spec", "x"))


def test_errors_elsewhere_stay_as_they_are() -> None:
    errors = (invalid(OTHER, "A b", "This is no name."), required(FieldPath(("spec", "containers")), "Say which."))
    assert named(errors, DOCUMENT) == errors


def test_a_placeholder_is_named_once() -> None:
    errors = (invalid(NAME, "${NAME}", "a"), invalid(NAME, "${NAME}", "b"), invalid(LABEL, "${NAME}", "c"))
    (error,) = named((*errors,), DOCUMENT)
    assert (error.type, error.path) == (errors[0].type, NAME)
    assert error.detail.startswith("“${NAME}” is a placeholder that a shell or envsubst fills in")


def test_different_placeholders_are_each_named() -> None:
    errors = (invalid(NAME, "${NAME}", "a"), invalid(HOST, "<your-name>", "b"))
    assert [error.path for error in named(errors, DOCUMENT)] == [NAME, HOST]


def test_what_is_named_is_not_warned_of() -> None:
    warnings = (FieldWarning(NAME, "a"), FieldWarning(LABEL, "b"), FieldWarning(HOST, "c"), FieldWarning(OTHER, "d"))
    errors = (invalid(NAME, "${NAME}", "a"), invalid(OTHER, "A b", "b"))
    assert unsaid(warnings, errors, DOCUMENT) == warnings[2:]
    assert unsaid((), errors, DOCUMENT) == ()
    assert unsaid(warnings, (), DOCUMENT) == warnings
