"""What a team can decide for itself: the values that rules check pods against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """An empty value means that the team has not decided, so the rule that needs it stays silent."""

    allowed_registries: tuple[str, ...] = ()
    blocked_registries: tuple[str, ...] = ("docker.io", "ghcr.io")
    registries_with_login: tuple[str, ...] = ()
    required_labels: tuple[str, ...] = ("owner",)
    # Labels, each with the values that it may have: several are separated by |, and * stands for anything.
    label_values: tuple[tuple[str, str], ...] = ()
    required_annotations: tuple[str, ...] = ()
    # Here and in allowed_secrets, * stands for anything.
    forbidden_annotations: tuple[str, ...] = ()
    # Ranges of user and group ids, including both ends.
    allowed_ids: tuple[tuple[int, int], ...] = ()
    # Of groups, if others are allowed than of users; and of the group that volumes get.
    allowed_group_ids: tuple[tuple[int, int], ...] = ()
    allowed_fs_groups: tuple[tuple[int, int], ...] = ()
    # Ports of the node that pods may use, likewise.
    allowed_host_ports: tuple[tuple[int, int], ...] = ()
    lowest_id: int = 10_001
    proposed_id: int = 10_001
    allowed_runtime_classes: tuple[str, ...] = ()
    allowed_priority_classes: tuple[str, ...] = ()
    allowed_service_accounts: tuple[str, ...] = ()
    allowed_host_paths: tuple[str, ...] = ()
    # Names of environment variables, each with the value that it must have.
    required_env: tuple[tuple[str, str], ...] = ()
    allowed_secrets: tuple[str, ...] = ()
    # Quantities.
    smallest_cpu: str = ""
    largest_cpu: str = ""
    smallest_memory: str = ""
    largest_memory: str = ""
    proposed_cpu: str = "100m"
    proposed_memory: str = "128Mi"
    proposed_volume_size: str = "1Gi"
    largest_ratio: float = 2.5
    longest_grace: int = 120
    most_containers: int = 6
    node_selection: str = ""  # "required" or "forbidden"


DEFAULTS = Settings()
