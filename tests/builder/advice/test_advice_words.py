"""The words of a piece of advice: what is found, where, and what would mend it."""

from __future__ import annotations

from typing import Any

from podbuilder.builder.advice.advice import Advice
from podbuilder.builder.advice.advice_words import AdviceWords
from podbuilder.kube import lint
from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.core.versions import DEFAULT
from tests.support.pods import make_pod

PROFILE = lint.read_profile("start: nothing\nrules: {host-pid: critical}\n")
PATH = FieldPath(("spec", "hostPID"))


def advice(*changes: tuple[str, Any]) -> Advice:
    subject = lint.Subject(make_pod(("spec.hostPID", True), *changes), DEFAULT)
    return Advice(subject, PROFILE, Finding("host-pid", PATH, "It sees all."), PATH)


def test_it_says_what_is_found_where_and_how_to_mend_it() -> None:
    words = AdviceWords.of(advice())
    assert (words.severity, words.rule, words.message) == ("critical", "host-pid", "It sees all.")
    assert (words.path, words.field, words.op) == ("spec.hostPID", "spec.hostPID", "fix:host-pid:spec.hostPID")
    assert (bool(words.fix), bool(words.question)) == (bool(advice().fix), bool(advice().question))
    assert words.fix or words.question


def test_advice_on_two_pods_reads_the_same_where_it_is_the_same() -> None:
    other = advice(("metadata.labels", {"app": "web"}))
    assert other != advice()
    assert AdviceWords.of(other) == AdviceWords.of(advice())
