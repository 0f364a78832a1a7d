"""Windows options and pods of host processes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.validation.windows import validate_windows_security_context_options
from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors


@cases(__file__, "windows.yaml")
def test_windows(case: Case) -> None:
    assert_judged(case)


PATH = ROOT.child("windowsOptions")


@pytest.mark.parametrize(
    ("options", "longest", "detail"),
    [
        (lambda n: {"gmsaCredentialSpec": "a" * n}, 64 * 1024, "64 KiB"),
        (lambda n: {"runAsUserName": "a" * n}, 104, "at most 104"),
        (lambda n: {"runAsUserName": "a." * (n // 2) + "a\\b"}, 255, "at most 255"),
    ],
)
def test_lengths(options: Callable[[int], dict[str, str]], longest: int, detail: str) -> None:
    assert_errors(validate_windows_security_context_options(options(longest), PATH))
    (error,) = validate_windows_security_context_options(options(longest + 1), PATH)
    assert detail in error.detail
