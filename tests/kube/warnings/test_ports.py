from tests.kube.warnings.versioned import hold
from tests.support.cases import Case, cases


@cases(__file__, "ports.yaml")
def test_ports(case: Case) -> None:
    hold(case)
