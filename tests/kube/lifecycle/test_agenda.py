"""What happens when."""

from collections.abc import Iterator

from podbuilder.kube.lifecycle.agenda import Agenda


def test_actions_of_one_second_keep_their_order() -> None:
    agenda, done = Agenda(), []
    agenda.after(2, lambda: done.append("b"))
    agenda.after(1, lambda: done.append("a"))
    agenda.after(2, lambda: done.append("c"))
    assert list(agenda.run(2, 10)) == [1, 2]
    assert done == ["a", "b", "c"]


def test_what_is_due_later_is_left() -> None:
    agenda = Agenda()
    agenda.after(5, lambda: None)
    assert list(agenda.run(4, 10)) == []
    assert not agenda.is_cut


def test_no_more_is_done_than_may_be() -> None:
    agenda = Agenda()

    def again() -> None:
        agenda.after(1, again)

    again()
    assert list(agenda.run(100, 3)) == [1, 2, 3]
    assert agenda.is_cut


def test_what_takes_effort_counts_more() -> None:
    agenda = Agenda()
    for second in (1, 2, 3):
        agenda.after(second, lambda: agenda.spend(4))
    assert list(agenda.run(100, 10)) == [1, 2]
    assert agenda.is_cut


def test_steps_wait() -> None:
    agenda, seen = Agenda(), []

    def steps() -> Iterator[int]:
        yield 3
        seen.append(agenda.now)
        yield 4
        seen.append(agenda.now)

    agenda.begin(steps())
    assert list(agenda.run(10, 10)) == [3, 7]
    assert seen == [3, 7]
