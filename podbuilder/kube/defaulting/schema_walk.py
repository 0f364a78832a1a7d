"""How the API server's own types change a document on its way through them, before any default is set.

A field that is not a pointer in Go cannot tell "absent" from "zero", so `hostNetwork: false`, `subPath: ""` and
`hostPort: 0` are gone when the object is written again. The table names these fields for every type of a PodSpec where
something happens, and the fields that lead to further ones. Read from k8s.io/api/core/v1/types.go, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from podbuilder.kube.core.affinity_fields import PREFERRED

Node = dict[str, Any]
Hook = Callable[[Node], None]


class Shape(NamedTuple):
    """A type: its fields that vanish when zero, and the types of the fields to look into ("[]X" for a list of X)."""

    zero: frozenset[str]
    inner: Mapping[str, str]


def _shape(zero: str, inner: Mapping[str, str] | None = None) -> Shape:
    return Shape(frozenset(zero.split()), inner or {})


SHAPES: dict[str, Shape] = {
    "Affinity": _shape(
        "", {"nodeAffinity": "NodeAffinity", "podAffinity": "PodAffinity", "podAntiAffinity": "PodAffinity"}
    ),
    "AWSElasticBlockStoreVolumeSource": _shape("fsType partition readOnly"),
    "AzureDiskVolumeSource": _shape(""),
    "AzureFileVolumeSource": _shape("readOnly"),
    "CSIVolumeSource": _shape("", {"nodePublishSecretRef": "LocalObjectReference"}),
    "CephFSVolumeSource": _shape("path user secretFile readOnly", {"secretRef": "LocalObjectReference"}),
    "CinderVolumeSource": _shape("fsType readOnly", {"secretRef": "LocalObjectReference"}),
    "ConfigMapEnvSource": _shape("name"),
    "ConfigMapKeySelector": _shape("name"),
    "ConfigMapProjection": _shape("name"),
    "ConfigMapVolumeSource": _shape("name"),
    "Container": _shape(
        "image workingDir terminationMessagePath terminationMessagePolicy imagePullPolicy stdin stdinOnce tty",
        {
            "ports": "[]ContainerPort",
            "envFrom": "[]EnvFromSource",
            "env": "[]EnvVar",
            "resources": "ResourceRequirements",
            "restartPolicyRules": "[]ContainerRestartRule",
            "volumeMounts": "[]VolumeMount",
            "livenessProbe": "Probe",
            "readinessProbe": "Probe",
            "startupProbe": "Probe",
            "lifecycle": "Lifecycle",
            "securityContext": "SecurityContext",
        },
    ),
    "ContainerPort": _shape("name hostPort protocol hostIP"),
    "ContainerRestartRule": _shape("action", {"exitCodes": "ContainerRestartRuleOnExitCodes"}),
    "ContainerRestartRuleOnExitCodes": _shape("operator"),
    "DownwardAPIProjection": _shape("", {"items": "[]DownwardAPIVolumeFile"}),
    "DownwardAPIVolumeFile": _shape(
        "", {"fieldRef": "ObjectFieldSelector", "resourceFieldRef": "ResourceFieldSelector"}
    ),
    "DownwardAPIVolumeSource": _shape("", {"items": "[]DownwardAPIVolumeFile"}),
    "EmptyDirVolumeSource": _shape("medium"),
    "EnvFromSource": _shape("prefix", {"configMapRef": "ConfigMapEnvSource", "secretRef": "SecretEnvSource"}),
    "EnvVar": _shape("value", {"valueFrom": "EnvVarSource"}),
    "EnvVarSource": _shape(
        "",
        {
            "fieldRef": "ObjectFieldSelector",
            "resourceFieldRef": "ResourceFieldSelector",
            "configMapKeyRef": "ConfigMapKeySelector",
            "secretKeyRef": "SecretKeySelector",
            "fileKeyRef": "FileKeySelector",
        },
    ),
    "EphemeralVolumeSource": _shape("", {"volumeClaimTemplate": "PersistentVolumeClaimTemplate"}),
    "FCVolumeSource": _shape("fsType readOnly"),
    "FileKeySelector": _shape(""),
    "FlexVolumeSource": _shape("fsType readOnly", {"secretRef": "LocalObjectReference"}),
    "FlockerVolumeSource": _shape("datasetName datasetUUID"),
    "GCEPersistentDiskVolumeSource": _shape("fsType partition readOnly"),
    "GRPCAction": _shape(""),
    "GitRepoVolumeSource": _shape("revision directory"),
    "GlusterfsVolumeSource": _shape("readOnly"),
    "HTTPGetAction": _shape("path host scheme"),
    "HostPathVolumeSource": _shape(""),
    "ISCSIVolumeSource": _shape(
        "iscsiInterface fsType readOnly chapAuthDiscovery chapAuthSession", {"secretRef": "LocalObjectReference"}
    ),
    "ImageVolumeSource": _shape("reference pullPolicy"),
    "Lifecycle": _shape("", {"postStart": "LifecycleHandler", "preStop": "LifecycleHandler"}),
    "LifecycleHandler": _shape(
        "", {"httpGet": "HTTPGetAction", "tcpSocket": "TCPSocketAction", "sleep": "SleepAction"}
    ),
    "LocalObjectReference": _shape("name"),
    "NFSVolumeSource": _shape("readOnly"),
    "NodeAffinity": _shape("", {PREFERRED: "[]PreferredSchedulingTerm"}),
    "ObjectFieldSelector": _shape("apiVersion"),
    "PersistentVolumeClaimSpec": _shape("volumeName"),
    "PersistentVolumeClaimTemplate": _shape("", {"spec": "PersistentVolumeClaimSpec"}),
    "PersistentVolumeClaimVolumeSource": _shape("readOnly"),
    "PhotonPersistentDiskVolumeSource": _shape("fsType"),
    "PodAffinity": _shape("", {PREFERRED: "[]PreferredSchedulingTerm"}),
    "PodCertificateProjection": _shape("signerName keyType credentialBundlePath keyPath certificateChainPath"),
    "PodDNSConfig": _shape("", {"options": "[]PodDNSConfigOption"}),
    "PodDNSConfigOption": _shape("name"),
    "PodSecurityContext": _shape("", {"seLinuxOptions": "SELinuxOptions"}),
    "PodSpec": _shape(
        "restartPolicy dnsPolicy serviceAccountName serviceAccount nodeName hostNetwork "
        "hostPID hostIPC hostname subdomain schedulerName priorityClassName",
        {
            "volumes": "[]Volume",
            "initContainers": "[]Container",
            "containers": "[]Container",
            "ephemeralContainers": "[]EphemeralContainer",
            "securityContext": "PodSecurityContext",
            "imagePullSecrets": "[]LocalObjectReference",
            "affinity": "Affinity",
            "tolerations": "[]Toleration",
            "dnsConfig": "PodDNSConfig",
            "topologySpreadConstraints": "[]TopologySpreadConstraint",
            "resources": "ResourceRequirements",
        },
    ),
    "PortworxVolumeSource": _shape("fsType readOnly"),
    "PreferredSchedulingTerm": _shape(""),
    "Probe": _shape(
        "initialDelaySeconds timeoutSeconds periodSeconds successThreshold failureThreshold",
        {"httpGet": "HTTPGetAction", "tcpSocket": "TCPSocketAction", "grpc": "GRPCAction"},
    ),
    "ProjectedVolumeSource": _shape("", {"sources": "[]VolumeProjection"}),
    "QuobyteVolumeSource": _shape("readOnly user group tenant"),
    "RBDVolumeSource": _shape("fsType pool user keyring readOnly", {"secretRef": "LocalObjectReference"}),
    "ResourceClaim": _shape("request"),
    "ResourceFieldSelector": _shape("containerName"),
    "ResourceRequirements": _shape("", {"claims": "[]ResourceClaim"}),
    "SELinuxOptions": _shape("user role type level"),
    "ScaleIOVolumeSource": _shape(
        "sslEnabled protectionDomain storagePool storageMode volumeName fsType readOnly",
        {"secretRef": "LocalObjectReference"},
    ),
    "SecretEnvSource": _shape("name"),
    "SecretKeySelector": _shape("name"),
    "SecretProjection": _shape("name"),
    "SecretVolumeSource": _shape("secretName"),
    "SecurityContext": _shape("", {"seLinuxOptions": "SELinuxOptions"}),
    "ServiceAccountTokenProjection": _shape("audience"),
    "SleepAction": _shape(""),
    "StorageOSVolumeSource": _shape(
        "volumeName volumeNamespace fsType readOnly", {"secretRef": "LocalObjectReference"}
    ),
    "TCPSocketAction": _shape("host"),
    "Toleration": _shape("key operator value effect"),
    "TopologySpreadConstraint": _shape(""),
    "Volume": _shape(
        "",
        {
            "hostPath": "HostPathVolumeSource",
            "emptyDir": "EmptyDirVolumeSource",
            "gcePersistentDisk": "GCEPersistentDiskVolumeSource",
            "awsElasticBlockStore": "AWSElasticBlockStoreVolumeSource",
            "gitRepo": "GitRepoVolumeSource",
            "secret": "SecretVolumeSource",
            "nfs": "NFSVolumeSource",
            "iscsi": "ISCSIVolumeSource",
            "glusterfs": "GlusterfsVolumeSource",
            "persistentVolumeClaim": "PersistentVolumeClaimVolumeSource",
            "rbd": "RBDVolumeSource",
            "flexVolume": "FlexVolumeSource",
            "cinder": "CinderVolumeSource",
            "cephfs": "CephFSVolumeSource",
            "flocker": "FlockerVolumeSource",
            "downwardAPI": "DownwardAPIVolumeSource",
            "fc": "FCVolumeSource",
            "azureFile": "AzureFileVolumeSource",
            "configMap": "ConfigMapVolumeSource",
            "vsphereVolume": "VsphereVirtualDiskVolumeSource",
            "quobyte": "QuobyteVolumeSource",
            "azureDisk": "AzureDiskVolumeSource",
            "photonPersistentDisk": "PhotonPersistentDiskVolumeSource",
            "projected": "ProjectedVolumeSource",
            "portworxVolume": "PortworxVolumeSource",
            "scaleIO": "ScaleIOVolumeSource",
            "storageos": "StorageOSVolumeSource",
            "csi": "CSIVolumeSource",
            "ephemeral": "EphemeralVolumeSource",
            "image": "ImageVolumeSource",
        },
    ),
    "VolumeMount": _shape("readOnly subPath subPathExpr"),
    "VolumeProjection": _shape(
        "",
        {
            "secret": "SecretProjection",
            "downwardAPI": "DownwardAPIProjection",
            "configMap": "ConfigMapProjection",
            "serviceAccountToken": "ServiceAccountTokenProjection",
            "podCertificate": "PodCertificateProjection",
        },
    ),
    "VsphereVirtualDiskVolumeSource": _shape("fsType storagePolicyName storagePolicyID"),
}
SHAPES["EphemeralContainer"] = Shape(SHAPES["Container"].zero | {"targetContainerName"}, SHAPES["Container"].inner)


def compile_walker(root: str, hooks: Mapping[str, Hook]) -> Callable[[Node], Node]:
    """A function that copies an object of type `root`, drops what is zero, and lets each type's hook see the copy.

    Inner objects come before outer ones. What no shape describes is shared with the argument, so hooks must not reach
    into it.
    """
    walkers: dict[str, Callable[[Any], Any]] = {}

    def walker(name: str) -> Callable[[Any], Any]:
        if name not in walkers:
            if name.startswith("[]"):
                walkers[name] = _list_walker(walker(name[2:]))
            else:
                shape = SHAPES[name]
                inner = {field: walker(type_) for field, type_ in shape.inner.items()}
                walkers[name] = _object_walker(shape.zero, inner, hooks.get(name))
        return walkers[name]

    return walker(root)


def _list_walker(walk: Callable[[Any], Any]) -> Callable[[list[Any]], list[Any]]:
    return lambda items: [walk(item) for item in items]


def _object_walker(
    zero: frozenset[str], inner: dict[str, Callable[[Any], Any]], hook: Hook | None
) -> Callable[[Node], Node]:
    def walk(node: Node) -> Node:
        copy = {}
        for field, value in node.items():
            if field in inner:
                copy[field] = inner[field](value)
            elif value or field not in zero:
                copy[field] = value
        if hook:
            hook(copy)
        return copy

    return walk
