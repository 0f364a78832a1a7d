"""Names that fit."""

from __future__ import annotations

import pytest

from podbuilder.kube.workload_change.fitting_name import fitting_name


@pytest.mark.parametrize(
    ("name", "to", "fits"),
    [
        ("web", "StatefulSet", "web"),
        ("", "CronJob", ""),
        ("a" * 253, "Deployment", "a" * 253),
        ("web.site", "Deployment", "web.site"),
        ("web.site", "StatefulSet", "web-site"),
        ("a" * 64, "StatefulSet", "a" * 63),
        ("a" * 64, "Job", "a" * 63),
        ("a" * 52, "CronJob", "a" * 52),
        ("a" * 51 + ".b", "CronJob", "a" * 51),
    ],
)
def test_a_name_that_fits(name: str, to: str, fits: str) -> None:
    assert fitting_name(name, to) == fits
