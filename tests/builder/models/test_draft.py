"""Drafts are saved on each edit with all that follows, and tell two tabs apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from podbuilder.builder.models import Change, Conflict, Draft, Overtaken, State, summary
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.review import Review, review_manifest

pytestmark = pytest.mark.django_db


def pod(name: str) -> str:
    return f"{{kind: Pod, metadata: {{name: {name}}}}}"


@pytest.fixture
def draft() -> Draft:
    return Draft.objects.begin(Manifest.read(pod("n0")), visitor="v")


def write(draft: Draft, name: str, subject: str = "", tab_id: str = "page") -> None:
    draft.write(pod(name), base=draft.revision, tab_id=tab_id, subject=subject)


def test_a_write_is_stored_with_a_new_revision(draft: Draft) -> None:
    write(draft, "n1")
    draft.refresh_from_db()
    assert (draft.text, draft.name, draft.revision) == (pod("n1"), "n1", 2)


def test_the_same_text_again_is_no_step(draft: Draft) -> None:
    assert draft.write(pod("n0"), base=1, tab_id="page") is False
    assert (draft.revision, draft.can_undo) == (1, False)


def test_a_second_page_is_refused_and_nothing_is_overwritten(draft: Draft) -> None:
    base = draft.revision
    draft.write(pod("mine"), base=base, tab_id="one")
    with pytest.raises(Conflict):
        draft.write(pod("yours"), base=base, tab_id="two")
    draft.refresh_from_db()
    assert draft.text == pod("mine")


def test_a_page_whose_answer_was_lost_goes_on(draft: Draft) -> None:
    base = draft.revision
    draft.write(pod("m"), base=base, tab_id="one")
    draft.write(pod("mi"), base=base, tab_id="one")
    assert draft.text == pod("mi")


def test_a_page_is_refused_after_another_wrote_in_between(draft: Draft) -> None:
    draft.write(pod("n1"), base=1, tab_id="one")
    draft.write(pod("n2"), base=2, tab_id="two")
    draft.write(pod("n3"), base=3, tab_id="two")
    with pytest.raises(Conflict):
        draft.write(pod("x"), base=2, tab_id="one")
    draft.write(pod("n4"), base=4, tab_id="one")
    with pytest.raises(Conflict):
        draft.undo(base=3, tab_id="two")
    assert draft.text == pod("n4")


POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: "nginx:1.27", ports: [{containerPort: 80}]}
  - {name: way, image: "envoyproxy/envoy:v1.35"}
"""
PORT = {"name": "port", "type": "port", "default": 80}
WAIVER = {"rule": "host-pid", "path": "containers[way].ports", "reason": "a test"}
STATES: dict[str, State] = {
    "roles": {"roles": {"way": "adapter"}},
    "waivers": {"waivers": [WAIVER]},
    "parameters": {"parameters": [PORT]},
    "a profile": {"profile": "strict"},
    "a profile of its own": {"profile": "own", "profile_text": "start: strict\n"},
    "where it comes from": {"origin": "alice/web@2"},
    "all at once": {"roles": {"web": "app"}, "parameters": [PORT], "profile": "course", "origin": "alice/web@1"},
}


@pytest.fixture
def two() -> Draft:
    return Draft.objects.begin(Manifest.read(POD), visitor="v", roles={"web": "sidecar"})


def rename(draft: Draft, old: str, new: str) -> None:
    draft.write(draft.text.replace(f"name: {old},", f"name: {new},"), base=draft.revision, tab_id="page")


def back(draft: Draft) -> None:
    draft.undo(base=draft.revision, tab_id="page")
    draft.refresh_from_db()


def forth(draft: Draft) -> None:
    draft.redo(base=draft.revision, tab_id="page")
    draft.refresh_from_db()


def test_a_plain_keystroke_stores_nothing_but_its_letters(two: Draft) -> None:
    two.write(POD.replace("1.27", "1.28"), base=1, tab_id="page", waivers=[WAIVER])
    two.write(POD.replace("1.27", "1.29"), base=2, tab_id="page")
    step = two.changes.get(number=2)
    assert (step.removed, step.added, step.state) == ("8", "9", {})


