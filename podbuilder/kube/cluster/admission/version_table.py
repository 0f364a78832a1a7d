"""What differs between the admission plugins of Kubernetes v1.25 to v1.36, beside their feature gates.

Each row was read in the sources of all twelve versions, at a late patch release of each. `source` is the file of v1.36,
or of the last version that has it. What Pod Security checks in which version, and what is warned of at all, is said
where that is checked. The order of the plugins is the same in all versions.
"""

from __future__ import annotations

from podbuilder.kube.cluster.version_span import VersionSpan
from podbuilder.kube.core import versions

_WARNINGS = "pkg/api/pod/warnings.go"
_POLICY = "k8s.io/pod-security-admission/policy"

SPANS: dict[str, VersionSpan] = {
    # Policies: of the feature gates of the API server itself, these two alone matter here.
    "ValidatingPolicies": VersionSpan(
        "ValidatingAdmissionPolicies are asked.", "k8s.io/apiserver/pkg/features/kube_features.go", since=30
    ),
    "MutatingPolicies": VersionSpan(
        "MutatingAdmissionPolicies are asked.", "k8s.io/apiserver/pkg/features/kube_features.go", since=36
    ),
    # What is refused and counted.
    "SumNeedsEvery": VersionSpan(
        "A pod has a sum of what each of its containers names.",
        "plugin/pkg/admission/limitranger/admission.go",
        before=28,
    ),
    "EnvFromIsLimited": VersionSpan(
        "Secrets in envFrom must be mountable too.", "plugin/pkg/admission/serviceaccount/admission.go", since=27
    ),
    "EmptyOverheadDiffers": VersionSpan(
        "An overhead that is there and empty differs from the class's.",
        "plugin/pkg/admission/runtimeclass/admission.go",
        before=31,
    ),
    "OverheadIsLimit": VersionSpan(
        "Overhead counts against limits, whether or not the pod has any.",
        "pkg/quota/v1/evaluator/core/pods.go",
        before=27,
    ),
    "DeviceClassesCount": VersionSpan(
        "Quotas count resources that are named by their device class.",
        "pkg/quota/v1/evaluator/core/pods.go",
        since=35,
    ),
    "EnforcedIsWarnedOf": VersionSpan(
        "A level that is enforced is warned of as well.", "k8s.io/pod-security-admission/api/helpers.go", since=26
    ),
    # What is said.
    "AppArmorIsAnnotated": VersionSpan(
        "A forbidden AppArmor profile is told as its annotation.", f"{_POLICY}/check_appArmorProfile.go", before=30
    ),
    "RemovalIsPlanned": VersionSpan("Volumes that have no effect now are to be removed.", _WARNINGS, before=27),
    "SeccompIsDeprecated": VersionSpan("Seccomp annotations still have an effect.", _WARNINGS, before=27),
    "HiddenMayBeDropped": VersionSpan("What hides another variable is explained.", _WARNINGS, since=30),
    "PathsAreRepeated": VersionSpan(
        "A projected source without paths is taken to have those of the one before.", _WARNINGS, since=32, before=34
    ),
}


def holds(row: str, version: str) -> bool:
    """Whether what a row says is so in a version; KeyError for no such row."""
    return SPANS[row].holds(versions.minor(version))
