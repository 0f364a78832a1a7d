"""Registries that the node cannot talk to."""

from podbuilder.kube.troubleshooting.cause import Stage, Trouble
from podbuilder.kube.troubleshooting.signs import PULLING

_NODE = ("kubectl get pod POD -o wide", "crictl pull IMAGE")
# How a line shows that it is about a registry.
_PLACES = (
    *PULLING,
    *("failed to resolve reference", "/v2/", "container registry", "ping registry", "failed to do request", "/token?"),
    *("registry endpoint", "failed to copy"),
)
_TLS = (
    *("x509: ", "certificate ", "server gave HTTP response to HTTPS client", ": tls:", "tls: handshake failure"),
    *("first record does not look like a TLS handshake", "remote error: tls", "--insecure-registry"),
)
_NETWORK = (
    *("no such host", "i/o timeout", "server misbehaving", "connection refused", "no route to host"),
    *("network is unreachable", "handshake timeout", "context deadline exceeded", "connection reset by peer"),
    *("502 Bad Gateway", "503 Service", "504 Gateway", "500 Internal Server Error", "proxyconnect", ": EOF"),
    *("request canceled while waiting", "Client.Timeout exceeded", "connection timed out", "operation timed out"),
    *("Temporary failure in name resolution", "Name or service not known", "unable to ping registry"),
    *("context canceled", "server failure", "StatusCode: 503", "unexpected status: 5", "no healthy upstream"),
)

TROUBLES = (
    Trouble(
        "registry-tls",
        Stage.IMAGE,
        "The registry's certificate is not trusted, or it does not speak TLS.",
        "",
        _NODE,
        tuple(f"{place} … {word}" for place in _PLACES for word in _TLS),
        unless=("calling webhook", "probe failed", "i/o timeout", "handshake timeout"),
    ),
    Trouble(
        "registry-unreachable",
        Stage.IMAGE,
        "The node does not reach the registry.",
        "",
        _NODE,
        ("RegistryUnavailable", *(f"{place} … {word}" for place in _PLACES for word in _NETWORK)),
        unless=(
            "calling webhook",
            "probe failed",
            "x509: ",
            "unauthorized",
            "toomanyrequests",
        ),
    ),
)
