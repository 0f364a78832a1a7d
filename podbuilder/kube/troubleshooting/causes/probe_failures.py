"""Probes that fail."""

from podbuilder.kube.troubleshooting.cause import Stage, Trouble

_TRY = ("kubectl port-forward POD PORT", "kubectl logs POD")

TROUBLES = (
    Trouble(
        "probe-wrong-target",
        Stage.PROBE,
        "The probe asks at a place where the program does not answer.",
        "spec.containers[0].livenessProbe.httpGet.path",
        _TRY,
        (
            "probe failed … statuscode: 404",
            "probe failed … statuscode: 400",
            "probe failed … statuscode: 401",
            "probe failed … statuscode: 403",
            "probe failed … server gave HTTP response",
            "probe failed … malformed HTTP response",
            "probe … executable file not found",
            "probe failed … no such file or directory",
            "implement the grpc health protocol",
        ),
    ),
    Trouble(
        "probe-timeout",
        Stage.PROBE,
        "The program answers the probe, but later than it waits.",
        "spec.containers[0].livenessProbe.timeoutSeconds",
        ("kubectl top pod POD --containers", "kubectl describe pod POD"),
        (
            "probe failed … context deadline exceeded",
            "probe failed … Client.Timeout",
            "probe failed … timed out",
            "probe errored … context deadline exceeded",
            "probe failed … i/o timeout",
            "probe failed … timeout:",
        ),
    ),
    Trouble(
        "app-not-ready",
        Stage.PROBE,
        "The probe is right: the program says that it is not ready.",
        "spec.containers[0].readinessProbe",
        ("kubectl logs POD", "kubectl describe pod POD"),
        (
            "probe failed … statuscode: 503",
            "probe failed … statuscode: 500",
            "probe failed … statuscode: 502",
            "NOT_SERVING",
        ),
        ("Readiness probe failed",),
    ),
    Trouble(
        "probe-too-early",
        Stage.PROBE,
        "The program is stopped, or called unready, before it has started.",
        "spec.containers[0].startupProbe",
        ("kubectl logs POD --previous", "kubectl describe pod POD"),
        ("probe failed … connection refused", "failed startup probe, will be restarted"),
        ("failed liveness probe",),
    ),
)
