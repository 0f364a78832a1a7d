"""What the chosen Kubernetes version allows, looked up once for a whole pod.

Mirrors PodValidationOptions and GetValidationOptionsFromPodSpecAndMeta (for a new pod, with every feature gate at its
default), Kubernetes v1.36, pkg/apis/core/validation and pkg/api/pod.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from podbuilder.kube.core import feature_gates, versions


class PodOptions(NamedTuple):
    """The answers that validators ask for. Where code differs without a gate they compare `minor`."""

    version: str
    minor: int
    allow_container_restart_policy_rules: bool
    allow_env_files: bool
    allow_host_ips_field: bool
    allow_match_label_keys_in_topology_spread_selector_merge: bool
    allow_only_recursive_selinux_change_policy: bool
    allow_pod_deletion_cost: bool
    allow_relaxed_dns_search: bool
    allow_relaxed_env_var_names: bool
    allow_restart_all_containers: bool
    allow_sleep_zero: bool
    allow_taint_toleration_comparison_operators: bool
    allow_user_namespaces_host_network: bool
    expanded_dns_config: bool
    pod_level_resources: bool
    strict_ip: bool
    # Some rules leave templates alone, because their pods will have the defaults that only pods get.
    resource_is_pod: bool = True

    def enabled(self, gate: str) -> bool:
        """Whether a feature gate is on by default in this version."""
        return feature_gates.enabled(gate, self.version)


@lru_cache(maxsize=len(versions.VERSIONS))
def options_for(version: str) -> PodOptions:
    """The options of one Kubernetes version (ValueError for a version that Podbuilder does not know)."""

    def on(gate: str) -> bool:
        return feature_gates.enabled(gate, version)

    return PodOptions(
        version=version,
        minor=versions.minor(version),
        allow_container_restart_policy_rules=on("ContainerRestartRules"),
        allow_env_files=on("EnvFiles"),
        allow_host_ips_field=on("PodHostIPs"),
        allow_match_label_keys_in_topology_spread_selector_merge=on("MatchLabelKeysInPodTopologySpreadSelectorMerge"),
        allow_only_recursive_selinux_change_policy=not on("SELinuxMount"),
        allow_pod_deletion_cost=on("PodDeletionCost"),
        allow_relaxed_dns_search=on("RelaxedDNSSearchValidation"),
        allow_relaxed_env_var_names=on("RelaxedEnvironmentVariableValidation"),
        allow_restart_all_containers=on("RestartAllContainersOnContainerExits"),
        allow_sleep_zero=on("PodLifecycleSleepActionAllowZero"),
        allow_taint_toleration_comparison_operators=on("TaintTolerationComparisonOperators"),
        allow_user_namespaces_host_network=on("UserNamespacesHostNetworkSupport"),
        expanded_dns_config=on("ExpandedDNSConfig"),
        pod_level_resources=on("PodLevelResources"),
        strict_ip=on("StrictIPCIDRValidation"),
    )
