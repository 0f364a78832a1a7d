"""A volume hides a directory that the image needs.

**Why** A mount covers all that the image has there: /etc/nginx loses mime.types, /usr/bin loses its programs.

**Example** `volumeMounts: [{name: config, mountPath: /etc/nginx}]`, with a ConfigMap that has nginx.conf alone.

**Use instead** The one file: `mountPath: /etc/nginx/nginx.conf` and `subPath: nginx.conf`.

**Fix** Assisted: mounts the single file that the volume has, where the pod says which.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Item, Subject
from podbuilder.kube.manifest import set_

# Directories of which every image, or the image that has them, needs the whole.
DIRECTORIES = frozenset(
    (
        "/",
        "/bin",
        "/sbin",
        "/lib",
        "/lib64",
        "/usr",
        "/usr/bin",
        "/usr/sbin",
        "/usr/lib",
        "/usr/share",
        "/etc",
        "/usr/local",
        "/usr/local/bin",
        "/usr/local/lib",
        "/var/lib",
        "/etc/nginx",
        "/etc/apache2",
        "/etc/httpd",
        "/usr/local/apache2",
        "/usr/local/apache2/conf",
        "/etc/mysql",
        "/etc/php",
        "/usr/local/etc/php",
        "/etc/ssl",
        "/usr/local/tomcat",
        "/usr/local/tomcat/conf",
        "/etc/rabbitmq",
        "/opt/keycloak",
        "/usr/share/elasticsearch",
    )
)
COVERING = ("configMap", "secret", "downwardAPI", "projected", "emptyDir")
rule = Rule(__name__, SERIOUS, "storage", ("container", "init"))


def _volume(pod: Subject, mount: Item) -> dict[str, Any]:
    volume = pod.volumes_by_name.get(mount.fields.get("name", ""))
    return volume.fields if volume else {}


def _covers(pod: Subject, mount: Item) -> bool:
    volume = _volume(pod, mount)
    # An emptyDir that two containers mount is filled by one of them.
    is_filled = "emptyDir" in volume and len(pod.mounts_of(volume.get("name", ""))) > 1
    return not is_filled and any(kind in volume for kind in COVERING)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        for mount in c.mounts:
            folder = str(mount.fields.get("mountPath") or "").rstrip("/") or "/"
            is_part = mount.fields.get("subPath") or mount.fields.get("subPathExpr")
            if folder in DIRECTORIES and not is_part and _covers(pod, mount):
                message = f"The volume covers all that the image has in {folder}, not only what it brings."
                yield rule.found(mount.path.child("mountPath"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    mount = Item(finding.path.parent, pod.container_at(finding.path).fields["volumeMounts"][finding.path[-2]])
    volume = _volume(pod, mount)
    items = (volume.get("configMap") or volume.get("secret") or {}).get("items") or []
    if len(items) != 1 or not items[0].get("path"):
        return None
    file = items[0]["path"]
    path = f"{mount.fields['mountPath'].rstrip('/')}/{file}"
    return assisted("Mount the file alone.", set_(finding.path, path), set_(mount.path.child("subPath"), file))
