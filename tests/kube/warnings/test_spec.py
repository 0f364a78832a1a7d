from tests.kube.warnings.versioned import hold
from tests.support.cases import Case, cases


@cases(__file__, "spec.yaml")
def test_spec(case: Case) -> None:
    hold(case)
