"""Several pages write one draft at the same moment: nothing is lost, and the history fits the text, on every database.

On PostgreSQL the same is tried by the second run of the tests.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connections

from podbuilder.builder.models import Conflict, Draft
from podbuilder.kube.manifest import Manifest

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 8
POD = f"kind: Pod\nspec:\n  containers: [{', '.join(f'{{name: c{number}}}' for number in range(MANY))}]\n"


@pytest.fixture
def draft() -> Draft:
    return Draft.objects.begin(Manifest.read(POD), visitor="v")


def at_once(draft: Draft, act: Callable[[Draft, int], object]) -> Counter[object]:
    """How often each outcome is had by pages that have all read the draft before the first of them writes."""
    outcomes: list[object] = []
    ready = threading.Barrier(MANY)

    def run(number: int) -> None:
        try:
            own = Draft.objects.get(pk=draft.pk)
            ready.wait(30)
            outcomes.append(act(own, number))
        except Exception as error:
            outcomes.append(type(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    draft.refresh_from_db()
    return Counter(outcomes)


def undone(draft: Draft) -> int:
    """How many steps there are to take back, all of them taken back."""
    steps = 0
    while draft.can_undo:
        draft.undo(base=draft.revision, tab_id="")
        steps += 1
    return steps


def test_of_many_pages_one_writes_and_the_others_are_told(draft: Draft) -> None:
    told = at_once(draft, lambda own, number: own.write(f"{POD}# {number}\n", base=1, tab_id=f"page {number}"))
    assert told == {True: 1, Conflict: MANY - 1}
    assert (draft.revision, draft.position, draft.changes.count()) == (2, 1, 1)
    assert draft.text.startswith(f"{POD}# ")
    assert undone(draft) == 1
    assert draft.text == POD


def test_one_page_whose_keystrokes_overtake_each_other(draft: Draft) -> None:
    texts = [f"{POD}# {number}\n" for number in range(MANY)]
    told = at_once(draft, lambda own, number: own.write(texts[number], base=1, tab_id="page", subject="text"))
    assert told == {True: MANY}
    assert draft.text in texts
    assert (draft.revision, draft.position, draft.changes.count()) == (MANY + 1, 1, 1)
    assert undone(draft) == 1
    assert draft.text == POD


def test_what_is_said_beside_the_text_is_all_kept(draft: Draft) -> None:
    def say(own: Draft, number: int) -> bool:
        return own.keep(lambda: {"roles": {**own.roles, f"c{number}": "app"}}, "role")

    assert at_once(draft, say) == {True: MANY}
    assert draft.roles == {f"c{number}": "app" for number in range(MANY)}
    assert draft.text == POD
    assert undone(draft) == MANY
    assert draft.roles == {}


def test_a_step_is_taken_back_once(draft: Draft) -> None:
    draft.write(f"{POD}# 1\n", base=1, tab_id="page")
    draft.write(f"{POD}# 2\n", base=2, tab_id="page")
    told = at_once(draft, lambda own, number: own.undo(base=3, tab_id=f"tab {number}"))
    assert told == {"": 1, Conflict: MANY - 1}
    assert (draft.text, draft.travels) == (f"{POD}# 1\n", (True, True))


def test_another_version_and_another_pod_are_judged_with_the_newest_text(draft: Draft) -> None:
    def act(own: Draft, number: int) -> None:
        if number == 0:
            own.write(POD.replace("c0", "C0"), base=1, tab_id="page")
        elif number % 2:
            own.judge_by(f"1.{28 + number}")
        else:
            own.choose_pod(number)

    assert at_once(draft, act) == {None: MANY}
    one = draft.errors
    draft.judge_by("1.25")
    assert (draft.text.count("C0"), one) == (1, draft.errors)
