from __future__ import annotations

import pytest

from podbuilder.kube import podsecurity
from podbuilder.kube.podsecurity.check import BASELINE, RESTRICTED, Check
from podbuilder.kube.podsecurity.evaluate import all_checks, checks_of, registered
from tests.support.pods import make_pod

SAFE = {
    "allowPrivilegeEscalation": False,
    "capabilities": {"drop": ["ALL"]},
    "runAsNonRoot": True,
    "seccompProfile": {"type": "RuntimeDefault"},
}


def check(id: str, level: str = BASELINE, overrides: tuple[str, ...] = ()) -> Check:
    return Check(id, level, "Title", "reason", ((0, lambda pod: iter(())),), overrides)


def levels_of(*tweaks, version: str = "1.36") -> str:
    pod = make_pod(*tweaks)
    return podsecurity.highest_level({lv: podsecurity.evaluate(pod, lv, version) for lv in (BASELINE, RESTRICTED)})


def test_highest_level():
    assert levels_of(("spec.containers[0].securityContext", SAFE)) == "restricted"
    assert levels_of() == "baseline"
    assert levels_of(("spec.hostPID", True)) == "privileged"


def test_privileged_forbids_nothing():
    assert podsecurity.evaluate(make_pod(("spec.hostPID", True)), "privileged", "1.36") == []


def test_baseline_violations_come_first_and_in_order():
    pod = make_pod(("spec.hostPID", True), ("spec.containers[0].securityContext.privileged", True))
    assert [v.check for v in podsecurity.evaluate(pod, "restricted", "1.36")] == [
        "hostNamespaces",
        "privileged",
        "allowPrivilegeEscalation",
        "capabilities_restricted",
        "runAsNonRoot",
        "seccompProfile_restricted",
    ]


@pytest.mark.parametrize(
    ("level", "version", "match"),
    [("strict", "1.36", "unknown Pod Security level"), ("baseline", "1.12", "unknown Kubernetes version")],
)
def test_unknown_level_or_version_is_a_programmers_mistake(level, version, match):
    with pytest.raises(ValueError, match=match):
        podsecurity.evaluate(make_pod(), level, version)


def test_restricted_replaces_what_it_overrides():
    ids = {id: {c.id for c, _ in checks_of("restricted", id)} for id in ("1.34", "1.35")}
    assert "procMount" in ids["1.34"]
    assert "procMount" not in ids["1.35"]
    assert ids["1.35"] - ids["1.34"] == {"procMount_restricted"}
    for level in ids.values():
        assert not level & {"capabilities_baseline", "hostPathVolumes", "seccompProfile_baseline"}


def test_checks_are_in_order_of_id():
    assert [c.id for c in all_checks()] == sorted(c.id for c in all_checks())


def test_two_checks_with_one_id_are_refused():
    with pytest.raises(ValueError, match="two checks are called 'a'"):
        registered([check("a"), check("a")])


@pytest.mark.parametrize("overridden", ["nothing", "strict"])
def test_override_of_no_baseline_check_is_refused(overridden):
    with pytest.raises(ValueError, match="which is no baseline check"):
        registered([check("strict", RESTRICTED), check("a", RESTRICTED, (overridden,))])


def test_override_of_a_baseline_check_is_registered():
    assert [c.id for c in registered([check("b"), check("a", RESTRICTED, ("b",))])] == ["a", "b"]
