from tests.kube.warnings.versioned import hold
from tests.support.cases import Case, cases


@cases(__file__, "volume_sources.yaml")
def test_volumes(case: Case) -> None:
    hold(case)
