"""Objects beside pods from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbuilder.kube.companions import judgement as verdicts
from podbuilder.kube.companions.judgement import COMPANIONS, Companion
from podbuilder.kube.companions.kinds import KINDS
from podbuilder.kube.core import versions
from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldWarning, required
from tests.kube.companions.judge import MINIMAL, assert_judged, companion, judge
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors


def test_every_kind_has_what_the_server_does_with_it() -> None:
    assert COMPANIONS.keys() == KINDS.keys() == MINIMAL.keys()


@cases(__file__, "verdict.yaml")
def test_judge(case: Case) -> None:
    assert_judged(case, "ConfigMap")


@pytest.mark.parametrize("kind", MINIMAL)
@pytest.mark.parametrize("version", versions.VERSIONS)
def test_the_smallest_is_taken_by_every_version(kind: str, version: str) -> None:
    verdict = judge(companion(kind), version)
    assert (verdict.errors, verdict.warnings) == ([], [])


ODD = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.just([]), st.just({}), st.just([{}]))
PLACES = [
    *("metadata", "metadata.name", "metadata.labels", "metadata.annotations", "spec", "data", "status"),
    *("spec.rules", "spec.ingress", "spec.metrics", "spec.behavior", "spec.limits", "spec.hard", "spec.scopeSelector"),
    *("spec.minAvailable", "rules", "roleRef", "subjects"),
]


@given(
    st.sampled_from(list(MINIMAL)), st.sampled_from(versions.VERSIONS), st.dictionaries(st.sampled_from(PLACES), ODD)
)
def test_nothing_makes_it_stumble(kind: str, version: str, changes: dict[str, object]) -> None:
    judge(companion(kind, changes), version)


def test_metadata_comes_last_where_a_kind_has_no_rules_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def validate(document: Document, options: object) -> Iterator[FieldError]:
        if "data" not in document:
            yield required(ROOT.child("data"), "Say what.")

    def warn(document: Document, options: object) -> Iterator[FieldWarning]:
        yield FieldWarning(ROOT, "Careful.")

    def fill_in(document: Document, options: object) -> Document:
        return {**document, "status": {"phase": "new"}}

    odd = Companion(validate, fill_in, warn, checks_metadata=False)
    monkeypatch.setitem(verdicts.COMPANIONS, "ConfigMap", odd)
    whole = companion("ConfigMap", {"metadata.name": "a/b"}, ["data"])
    assert_errors(judge(whole).errors, [{"type": "FieldValueRequired", "field": "data"}])
    verdict = judge({**whole, "data": {}})
    assert_errors(verdict.errors, [{"type": "FieldValueInvalid", "field": "metadata.name"}])
    assert verdict.warnings == []
    verdict = judge(companion("ConfigMap", {"metadata.name": "A"}))
    assert (verdict.errors, [w.message for w in verdict.warnings]) == ([], ["Careful."])
    assert "status" not in verdict.stored
