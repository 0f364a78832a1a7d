"""What nobody here can say of an expression."""

import pytest

from podbuilder.kube.cluster.scheduling.allocation.device_expressions import selects
from podbuilder.kube.cluster.scheduling.allocation.device_pools import Device, DeviceId
from podbuilder.kube.cluster.scheduling.status import NotJudged

ENDLESS = "[1,2,3,4,5,6,7,8].all(a, [1,2,3,4,5,6,7,8].all(b, [1,2,3,4,5,6,7,8].all(c, {}".format(
    "[1,2,3,4,5,6,7,8].all(d, [1,2,3,4,5,6,7,8].all(e, [1,2,3,4,5,6,7,8].all(f, [1,2,3,4,5,6,7,8].all(g, true)))))))"
)


def test_an_expression_that_costs_too_much_is_not_judged() -> None:
    with pytest.raises(NotJudged, match="costs more"):
        selects(ENDLESS, Device(DeviceId("gpu", "a", "g0"), {}))
