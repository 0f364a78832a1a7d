"""ConfigMaps, Secrets and their keys that are not there when a container needs them."""

from podbuilder.kube.troubleshooting.cause import Stage, Trouble

_DESCRIBE = "kubectl describe pod POD"
# The kubelet's cache has not seen the object yet, which passes; or the message is about a key, or about pulling.
_PASSING = ("failed to sync", "not registered")

TROUBLES = (
    Trouble(
        "configmap-missing",
        Stage.VOLUMES,
        "The ConfigMap does not exist in the pod's namespace.",
        "spec.volumes[0].configMap.name",
        ("kubectl get configmaps", _DESCRIBE),
        (
            "configmap ~ (?i)configmaps? [\\\\\"'`]*[a-z0-9./-]{1,253}[\\\\\"'`]* not found",
            "couldn't get configMap",
        ),
        unless=("find key", "non-existent config key", "cannot list", "calling webhook", "probe failed", *_PASSING),
        fields=(
            ("Error: configmap", "spec.containers[0].env[0].valueFrom.configMapKeyRef.name"),
            ("CreateContainerConfigError", "spec.containers[0].env[0].valueFrom.configMapKeyRef.name"),
        ),
    ),
    Trouble(
        "secret-missing",
        Stage.VOLUMES,
        "The Secret does not exist in the pod's namespace.",
        "spec.volumes[0].secret.secretName",
        ("kubectl get secrets", _DESCRIBE),
        (
            "secret ~ (?i)secrets? [\\\\\"'`]*[a-z0-9./-]{1,253}[\\\\\"'`]* not found",
            "couldn't get secret",
            "failed to find the secret",
            "fetching NodePublishSecretRef … failed",
            "fetching NodeStageSecretRef … failed",
        ),
        unless=(
            "find key",
            "non-existent secret key",
            "pull secret",
            "cannot list",
            "calling webhook",
            "probe failed",
            *_PASSING,
        ),
        fields=(
            ("Error: secret", "spec.containers[0].env[0].valueFrom.secretKeyRef.name"),
            ("CreateContainerConfigError", "spec.containers[0].env[0].valueFrom.secretKeyRef.name"),
        ),
    ),
    Trouble(
        "config-key-missing",
        Stage.VOLUMES,
        "The ConfigMap or Secret has no such key.",
        "spec.containers[0].env[0].valueFrom.secretKeyRef.key",
        ("kubectl describe configmap", "kubectl describe secret"),
        (
            "find key … in secret",
            "find key … in configmap",
            "references non-existent config key",
            "references non-existent secret key",
            "environment variable key … not found in file",
            "non-existent key",
        ),
        fields=(
            ("non-existent config", "spec.volumes[0].configMap.items[0].key"),
            ("non-existent secret", "spec.volumes[0].secret.items[0].key"),
            ("in configmap", "spec.containers[0].env[0].valueFrom.configMapKeyRef.key"),
            ("not found in file", "spec.containers[0].env[0].valueFrom.fileKeyRef.key"),
        ),
    ),
)
