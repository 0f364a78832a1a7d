"""Which feature gates are on by default in which version, for the gates that matter to Pods and workloads.

Read from pkg/features/kube_features.go of Kubernetes v1.25 to v1.36. For v1.37 it is read from the scheduler's part of
those sources and from the documentation's page of each gate; a gate that neither mentions is as in v1.36.
"""

from __future__ import annotations

from bisect import bisect_right

from podbuilder.kube.core import versions

# The minor versions at which a gate's default flips, off before the first: (29,) is on since 1.29, () is never on,
# (25, 33) was on and is off since 1.33. A gate that was removed once it was stable stays on; one that stands for
# behaviour older than the gate itself is on before the gate appeared.
FLIPS: dict[str, tuple[int, ...]] = {
    "AnyVolumeDataSource": (25,),
    "AppArmor": (25,),
    "AppArmorFields": (30,),
    "AtomicWriteVolumeUserFields": (),
    "ClusterTrustBundle": (37,),
    "ClusterTrustBundleProjection": (37,),
    "ContainerRestartRules": (35,),
    "ContainerStopSignals": (),
    "CrossNamespaceVolumeDataSource": (),
    "DRAAdminAccess": (34,),
    "DRAConsumableCapacity": (36,),
    "DRADeviceTaints": (36,),
    "DRAExtendedResource": (36,),
    "DRANodeAllocatableResources": (),
    "DRAPrioritizedList": (34,),
    "DefaultHostNetworkHostPortsInPodTemplates": (25, 28),
    "DownwardAPIHugePages": (25,),
    "DynamicResourceAllocation": (34,),
    "EmptyDirVolumeMode": (),
    "EnvFiles": (35,),
    "EvictionRequestAPI": (),
    "ExpandedDNSConfig": (26,),
    "GRPCContainerProbeTLS": (),
    "GenericWorkload": (),
    "GitRepoVolumeDriver": (25, 33),
    "HPAConfigurableTolerance": (35,),
    "HPAContainerMetrics": (27,),
    "HTTPProbeProtocol": (),
    "HostnameOverride": (35,),
    "ImageVolume": (35,),
    "ImageVolumeWithDigest": (),
    "InPlacePodLevelResourcesVerticalScaling": (36,),
    "InPlacePodVerticalScaling": (33,),
    "InPlacePodVerticalScalingAllocatedStatus": (),
    "InPlacePodVerticalScalingInitContainers": (36,),
    "JobBackoffLimitPerIndex": (29,),
    "JobManagedBy": (32,),
    "JobPodFailurePolicy": (26,),
    "JobPodReplacementPolicy": (29,),
    "JobSuccessPolicy": (31,),
    "MatchLabelKeysInPodAffinity": (31,),
    "MatchLabelKeysInPodTopologySpread": (27,),
    "MatchLabelKeysInPodTopologySpreadSelectorMerge": (34,),
    "MinDomainsInPodTopologySpread": (27,),
    "NodeInclusionPolicyInPodTopologySpread": (26,),
    "PDBUnhealthyPodEvictionPolicy": (27,),
    "PodCertificateRequest": (37,),
    "PodDeletionCost": (25,),
    "PodDisruptionConditions": (26,),
    "PodHostIPs": (29,),
    "PodLevelResources": (34,),
    "PodLifecycleSleepAction": (30,),
    "PodLifecycleSleepActionAllowZero": (33,),
    "PodObservedGenerationTracking": (34,),
    "PodSchedulingReadiness": (27,),
    "PodTopologyLabelsAdmission": (35,),
    "PreferSameTrafficDistribution": (34,),
    "ProbeHostPodSecurityStandards": (34,),
    "ProbeTerminationGracePeriod": (25,),
    "ProcMountType": (33,),
    "ReadWriteOncePod": (27,),
    "RecoverVolumeExpansionFailure": (32,),
    "RecursiveReadOnlyMounts": (31,),
    "RelaxedDNSSearchValidation": (33,),
    "RelaxedEnvironmentVariableValidation": (32,),
    "RelaxedServiceNameValidation": (36,),
    "ResourceHealthStatus": (36,),
    "ResourceHealthStatusMessage": (36,),
    "RestartAllContainersOnContainerExits": (36,),
    "SELinuxChangePolicy": (33,),
    "SELinuxMount": (37,),
    "SecurityContextDeny": (),
    "ServiceTrafficDistribution": (31,),
    "SidecarContainers": (29,),
    "SkipReadOnlyValidationGCE": (29,),
    "StatefulSetAutoDeletePVC": (27,),
    "StatefulSetStartOrdinal": (27,),
    "StrictIPCIDRValidation": (36,),
    "SupplementalGroupsPolicy": (33,),
    "TaintTolerationComparisonOperators": (),
    "UserNamespacesHostNetworkSupport": (),
    "UserNamespacesPodSecurityStandards": (35,),
    "UserNamespacesSupport": (33,),
    "VolumeAttributesClass": (34,),
    "VolumeBindMountOptions": (),
    "WindowsHostProcessContainers": (25,),
    "WorkloadAwarePreemption": (),
}


def enabled(gate: str, version: str) -> bool:
    """Whether a feature gate is on by default in a version; one that is not in the table raises KeyError."""
    return bisect_right(FLIPS[gate], versions.minor(version)) % 2 == 1
