from tests.kube.warnings.versioned import hold
from tests.support.cases import Case, cases


@cases(__file__, "node_selection.yaml")
def test_scheduling(case: Case) -> None:
    hold(case)
