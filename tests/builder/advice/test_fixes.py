"""The fixes that need no question: one at a place, or all of them."""

from __future__ import annotations

import pytest

from podbuilder.builder.advice import fixes
from podbuilder.builder.advice.advice import judge
from podbuilder.builder.advice.fixes import find_advice, fix_all, fix_one
from podbuilder.builder.models import Draft
from podbuilder.kube.manifest import Edit, Manifest, insert_, remove_, rename_, set_
from tests.builder.support import POD
from tests.support.pods import path_of

RULE = "allow-privilege-escalation"
PLACE = "spec.containers[0].securityContext.allowPrivilegeEscalation"
PROBE = "spec.containers[0].livenessProbe"


def draft(**more: object) -> Draft:
    return Draft(text=POD, **more)


@pytest.mark.parametrize(
    ("rule", "path"),
    [("", ""), (RULE, ""), (RULE, "spec.nonsense"), (RULE, "spec.containers[0]"), ("no-such-rule", PLACE), ("", PLACE)],
)
def test_there_is_no_such_advice(rule: str, path: str) -> None:
    assert find_advice(draft().manifest, draft(), rule, path) is None


def test_advice_that_there_is() -> None:
    found = find_advice(draft().manifest, draft(), RULE, PLACE)
    assert found is not None
    assert (found.rule, str(found.path)) == (RULE, PLACE)


@pytest.mark.parametrize(
    "target",
    ["", ":", RULE, f"{RULE}:", f"{RULE}:spec.nonsense", f"liveness-probe-missing:{PROBE}", f"host-pid:{PLACE}"],
)
def test_without_a_safe_fix_the_manifest_stays(target: str) -> None:
    manifest = draft().manifest
    assert fix_one(manifest, draft(), target) is manifest


def test_one_fix_is_made_and_no_other() -> None:
    fixed = fix_one(draft().manifest, draft(), f"{RULE}:{PLACE}")
    assert fixed.pod["spec"]["containers"][0]["securityContext"] == {"allowPrivilegeEscalation": False}
    assert fix_one(fixed, draft(), f"{RULE}:{PLACE}") is fixed


def safe(manifest: Manifest, one: Draft) -> list[str]:
    return [advice.rule for advice in judge(manifest, one).advice if advice.fix]


def test_all_fixes_are_made_until_none_is_left() -> None:
    one = draft()
    assert len(safe(one.manifest, one)) > 1
    fixed = fix_all(one.manifest, one)
    assert safe(fixed, one) == []
    assert fix_all(fixed, one) is fixed


def test_what_is_suppressed_is_not_fixed() -> None:
    one = draft(waivers=[{"rule": RULE, "path": "containers[web]", "reason": "It needs sudo."}])
    fixed = fix_all(one.manifest, one)
    assert fixed.text != POD
    assert "allowPrivilegeEscalation" not in fixed.text
    assert fix_one(one.manifest, one, f"{RULE}:{PLACE}") is one.manifest


def test_fixes_of_containers_apart_from_each_other_are_made_in_one_round(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Draft(text=POD + "".join(f"  - {{name: more-{i}, image: 'nginx:1.27'}}\n" for i in range(5)))
    monkeypatch.setattr(fixes, "MOST_ROUNDS", 1)
    fixed = fix_all(one.manifest, one)
    assert fixed.text.count("allowPrivilegeEscalation: false") == 6


ITEMS = {
    "a field": (set_(path_of("spec.containers[1].image"), "a"), "spec.containers[1]"),
    "an item that gets another value": (set_(path_of("spec.containers[1].args[0]"), "a"), "spec.containers[1].args[0]"),
    "a new item, which moves its neighbours": (
        insert_(path_of("spec.containers[1].args[0]"), "a"),
        "spec.containers[1]",
    ),
    "an item that goes": (remove_(path_of("spec.containers[1].args[0]")), "spec.containers[1]"),
    "a key": (rename_(path_of("spec.containers[1].args[0].a"), "b"), "spec.containers[1].args[0]"),
    "what is in no list": (set_(path_of("spec.hostPID"), False), ""),
}


@pytest.mark.parametrize(("edit", "item"), ITEMS.values(), ids=ITEMS)
def test_the_item_that_an_edit_changes(edit: Edit, item: str) -> None:
    assert str(fixes._item_of(edit)) == item


def test_what_takes_more_rounds_stays_as_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    one, left = draft(), []
    for rounds in range(4):
        monkeypatch.setattr(fixes, "MOST_ROUNDS", rounds)
        left.append(len(safe(fix_all(one.manifest, one), one)))
    assert left[0] == len(safe(one.manifest, one))
    assert left == sorted(left, reverse=True)
    assert left[0] > left[1] > 0
