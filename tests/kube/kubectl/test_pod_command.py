"""A command in each shell, with what it needs and what a shell cannot do."""

from __future__ import annotations

from podbuilder.kube.core.shell_line import NO_LINE_BREAK, Shell
from podbuilder.kube.kubectl.pod_command import NO_FILTER, CommandGroup, Filter, PodCommand

FILTERED = PodCommand(("kubectl", "get", "a b"), "See it", filter=Filter("grep x", "Select-String x"))


def test_a_plain_command_is_the_same_in_every_shell() -> None:
    plain = PodCommand(("kubectl", "get", "pods"), "List pods")
    assert {plain.line(shell) for shell in Shell} == {("kubectl get pods", ())}
    assert plain.line() == plain.line(Shell.SH)


def test_each_shell_has_its_own_filter_or_none() -> None:
    assert [FILTERED.line(shell) for shell in Shell] == [
        ("kubectl get 'a b' | grep x", ()),
        ("kubectl get 'a b' | Select-String x", ()),
        ('kubectl get "a b"', (NO_FILTER,)),
    ]


def test_what_cannot_be_said_has_no_filter_either() -> None:
    broken = PodCommand(("kubectl", "a\nb"), "See it", filter=FILTERED.filter)
    assert broken.line(Shell.CMD) == ("", (NO_LINE_BREAK,))


def test_a_version_is_named_where_one_in_use_may_lack_the_command() -> None:
    needs = {since: PodCommand((), "", since=since).needs for since in ("", "1.18", "1.25", "1.26", "1.32")}
    assert needs == {"": "", "1.18": "", "1.25": "", "1.26": "1.26", "1.32": "1.32"}


def test_a_group_has_an_address_of_its_own() -> None:
    assert CommandGroup("logs", "What does it say?", (FILTERED,)).slug == "logs"
