"""The parts of a pod's life in their order."""

from __future__ import annotations

from podbuilder.kube.troubleshooting.cause import Stage


def test_stages_stand_in_the_order_of_start() -> None:
    assert Stage.CREATION < Stage.SCHEDULING < Stage.SANDBOX < Stage.VOLUMES < Stage.IMAGE < Stage.START
    assert Stage.START < Stage.RUN < Stage.CRASH < Stage.PROBE < Stage.END
