"""Names of signers and their bundles."""

from __future__ import annotations

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.validation.signers import validate_signer_name
from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors


@cases(__file__, "signers.yaml")
def test_signers(case: Case) -> None:
    assert_judged(case)


def test_signers_names_of_571_characters_at_most() -> None:
    path = ROOT.child("signerName")
    domain, name = ".".join(["a" * 62] * 4), ".".join(["a" * 63] * 5)
    assert_errors(validate_signer_name(f"{domain}/{name[:319]}", path))
    too_long = {"type": "FieldValueTooLong", "field": "signerName"}
    assert_errors(validate_signer_name(f"{domain}.a/{name[:317]}", path))
    assert_errors(validate_signer_name(f"{domain}.aa/a", path), [{**too_long, "detail": "at most 253"}])
    assert_errors(validate_signer_name(f"{domain}/{name}.aa", path), [{**too_long, "detail": "at most 571"}])
