"""At a placeholder, errors are one about the placeholder."""

from __future__ import annotations

from podbuilder.kube.core.field import FieldPath, invalid, required
from podbuilder.kube.core.placeholder_errors import named

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