def test_the_same_state_again_is_no_step(two: Draft) -> None:
    assert two.write(POD, base=1, tab_id="page", roles={"web": "sidecar"}) is False
    assert (two.revision, two.can_undo) == (1, False)


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
@pytest.mark.parametrize("text", [POD, POD.replace("80", '"<param:port>"')], ids=["alone", "with the text"])
def test_undo_takes_back_text_and_state_and_redo_applies_both(two: Draft, text: str, state: State) -> None:
    before = two.state
    assert two.write(text, base=1, tab_id="page", subject="it", **state)
    two.refresh_from_db()
    after = two.state
    assert (two.text, after) == (text, {**before, **state})
    back(two)
    assert (two.text, two.state) == (POD, before)
    forth(two)
    assert (two.text, two.state) == (text, after)


def test_what_is_kept_by_names_follows_them_and_comes_back(two: Draft) -> None:
    two.write(POD, base=1, tab_id="", waivers=[WAIVER])
    rename(two, "way", "path")
    rename(two, "web", "front")
    two.refresh_from_db()
    assert (two.roles, two.waivers[0]["path"]) == ({"front": "sidecar"}, "containers[path].ports")
    back(two)
    back(two)
    assert (two.roles, two.waivers) == ({"web": "sidecar"}, [WAIVER])
    forth(two)
    assert (two.roles, two.waivers[0]["path"]) == ({"web": "sidecar"}, "containers[path].ports")


def test_what_goes_with_a_container_comes_back_with_it(two: Draft) -> None:
    two.write("apiVersion: v1\nkind: Pod\nspec: {containers: [{name: other}]}\n", base=1, tab_id="page")
    assert two.roles == {}
    back(two)
    assert two.roles == {"web": "sidecar"}


def test_keystrokes_of_one_step_take_back_their_state_together(two: Draft) -> None:
    for name in ("wayf", "wayfa", "wayfar"):
        text = POD.replace("name: way,", f"name: {name},")
        two.write(text, base=two.revision, tab_id="page", subject="set name", roles={name: "adapter"})
    assert two.changes.count() == 1
    back(two)
    assert (two.text, two.roles) == (POD, {"web": "sidecar"})


def test_steps_from_before_state_was_kept_still_let_it_follow(two: Draft) -> None:
    rename(two, "web", "front")
    Change.objects.update(state=None)
    back(two)
    assert (two.text, two.roles) == (POD, {"web": "sidecar"})
    forth(two)
    assert two.roles == {"front": "sidecar"}


def test_what_it_was_saved_as_since_is_not_taken_back(two: Draft) -> None:
    two.write(POD + "# more\n", base=1, tab_id="page", origin="alice/web@2")
    two.remember_origin("alice/web@23")
    back(two)
    assert (two.text, two.origin) == (POD, "alice/web@23")


def test_the_summary_follows_each_write_with_defaults_filled_in(two: Draft) -> None:
    text = POD.replace("80", '"<param:port>"')
    two.write(text, base=1, tab_id="page")
    assert two.errors == 1
    two.write(text, base=2, tab_id="page", parameters=[PORT])
    assert two.errors == 0
    two.judge_by("1.30")
    two.choose_pod(1)
    two.refresh_from_db()
    assert (two.errors, two.containers, two.kubernetes, two.pod_number) == (0, 2, "1.30", 1)
    back(two)
    assert two.errors == 1


