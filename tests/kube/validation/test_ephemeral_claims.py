"""Templates of claims in ephemeral volumes."""

from __future__ import annotations

from podbuilder.kube.catalogue import SERVER_WRITTEN
from podbuilder.kube.validation import ephemeral_claims
from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "ephemeral_claims.yaml")
def test_ephemeral_claims(case: Case) -> None:
    assert_judged(case)


def test_what_is_refused_is_what_servers_write_and_what_names_an_object():
    # Two lists, since upstream asks of some whether they are empty and of others whether they are there.
    refused = {*ephemeral_claims._METADATA, *ephemeral_claims._METADATA_IF_PRESENT}
    assert refused - SERVER_WRITTEN == {"name", "generateName", "namespace", "ownerReferences", "finalizers"}
    assert refused >= SERVER_WRITTEN
