"""What well-known images do unless they are told otherwise: the user they run as, and where they write.

Read in the Dockerfiles, start scripts and documentation of Docker's official images.
"""

from __future__ import annotations

import re

from podbuilder.kube.core.image import DEFAULT_REGISTRY
from podbuilder.kube.lint.hosts import is_inside, normal_path
from podbuilder.kube.lint.subject import Container

# Official images of Docker Hub whose Dockerfiles name no user, so that they start as root.
ROOT_IMAGES = frozenset(
    (
        "alpine",
        "busybox",
        "caddy",
        "debian",
        "golang",
        "httpd",
        "mariadb",
        "mongo",
        "mysql",
        "nginx",
        "node",
        "php",
        "postgres",
        "python",
        "rabbitmq",
        "redis",
        "ruby",
        "ubuntu",
        "wordpress",
    )
)
# Tags of these images that do name one: wordpress:cli and mariadb:11.4-ubi.
_OTHER_USER = re.compile(r"cli(?:-.*)?|.*-ubi\d*")
# Those of them whose start scripts read no variable NAME_PORT of their own name.
_READ_NO_PORT = frozenset(("httpd", "mariadb", "mongo", "mysql", "nginx", "postgres", "rabbitmq", "redis", "wordpress"))
# Where official images write while they start. What a Dockerfile declares as a VOLUME is not among it: runtimes make
# such a directory writable by themselves.
WRITES = {
    "nginx": ("/var/cache/nginx", "/var/run"),
    "httpd": ("/usr/local/apache2/logs",),
    "postgres": ("/var/run/postgresql",),
    "mysql": ("/var/run/mysqld", "/tmp"),  # noqa: S108 - paths inside the pod
    "mariadb": ("/run/mysqld", "/tmp"),  # noqa: S108 - as above
    "mongo": ("/tmp",),  # noqa: S108 - as above
}
# The files that say where they write; whoever mounts one of them may have chosen other places.
_CONFIGURATION = {
    "nginx": "/etc/nginx/nginx.conf",
    "httpd": "/usr/local/apache2/conf/httpd.conf",
    "mysql": "/etc/my.cnf",
}


def official_name(container: Container) -> str:
    """The name of an official image of Docker Hub; "" for any other."""
    image = container.image
    is_official = image is not None and image.registry == DEFAULT_REGISTRY and image.repository.startswith("library/")
    return image.name if image is not None and is_official else ""


def reads_no_port(container: Container) -> bool:
    """Whether a container's image is known to read no variable that a Service of its name would set."""
    return official_name(container) in _READ_NO_PORT


def starts_as_root(container: Container) -> bool:
    """Whether a container's image is known to start as root."""
    image = container.image
    return official_name(container) in ROOT_IMAGES and image is not None and not _OTHER_USER.fullmatch(image.tag)


def missing_scratch(container: Container) -> list[str]:
    """The directories that a container's image writes to and nothing is mounted on."""
    name = official_name(container)
    if name not in WRITES or _runs_another_program(container, name):
        return []
    mounted = [normal_path(str(mount.fields.get("mountPath") or "")) for mount in container.mounts]
    if any(is_inside(_CONFIGURATION.get(name, ""), path) for path in mounted):
        return []
    return [folder for folder in WRITES[name] if not any(is_inside(normal_path(folder), path) for path in mounted)]


def _runs_another_program(container: Container, name: str) -> bool:
    """Whether a container runs something else than its image is known for; args may be options, or name the program."""
    args = container.fields.get("args") or ("",)
    return bool(container.fields.get("command")) or not (args[0] == "" or args[0].startswith(("-", name)))
