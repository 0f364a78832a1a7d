from tests.kube.warnings.versioned import hold
from tests.support.cases import Case, cases


@cases(__file__, "containers.yaml")
def test_containers(case: Case) -> None:
    hold(case)
