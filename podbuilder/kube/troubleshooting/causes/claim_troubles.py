"""Claims and volumes for which the scheduler finds no node, or no volume."""

from podbuilder.kube.troubleshooting.cause import Stage, Trouble

_NODES = ("kubectl describe nodes", "kubectl get events --field-selector reason=FailedScheduling")
_CLAIMS = ("kubectl get pvc,pv,storageclass", "kubectl describe pvc")
_CLAIM = "spec.volumes[0].persistentVolumeClaim.claimName"

# A volume ties the pod to its node, so it leads where a message gives several reasons.
TROUBLES = (
    Trouble(
        "volume-node-affinity",
        Stage.SCHEDULING,
        "The volume is tied to nodes or a zone where the pod cannot go.",
        _CLAIM,
        ("kubectl get pv -o wide", "kubectl get nodes --show-labels"),
        (
            "volume node affinity conflict",
            "match PersistentVolume's node affinity",
            "no available volume zone",
            "NoVolumeZoneConflict",
            "NoVolumeNodeConflict",
            "VolumeNodeAffinityConflict",
            "incompatible with volume topology",
        ),
        # What keeps the pod off the volume's own nodes gives way sooner than the data.
        fields=(("anti-affinity", "spec.affinity.podAntiAffinity"),),
    ),
    Trouble(
        "pvc-missing",
        Stage.SCHEDULING,
        "The claim that the pod names does not exist.",
        _CLAIM,
        _CLAIMS,
        (
            "persistentvolumeclaim ~ (?i)persistentvolumeclaims? \\W{0,3}[a-z0-9./-]{1,253}\\W{1,3}not found",
            "persistentvolumeclaim … is being deleted",
            "PersistentVolumeClaim … is not in cache",
            "waiting for ephemeral volume controller to create",
        ),
        unless=("waiting for a volume to be created", "storageclass", "bound to non-existent"),
    ),
    Trouble(
        "pvc-unbound",
        Stage.SCHEDULING,
        "The claim is bound to no volume, and none is made for it.",
        _CLAIM,
        _CLAIMS,
        (
            "unbound immediate PersistentVolumeClaims",
            "unbound PersistentVolumeClaims",
            "PersistentVolumeClaim is not bound",
            "persistentvolumeclaim … is not bound",
            "persistentvolumeclaim … not bound",
            "non-existent persistentvolume",
            "non-existent pv",
            "find available persistent volumes to bind",
            "VolumeBindingNoMatch",
            "not have enough free storage",
            "no class for claim",
            "failed to find storage class",
            "failed to get storage class",
            "no persistent volumes available for this claim",
            "no storage class is set",
            "storageclass … not found",
            "ProvisioningFailed",
            "failed to provision volume",
            "FailedBinding",
            "ClaimLost",
            "binding volumes: ",
            "ClaimMisbound",
            "VolumeMismatch",
            "already bound to a different claim",
            "Failed to create provisioner",
        ),
        ("waiting for a volume to be created",),
        fields=(("volumeclaimtemplate", _CLAIM),),
    ),
    Trouble(
        "volume-limit",
        Stage.SCHEDULING,
        "The nodes can attach no further volume.",
        "spec.volumes",
        _NODES,
        (
            "exceed max volume count",
            "MaxVolumeCount",
            "MaxEBSVolumeCount",
            "MaxGCEPDVolumeCount",
            "MaxAzureDiskVolumeCount",
            "MaxCSIVolumeCount",
            "maximum number of data disks",
            "maximum number of … volumes",
            "AttachmentLimitExceeded",
            "attachment limit",
            "attach … limit exceeded",
            "Attach failed … limit",
            "attach … too many … volumes",
            "volume limit",
        ),
        unless=("rate limit",),
    ),
)
