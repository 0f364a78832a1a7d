from tests.kube.warnings.versioned import hold
from tests.support.cases import Case, cases


@cases(__file__, "addresses.yaml")
def test_addresses(case: Case) -> None:
    hold(case)
