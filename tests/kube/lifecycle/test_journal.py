"""Events as kubectl lists them."""

from podbuilder.kube.lifecycle.journal import EVENT_HEAD, LifeEvent, columns, event_rows

EVENTS = [
    LifeEvent(1, "Normal", "Scheduled", "default-scheduler", "Assigned"),
    LifeEvent(2, "Warning", "BackOff", "kubelet", "Back-off", "spec.containers{app}"),
    LifeEvent(3, "Normal", "Pulled", "kubelet", "Pulled", "spec.containers{app}"),
    LifeEvent(9, "Warning", "BackOff", "kubelet", "Back-off", "spec.containers{app}"),
]


def test_repetitions_are_one_row_at_their_last_time() -> None:
    rows = event_rows(EVENTS, 12, has_field_paths=False)
    assert [(row.reason, row.age) for row in rows] == [
        ("Scheduled", "11s"),
        ("Pulled", "9s"),
        ("BackOff", "3s (x2 over 10s)"),
    ]
    assert {row.message for row in rows} == {"Assigned", "Back-off", "Pulled"}


def test_later_ones_are_not_told_and_containers_are_named() -> None:
    rows = event_rows(EVENTS, 5, has_field_paths=True)
    assert [row.message for row in rows] == [
        "Assigned",
        "spec.containers{app}: Back-off",
        "spec.containers{app}: Pulled",
    ]
    assert rows[1].age == "3s"


def test_columns_are_as_wide_as_they_must_be() -> None:
    assert columns(("A", "LONG"), [("first", "b"), ("c", "")]) == "A       LONG\nfirst   b\nc"
    assert columns(EVENT_HEAD, []) == "Type   Reason   Age   From   Message"
