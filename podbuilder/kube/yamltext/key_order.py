"""The order in which people who write Kubernetes manifests put a mapping's keys."""

from __future__ import annotations

from typing import Any

_PROBE = (
    "httpGet tcpSocket grpc exec initialDelaySeconds periodSeconds timeoutSeconds successThreshold failureThreshold"
)
_ROOT = "apiVersion kind metadata spec template data status"
_METADATA = "name generateName namespace labels annotations"
_WORKLOAD = (
    "schedule timeZone suspend concurrencyPolicy startingDeadlineSeconds replicas serviceName podManagementPolicy "
    "completions parallelism completionMode backoffLimit activeDeadlineSeconds ttlSecondsAfterFinished minReadySeconds "
    "revisionHistoryLimit successfulJobsHistoryLimit failedJobsHistoryLimit "
    # Of a Service and of a budget.
    "type clusterIP minAvailable maxUnavailable unhealthyPodEvictionPolicy "
    "selector updateStrategy strategy jobTemplate template volumeClaimTemplates"
)
_CLAIM = "accessModes storageClassName volumeName volumeMode"
_POD_SPEC = (
    "restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds serviceAccountName serviceAccount "
    "automountServiceAccountToken imagePullSecrets hostNetwork hostPID hostIPC hostUsers shareProcessNamespace "
    "hostname subdomain setHostnameAsFQDN hostAliases dnsPolicy dnsConfig os runtimeClassName schedulerName "
    "schedulingGates priorityClassName priority preemptionPolicy nodeName nodeSelector affinity tolerations "
    "topologySpreadConstraints readinessGates "
    "enableServiceLinks securityContext resources resourceClaims overhead initContainers containers "
    "ephemeralContainers volumes"
)
_CONTAINER = (
    "name image imagePullPolicy restartPolicy command args workingDir ports envFrom env resources resizePolicy "
    "startupProbe livenessProbe readinessProbe lifecycle securityContext volumeMounts volumeDevices stdin stdinOnce "
    "tty terminationMessagePath terminationMessagePolicy targetContainerName"
)

_BY_NAME: dict[str, tuple[str, ...]] = {
    name: tuple(keys.split())
    for names, keys in {
        "metadata": _METADATA,
        "containers initContainers ephemeralContainers": _CONTAINER,
        "livenessProbe readinessProbe startupProbe": _PROBE,
        "template jobTemplate": "metadata spec",
        "ports": "name port targetPort containerPort hostPort hostIP protocol",
        "env": "name value valueFrom",
        "envFrom": "prefix configMapRef secretRef",
        "fieldRef": "apiVersion fieldPath",
        "resourceFieldRef": "containerName resource divisor",
        "configMapKeyRef secretKeyRef": "name key optional",
        "configMapRef secretRef": "name optional",
        "resources": "requests limits claims",
        "volumeMounts": "name mountPath subPath subPathExpr readOnly recursiveReadOnly mountPropagation",
        "volumeDevices": "name devicePath",
        "volumes": "name",
        "configMap": "name items defaultMode optional",
        "secret": "secretName items defaultMode optional",
        "items": "key fieldRef resourceFieldRef path mode",
        "emptyDir": "medium sizeLimit",
        "hostPath": "path type",
        "persistentVolumeClaim": "claimName readOnly",
        "httpGet": "path port host scheme httpHeaders",
        "httpHeaders": "name value",
        "tcpSocket": "host port",
        "grpc": "port service",
        "lifecycle": "postStart preStop stopSignal",
        "tolerations": "key operator value effect tolerationSeconds",
        "matchExpressions matchFields": "key operator values",
        "hostAliases": "ip hostnames",
        "options": "name value",
        "dnsConfig": "nameservers searches options",
        "capabilities": "add drop",
        "topologySpreadConstraints": "maxSkew topologyKey whenUnsatisfiable labelSelector",
        "selector labelSelector": "matchLabels matchExpressions",
    }.items()
    for name in names.split()
}
_SPEC = tuple(dict.fromkeys((*_WORKLOAD.split(), *_CLAIM.split(), *_POD_SPEC.split())))
_FREE = frozenset({"labels", "annotations", "nodeSelector", "requests", "limits", "matchLabels", "data", "stringData"})


def key_order(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The customary order of the known keys of the mapping at `path` in a document; empty where there is none."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return tuple(_ROOT.split())
    if names[-1] in _FREE:
        return ()
    if names[-1] == "spec":
        return _SPEC
    if names == ["items"]:
        return tuple(_ROOT.split())
    return _BY_NAME.get(names[-1], ())


def ordered(mapping: dict[str, Any], path: tuple[str | int, ...]) -> list[tuple[str, Any]]:
    """The entries of a new mapping: the known keys in customary order, then the others in the order given."""
    order = key_order(path)
    known = [(key, mapping[key]) for key in order if key in mapping]
    return [*known, *((key, value) for key, value in mapping.items() if key not in order)]


def predecessor(keys: list[str], key: str, path: tuple[str | int, ...]) -> int:
    """The index in `keys` of the key after which a new one goes; -1 if it goes before all of them."""
    order = key_order(path)
    if key not in order:
        return len(keys) - 1
    place = order.index(key)
    before = [i for i, other in enumerate(keys) if other in order[:place]]
    if before:
        # The nearest in customary order, not the last in the text: other people, too, keep neighbours together.
        return max(before, key=lambda i: order.index(keys[i]))
    after = [i for i, other in enumerate(keys) if other in order]
    return min(after) - 1 if after else len(keys) - 1
