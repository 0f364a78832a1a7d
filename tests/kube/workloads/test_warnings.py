"""What is accepted with a warning, kind by kind and version by version."""

from __future__ import annotations

import json

from podbuilder.kube.core import versions
from podbuilder.kube.core.field import FieldPath, FieldWarning
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest
from tests.kube.workloads.judge import workload
from tests.support.cases import Case, cases
from tests.support.complaints import assert_warnings


@cases(__file__, "warnings.yaml")
def test_warnings(case: Case) -> None:
    for kind in case["kinds"]:
        for version in case.get("versions", [versions.DEFAULT]):
            manifest = Manifest.read(json.dumps(workload(kind, case.get("with"), case.get("without"))))
            found = review_manifest(manifest, version)
            own = [FieldWarning(FieldPath((*manifest.pod_path, *w.path)), w.message) for w in found.warnings]
            assert_warnings([*found.wrapper_warnings, *own], case.get("warnings", ()))
