"""The API server runs with flags that hardening guides advise against.

**Why** Whoever controls the control plane controls the cluster. Each flag closes a known way in, or helps to find
out later who did what.

**Example** `command: [kube-apiserver, --anonymous-auth=true]`

**Use instead** `command: [kube-apiserver, --anonymous-auth=false]`

**Fix** Assisted: changes the flag. None if the flag needs the path of a file, which only you know. Off by default: what
installs the cluster chooses these flags, and leaves many of them open.

**See** https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
"""

from __future__ import annotations

from podbuilder.kube.lint.control_plane_flags import Flag, flag_rule

FLAGS = (
    Flag("anonymous-auth", "is", "false", "anonymous requests are accepted"),
    Flag("basic-auth-file", "unset", "", "passwords are stored in a file in plain text"),
    Flag("token-auth-file", "unset", "", "tokens are stored in a file in plain text and never expire"),
    Flag("kubelet-https", "not", "false", "the API server talks to nodes without encryption"),
    Flag("kubelet-client-certificate", "set", "", "the API server has no certificate to identify itself to nodes"),
    Flag("kubelet-client-key", "set", "", "the API server has no key to identify itself to nodes"),
    Flag("kubelet-certificate-authority", "set", "", "the API server does not check that it talks to a real node"),
    Flag("authorization-mode", "lacks", "AlwaysAllow", "everyone may do everything"),
    Flag("authorization-mode", "has", "Node", "nodes can read objects that do not concern them"),
    Flag("authorization-mode", "has", "RBAC", "roles have no effect"),
    Flag("enable-admission-plugins", "has", "EventRateLimit", "a single client can flood the API server with events"),
    Flag("enable-admission-plugins", "lacks", "AlwaysAdmit", "admission rejects nothing"),
    Flag("enable-admission-plugins", "has", "AlwaysPullImages", "pods can use private images that are on their node"),
    Flag("disable-admission-plugins", "lacks", "ServiceAccount", "pods get no service account"),
    Flag(
        "disable-admission-plugins",
        "lacks",
        "NamespaceLifecycle",
        "objects can be created in namespaces that are being deleted",
    ),
    Flag("enable-admission-plugins", "has", "NodeRestriction", "a node can change other nodes"),
    Flag("insecure-bind-address", "unset", "", "the API server may listen without encryption"),
    Flag("insecure-port", "zero or unset", "0", "the API server listens without encryption"),
    Flag("secure-port", "not", "0", "the API server does not listen with encryption"),
    Flag("profiling", "is", "false", "anyone who can reach the API server can profile it and slow it down"),
    Flag("audit-log-path", "set", "", "nobody can find out later who did what"),
    Flag("audit-log-maxage", "at least", "30", "the API server's audit log is deleted too soon"),
    Flag("audit-log-maxbackup", "at least", "10", "the API server keeps too few files of its audit log"),
    Flag("audit-log-maxsize", "at least", "100", "the files of the audit log are too small"),
    Flag("service-account-lookup", "not", "false", "tokens of deleted service accounts remain valid"),
    Flag("service-account-key-file", "set", "", "tokens are checked with the key of the API server's own certificate"),
    Flag("etcd-certfile", "set", "", "the API server has no certificate to identify itself to etcd"),
    Flag("etcd-keyfile", "set", "", "the API server has no key to identify itself to etcd"),
    Flag("tls-cert-file", "set", "", "the API server uses a certificate that clients cannot verify"),
    Flag("tls-private-key-file", "set", "", "the API server generates a key that belongs to no certificate of yours"),
    Flag("client-ca-file", "set", "", "clients cannot sign in with a certificate"),
    Flag("etcd-cafile", "set", "", "the API server does not check that it talks to the real etcd"),
    Flag("encryption-provider-config", "set", "", "Secrets are stored in etcd in plain text"),
    Flag("tls-cipher-suites", "strong or unset", "", "clients may agree on a cipher that can be broken"),
    Flag("request-timeout", "positive or unset", "", "requests may hang forever"),
    Flag("audit-policy-file", "set", "", "the API server's audit log stays empty"),
    Flag("service-account-extend-token-expiration", "is", "false", "tokens are valid for a year instead of an hour"),
)
rule, check, fix = flag_rule(
    __name__,
    "kube-apiserver",
    FLAGS,
    foreign={
        "checkov": (
            "CKV_K8S_68",
            "CKV_K8S_69",
            "CKV_K8S_70",
            "CKV_K8S_71",
            "CKV_K8S_72",
            "CKV_K8S_73",
            "CKV_K8S_74",
            "CKV_K8S_75",
            "CKV_K8S_77",
            "CKV_K8S_78",
            "CKV_K8S_79",
            "CKV_K8S_80",
            "CKV_K8S_82",
            "CKV_K8S_83",
            "CKV_K8S_85",
            "CKV_K8S_86",
            "CKV_K8S_88",
            "CKV_K8S_89",
            "CKV_K8S_90",
            "CKV_K8S_91",
            "CKV_K8S_92",
            "CKV_K8S_93",
            "CKV_K8S_94",
            "CKV_K8S_95",
            "CKV_K8S_96",
            "CKV_K8S_97",
            "CKV_K8S_99",
            "CKV_K8S_100",
            "CKV_K8S_102",
            "CKV_K8S_104",
            "CKV_K8S_105",
        ),
        "kubescape": (
            "C-0113",
            "C-0114",
            "C-0116",
            "C-0117",
            "C-0118",
            "C-0119",
            "C-0120",
            "C-0088",
            "C-0121",
            "C-0122",
            "C-0123",
            "C-0125",
            "C-0126",
            "C-0127",
            "C-0005",
            "C-0128",
            "C-0129",
            "C-0130",
            "C-0067",
            "C-0131",
            "C-0132",
            "C-0133",
            "C-0135",
            "C-0136",
            "C-0137",
            "C-0138",
            "C-0139",
            "C-0140",
            "C-0141",
            "C-0066",
            "C-0160",
            "C-0290",
        ),
    },
)
