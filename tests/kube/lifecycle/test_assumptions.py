"""Numbers that are assumed."""

from podbuilder.kube.lifecycle.assumptions import ASSUMPTIONS, BY_NAME, OF_CONTAINERS, OF_PODS, Assumptions


def test_all_are_of_pods_or_of_containers() -> None:
    assert sorted((*OF_PODS, *OF_CONTAINERS)) == sorted(ASSUMPTIONS)
    assert all(0 <= one.default <= one.most for one in ASSUMPTIONS)


def test_a_number_is_the_default_the_one_for_all_or_a_containers_own() -> None:
    assert Assumptions().of("pull") == BY_NAME["pull"].default
    some = Assumptions({"pull": 7}, {(1, "pull"): 9})
    assert [some.of("pull"), some.of("pull", 0), some.of("pull", 1)] == [7, 7, 9]


def test_a_number_stays_within_its_bounds() -> None:
    assert Assumptions({"pull": -1, "ready": 10**9}).of("pull") == 0
    assert Assumptions({"ready": 10**9}).of("ready") == BY_NAME["ready"].most
