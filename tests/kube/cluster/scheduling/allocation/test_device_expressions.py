"""Expressions in CEL that select devices."""

import pytest

from podbuilder.kube.cluster.scheduling.allocation.device_expressions import selects
from podbuilder.kube.cluster.scheduling.allocation.device_pools import Device, DeviceId
from podbuilder.kube.cluster.scheduling.status import NotJudged


def test_expressions_are_not_judged_in_silence() -> None:
    with pytest.raises(NotJudged):
        selects("true", Device(DeviceId("gpu", "a", "g0"), {}))
