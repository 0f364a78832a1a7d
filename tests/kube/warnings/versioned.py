"""How a case of the tables here is read.

It gives these `warnings` (none, if not given) in the versions from `since` to `until`, which are the oldest and the
newest if not given; in the others it says something else. `posted` makes further changes to the pod as it was sent.
"""

from __future__ import annotations

import pytest

from podbuilder.kube.core import document, versions
from podbuilder.kube.warnings import warnings_for_pod
from tests.support.cases import Case
from tests.support.complaints import assert_warnings
from tests.support.pods import path_of


def hold(case: Case) -> None:
    """Fail unless the case is true of every version."""
    since, until = (versions.minor(case.get(key, end)) for key, end in (("since", "1.25"), ("until", "1.37")))
    for version in versions.VERSIONS:
        posted = case.pod
        for path, value in case.get("posted", {}).items():
            posted = _replace(posted, path, value)
        found = list(warnings_for_pod(case.pod, version, posted))
        if since <= versions.minor(version) <= until:
            assert_warnings(found, case.get("warnings", ()))
        else:
            with pytest.raises(AssertionError):
                assert_warnings(found, case.get("warnings", ()))


def _replace(pod: object, path: str, value: object) -> object:
    return document.remove(pod, path_of(path)) if value is None else document.assign(pod, path_of(path), value)
