"""Programs that may not do what they try to do."""

from podbuilder.kube.troubleshooting.cause import Stage, Trouble
from podbuilder.kube.troubleshooting.signs import word

_LOGS = ("kubectl logs POD --previous", "kubectl describe pod POD")
_AT_START = ("exec:", "exec user process", "exec /", "probe failed", "to rootfs", "publickey", "/proc/self/attr")

TROUBLES = (
    Trouble(
        "privileged-port",
        Stage.RUN,
        "The program listens on a port below 1024 and is not root.",
        "spec.containers[0].ports[0].containerPort",
        _LOGS,
        (
            "bind … permission denied",
            "listen … permission denied",
            "listen EACCES",
            "make_sock … permission denied",
            "socket … permission denied",
            "could not bind … denied",
            "SocketException … Permission denied",
            "permission denied ~ (?i)permission denied.{0,40}[:, ](?:80|443|53|25|22|21|69|88|110|143|389|514|636)\\b",
            "permission to bind",
            "address … permission denied",
        ),
        unless=("docker.sock", ".sock:", "dial unix", "/run/", "/dev/net/tun"),
    ),
    Trouble(
        "read-only-root",
        Stage.RUN,
        "The program writes to its root file system, which is read-only.",
        "spec.containers[0].volumeMounts",
        _LOGS,
        ("Read-only file system", "Read-only filesystem", word("EROFS"), "[Errno 30]"),
        unless=("rootfs", "createcontainer", "create mountpoint", "failed to generate", "probe failed", "spec: failed"),
    ),
    Trouble(
        "file-permission",
        Stage.RUN,
        "The program may not read or write a file.",
        "spec.securityContext.fsGroup",
        _LOGS,
        (
            "chown … Operation not permitted",
            "changing ownership of",
            "could not change permissions of",
            "wrong ownership",
            "Permission denied",
            word("EACCES"),
            "[Errno 13]",
            "AccessDeniedException",
            "UnauthorizedAccessException",
            "is not writable",
            "not writable by",
            "permissions … too open",
            "invalid permissions",
            "has group or world access",
        ),
        unless=(
            *("bind", "listen", "make_sock", "socketexception", "docker.sock", "are you root", "must be root"),
            *("artifactregistry", "denied: permission", "you must be", *_AT_START),
        ),
        fields=(
            ("chown", "spec.securityContext.runAsUser"),
            ("changing ownership", "spec.securityContext.runAsUser"),
        ),
    ),
    Trouble(
        "capability-missing",
        Stage.RUN,
        "The program does what needs a capability that it does not have.",
        "spec.containers[0].securityContext.capabilities.add",
        _LOGS,
        (
            "Operation not permitted",
            word("EPERM"),
            "must be root",
            "are you root",
            "requires CAP_",
            "needs CAP_",
            "CAP_ … required",
            "failed to lock memory",
            word("mlock"),
            word("setcap"),
            "cannot set capabilities",
            "unable to set capabilities",
            "/dev/net/tun",
            "unprivileged user namespaces",
            "exec: operation not permitted",
        ),
        unless=("probe failed", "docker.sock"),
    ),
)
