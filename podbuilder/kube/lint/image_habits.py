"""What well-known images do unless they are told otherwise: the user they run as, and where they write."""

from __future__ import annotations

from podbuilder.kube.core.image import DEFAULT_REGISTRY
from podbuilder.kube.lint.subject import Container

# Official images of Docker Hub that start as root.
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
# Where official images write while they run, whatever they are for.
WRITES = {
    "nginx": ("/var/cache/nginx", "/var/run"),
    "httpd": ("/usr/local/apache2/logs",),
    "postgres": ("/var/run/postgresql", "/var/lib/postgresql/data"),
    "mysql": ("/var/run/mysqld", "/var/lib/mysql", "/tmp"),  # noqa: S108 - paths inside the pod
    "mariadb": ("/run/mysqld", "/var/lib/mysql", "/tmp"),  # noqa: S108 - as above
    "mongo": ("/data/db", "/tmp"),  # noqa: S108 - as above
    "redis": ("/data",),
    "rabbitmq": ("/var/lib/rabbitmq",),
}


def official_name(container: Container) -> str:
    """The name of an official image of Docker Hub; "" for any other."""
    image = container.image
    is_official = image is not None and image.registry == DEFAULT_REGISTRY and image.repository.startswith("library/")
    return image.name if image is not None and is_official else ""


def missing_scratch(container: Container) -> list[str]:
    """The directories that a container's image writes to and nothing is mounted on."""
    if container.fields.get("command"):
        return []  # what it runs is not what the image is known for
    mounted = [str(mount.fields.get("mountPath")).rstrip("/") + "/" for mount in container.mounts]
    wanted = WRITES.get(official_name(container), ())
    return [folder for folder in wanted if not any(f"{folder}/".startswith(m) for m in mounted)]
