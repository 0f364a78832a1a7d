"""What goes wrong, as data."""

from podbuilder.kube.lifecycle.faults import Faults


def test_by_default_all_goes_well() -> None:
    faults = Faults()
    assert not any((faults.unschedulable, faults.mount, faults.pull, faults.config, faults.start, faults.ends))
    assert not any((faults.probes, faults.hangs, faults.deaf, faults.node_lost, faults.eviction))
