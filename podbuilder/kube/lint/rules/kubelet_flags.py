"""The kubelet runs with flags that hardening guides advise against.

**Why** Whoever controls the control plane controls the cluster. Each flag closes a known way in, or helps to find
out later who did what.

**Example** `command: [kubelet, --read-only-port=10255]`

**Use instead** `command: [kubelet, --read-only-port=0]`

**Fix** Assisted: changes the flag. None if the flag needs the path of a file, which only you know. Off by default: what
installs the cluster chooses these flags, and leaves many of them open.

**See** https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/
"""

from __future__ import annotations

from podbuilder.kube.lint.control_plane_flags import Flag, flag_rule

NO_ROTATION = "RotateKubeletServerCertificate=false"
FLAGS = (
    Flag("anonymous-auth", "is", "false", "anonymous requests are accepted"),
    Flag("authorization-mode", "lacks", "AlwaysAllow", "everyone may do everything on the node"),
    Flag("client-ca-file", "set", "", "clients cannot sign in with a certificate"),
    Flag("read-only-port", "is", "0", "anyone who can reach the kubelet can see what runs on the node"),
    Flag("streaming-connection-idle-timeout", "not", "0", "idle connections stay open forever"),
    Flag("protect-kernel-defaults", "is", "true", "the kubelet may overwrite the node's kernel settings"),
    Flag("make-iptables-util-chains", "is", "true", "the node's firewall may lack rules that pods rely on"),
    Flag("hostname-override", "unset", "", "the kubelet's certificate may not match the node's name"),
    Flag("event-qps", "not", "-1", "a single node can flood the API server with events"),
    Flag("tls-cert-file", "set", "", "the kubelet uses a certificate that clients cannot verify"),
    Flag("tls-private-key-file", "set", "", "the kubelet generates a key that belongs to no certificate of yours"),
    Flag("rotate-certificates", "not", "false", "the kubelet's certificate expires without being renewed"),
    Flag("feature-gates", "lacks", NO_ROTATION, "the certificate that the kubelet shows expires without being renewed"),
    Flag("tls-cipher-suites", "strong or unset", "", "clients may agree on a cipher that can be broken"),
)
rule, check, fix = flag_rule(
    __name__,
    "kubelet",
    FLAGS,
    foreign={
        "checkov": (
            "CKV_K8S_112",
            "CKV_K8S_138",
            "CKV_K8S_139",
            "CKV_K8S_140",
            "CKV_K8S_141",
            "CKV_K8S_143",
            "CKV_K8S_144",
            "CKV_K8S_145",
            "CKV_K8S_146",
            "CKV_K8S_147",
            "CKV_K8S_148",
            "CKV_K8S_149",
            "CKV_K8S_151",
        )
    },
)
