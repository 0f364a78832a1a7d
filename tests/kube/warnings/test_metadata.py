from tests.kube.warnings.versioned import hold
from tests.support.cases import Case, cases


@cases(__file__, "metadata.yaml")
def test_metadata(case: Case) -> None:
    hold(case)
