import pytest

from podbuilder.kube.core import feature_gates, versions


@pytest.mark.parametrize(
    ("gate", "on"),
    [
        pytest.param("ContainerStopSignals", [], id="never on"),
        pytest.param("AnyVolumeDataSource", list(range(25, 38)), id="always on"),
        pytest.param("SidecarContainers", list(range(29, 38)), id="on since a version"),
        pytest.param("AppArmorFields", list(range(30, 38)), id="on still after the gate was removed"),
        pytest.param("GitRepoVolumeDriver", list(range(25, 33)), id="on until a version"),
        pytest.param("DefaultHostNetworkHostPortsInPodTemplates", [25, 26, 27], id="on before there was a gate"),
        pytest.param("ClusterTrustBundleProjection", [37], id="on in the newest version"),
    ],
)
def test_default_of_a_gate(gate, on):
    assert [v for v in versions.VERSIONS if feature_gates.enabled(gate, v)] == [f"1.{minor}" for minor in on]


def test_unknown_gate_is_a_programmers_mistake():
    with pytest.raises(KeyError):
        feature_gates.enabled("NoSuchGate", "1.36")


def test_unknown_version_is_a_programmers_mistake():
    with pytest.raises(ValueError, match="unknown Kubernetes version"):
        feature_gates.enabled("SidecarContainers", "1.24")


def test_flips_ascend_and_are_known_versions():
    for gate, flips in feature_gates.FLIPS.items():
        assert list(flips) == sorted(set(flips)), gate
        assert all(versions.OLDEST_MINOR <= minor <= versions.NEWEST_MINOR for minor in flips), gate


def test_gates_are_in_order():
    assert list(feature_gates.FLIPS) == sorted(feature_gates.FLIPS)
