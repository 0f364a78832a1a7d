"""What the API says of one container."""

from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running, Terminated, Waiting

END = Terminated(1, "Error", 1, 2)


def test_how_a_container_ended() -> None:
    assert ContainerStatus("a", Waiting("ContainerCreating")).ended is None
    assert ContainerStatus("a", Running(3), last=END).ended is None
    assert ContainerStatus("a", Waiting("CrashLoopBackOff"), last=END).ended == END
    assert ContainerStatus("a", END).ended == END
