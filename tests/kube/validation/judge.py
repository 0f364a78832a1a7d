"""Running a case of a table through defaulting and validation, as the server would."""

from __future__ import annotations

from podbuilder.kube.core import versions
from podbuilder.kube.core.field import Document, FieldError
from podbuilder.kube.defaulting import set_defaults
from podbuilder.kube.validation import validate_pod
from tests.support.cases import Case
from tests.support.complaints import assert_errors


def judge(pod: Document, version: str = versions.DEFAULT) -> list[FieldError]:
    """What the server of this version refuses in a pod as a person writes it."""
    return list(validate_pod(set_defaults(pod, version), version))


def assert_judged(case: Case) -> None:
    """The case's `errors`, none if it names none, in each of its `versions`, the default one if it names none."""
    for version in case.get("versions", [versions.DEFAULT]):
        assert_errors(judge(case.pod, version), case.get("errors", ()))