def test_a_verdict_that_is_handed_over_is_not_asked_again(two: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    text = POD.replace("80", "0")
    review = review_manifest(Manifest.read(text), two.kubernetes)
    older = replace(review, version="1.30")
    asked: list[str] = []

    def judge(manifest: Manifest, version: str) -> Review:
        asked.append(version)
        return review_manifest(manifest, version)

    monkeypatch.setattr(summary, "review_manifest", judge)
    two.write(text, base=1, tab_id="page", review=review)
    assert (two.errors, asked) == (1, [])
    two.write(POD, base=2, tab_id="page", review=older)
    assert (two.errors, asked) == (0, [two.kubernetes])


def test_writes_ask_the_database_little(two: Draft) -> None:
    two.roles = {"web": "app"}
    with CaptureQueriesContext(connection) as caught:
        two.write(POD.replace("1.27", "1.28"), base=1, tab_id="page", subject="image")
        assert two.travels == (True, False)
    assert [query["sql"].split()[0] for query in caught] == ["SELECT", "UPDATE", "INSERT"]
    with CaptureQueriesContext(connection) as caught:
        two.write(POD.replace("1.27", "1.29"), base=2, tab_id="page", subject="image")
    assert [query["sql"].split()[0] for query in caught] == ["SELECT", "UPDATE", "UPDATE"]
    assert '"created"' not in caught[1]["sql"]
    with CaptureQueriesContext(connection) as caught:
        two.undo(base=3, tab_id="page")
        assert two.travels == (False, True)
    assert [query["sql"].split()[0] for query in caught] == ["SELECT", "UPDATE", "UPDATE"]


@pytest.mark.parametrize("act", ["write", "keep", "undo", "choose_pod"])
def test_whoever_read_the_draft_too_early_writes_over_nothing(two: Draft, act: str) -> None:
    two.write(POD.replace("web}", "web2}"), base=1, tab_id="one")
    early = Draft.objects.get(pk=two.pk)
    two.write(POD.replace("web}", "web3}"), base=2, tab_id="one", profile="strict")
    if act in ("write", "undo"):
        with pytest.raises(Conflict):
            early.write(POD, base=2, tab_id="two") if act == "write" else early.undo(base=2, tab_id="two")
    elif act == "keep":
        early.keep(lambda: {"roles": {**early.roles, "way": "adapter"}}, "role")
    else:
        early.choose_pod(3)
    two.refresh_from_db()
    assert (two.name, two.profile, two.roles["web"]) == ("web3", "strict", "sidecar")
    assert (two.roles.get("way"), two.pod_number) == ("adapter" if act == "keep" else None, 3 * (act == "choose_pod"))


def test_the_summary_is_of_the_pod_and_the_version_that_somebody_else_has_just_chosen(two: Draft) -> None:
    text = f"{POD}---\n{pod('second')}\n"
    two.write(text, base=1, tab_id="page")
    early, earlier = Draft.objects.get(pk=two.pk), Draft.objects.get(pk=two.pk)
    two.choose_pod(1)
    early.write(f"{text}# more\n", base=2, tab_id="page")
    assert (early.name, early.containers) == ("second", 0)
    early.judge_by("1.25")
    earlier.write(f"{text}# else\n", base=2, tab_id="page")
    assert (earlier.name, earlier.kubernetes) == ("second", "1.25")


def test_a_verdict_is_dropped_where_somebody_else_was_quicker(two: Draft) -> None:
    text = POD.replace("80", '"<param:port>"')
    review = review_manifest(Manifest.read(text), two.kubernetes)
    early = Draft.objects.get(pk=two.pk)
    two.write(POD, base=1, tab_id="page", parameters=[PORT])
    early.write(text, base=1, tab_id="page", review=review)
    assert (len(review.errors), early.errors) == (1, 0)


def test_a_duplicate_has_all_but_the_history(two: Draft) -> None:
    two.write(POD.replace("80", '"<param:port>"'), base=1, tab_id="page", waivers=[WAIVER], parameters=[PORT])
    twin = Draft.objects.get(pk=two.duplicate().pk)
    assert (twin.text, twin.state, twin.visitor, twin.errors) == (two.text, two.state, "v", 0)
    assert (twin.revision, twin.travels, twin.received) == (1, (False, False), two.received)


def test_a_text_without_a_pod_is_refused(two: Draft) -> None:
    with pytest.raises(ManifestError):
        two.write("kind: ConfigMap\n", base=1, tab_id="page")
    two.refresh_from_db()
    assert two.text == POD


def test_into_the_bin_and_out_again(two: Draft) -> None:
    two.put_into_bin()
    assert Draft.objects.get(pk=two.pk).deleted is not None
    two.take_out_of_bin()
    assert Draft.objects.get(pk=two.pk).deleted is None


def test_an_older_post_of_a_page_is_told_from_a_newer_one(draft: Draft) -> None:
    draft.write(pod("n2"), base=1, tab_id="one", serial=2)
    for serial in (1, 2, 3, 0):
        assert draft.is_overtaken("one", serial) is (serial == 1)
    assert not draft.is_overtaken("two", 1)
    assert not draft.is_overtaken("", 1)
    early = Draft.objects.get(pk=draft.pk)
    draft.write(pod("n3"), base=2, tab_id="one", serial=4)
    with pytest.raises(Overtaken):
        early.write(pod("n1"), base=1, tab_id="one", serial=3)
    # What is done without a number leaves the count as it is, and another page begins its own.
    draft.write(pod("n4"), base=3, tab_id="one")
    assert draft.tab_serial == 4
    draft.write(pod("n5"), base=4, tab_id="two", serial=1)
    assert (draft.tab_id, draft.tab_serial) == ("two", 1)
