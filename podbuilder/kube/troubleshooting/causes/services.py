"""Programs that trip over the network of their pod: ports that are taken, variables made for Services."""

from podbuilder.kube.troubleshooting.cause import Stage, Trouble

_LOGS = ("kubectl logs POD --previous", "kubectl describe pod POD")

TROUBLES = (
    Trouble(
        "service-env-clash",
        Stage.RUN,
        "A variable that Kubernetes makes for a Service is taken for the program's own setting.",
        "spec.enableServiceLinks",
        ("kubectl get services", _LOGS[0]),
        (
            "_PORT … tcp://",
            "port … tcp://",
            "parsing … tcp://",
            "invalid … tcp://",
            "for input string … tcp://",
            "literal for int() … tcp://",
            "convert … tcp://",
            "address tcp://",
            "unexpected … tcp://",
            "tcp:// ~ tcp://\\d{1,3}(?:\\.\\d{1,3}){3}:\\d{1,5}\\S{0,3}(?:$|[ ,)\\]])",
        ),
        ("ports must be within range", "invalid port"),
        unless=("connection refused", "timed out", "connect to tcp", "probe failed", "listening on", "dial tcp"),
    ),
    Trouble(
        "port-in-use",
        Stage.RUN,
        "The port is in use: by another container of the pod, or on the node's network.",
        "spec.containers[0].ports",
        _LOGS,
        (
            "address already in use",
            "address in use",
            "EADDRINUSE",
            "port … already in use",
            "port is already allocated",
            "Only one usage of each socket address",
            "BindException … in use",
            "[Errno 98]",
        ),
        ("Failed to bind to", "could not bind to", "cannot bind"),
    ),
)
