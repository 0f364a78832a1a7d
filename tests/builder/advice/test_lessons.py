"""The course told as a lesson: its rules in order, each done or with what is to do."""

from __future__ import annotations

from podbuilder.builder.advice.advice import Judged, judge
from podbuilder.builder.advice.lessons import lessons
from podbuilder.builder.models import Draft
from podbuilder.kube import lint
from tests.builder.support import POD

WAIVER = {"rule": "liveness-probe-missing", "path": "containers[web].livenessProbe", "reason": "It ends by itself."}


def judged(**more: object) -> Judged:
    draft = Draft(**{"text": POD, "profile": "course", **more})
    return judge(draft.manifest, draft)


def told(found: Judged) -> list[tuple[int, str, int, int, bool]]:
    taught = lessons(found, found.advice, str)
    return [(one.number, one.lesson.title, len(one.rows), one.suppressed, one.is_done) for one in taught]


def test_another_profile_tells_no_lessons() -> None:
    for profile in ("default", "strict"):
        assert told(judged(profile=profile)) == []


def test_the_lessons_in_order_with_what_is_to_do() -> None:
    assert told(judged()) == [
        (1, "Set requests and limits.", 3, 0, False),
        (2, "Use probes.", 2, 0, False),
        (3, "Do not run as root.", 1, 0, False),
        (4, "Label everything.", 1, 0, False),
        (5, "Never use :latest.", 0, 0, True),
    ]


def test_what_is_suppressed_is_counted_and_not_to_do() -> None:
    assert told(judged(waivers=[WAIVER]))[1] == (2, "Use probes.", 1, 1, False)


def test_only_the_advice_that_is_shown_is_to_do() -> None:
    found = judged()
    assert [one.is_done for one in lessons(found, [], str)] == [True] * len(lint.LESSONS)


def test_each_row_leads_to_its_field() -> None:
    found = judged()
    rows = lessons(found, found.advice, lambda path: f"/to/{path}")[1].rows
    assert {row.href for row in rows} == {f"/to/{row.advice.path}" for row in rows}
    assert {row.advice.rule for row in rows} == {"liveness-probe-missing", "readiness-probe-missing"}
