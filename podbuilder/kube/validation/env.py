"""Environment variables: their names, and every source a value can come from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid, not_found, required
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.validation import formats
from podbuilder.kube.validation.downward_api import (
    validate_container_resource_field_selector,
    validate_object_field_selector,
)
from podbuilder.kube.validation.format_errors import validate_dns1123_label
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.paths import validate_path_no_backsteps

ENV_FIELD_PATHS = frozenset(
    (
        "metadata.name",
        "metadata.namespace",
        "metadata.uid",
        "spec.nodeName",
        "spec.serviceAccountName",
        "status.hostIP",
        "status.hostIPs",
        "status.podIP",
        "status.podIPs",
    )
)
ENV_SOURCES = ("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef")
ENV_FROM_SOURCES = ("configMapRef", "secretRef")


def validate_env(variables: list[dict[str, Any]], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateEnv, Kubernetes v1.36, pkg/apis/core/validation."""
    for i, variable in enumerate(variables):
        name = variable.get("name", "")
        if name:
            yield from invalid_for_each(path.index(i).child("name"), name, is_env_var_name(name, options))
        else:
            yield required(path.index(i).child("name"), 'Name the variable, such as "LOG_LEVEL".')
        if "valueFrom" in variable:
            yield from validate_env_var_value_from(variable, path.index(i).child("valueFrom"), options)


def is_env_var_name(name: str, options: PodOptions) -> list[str]:
    """What is wrong with a variable's name, by the stricter or the relaxed rule."""
    relaxed = options.allow_relaxed_env_var_names
    return formats.is_relaxed_env_var_name(name) if relaxed else formats.is_env_var_name(name)


def validate_env_var_value_from(variable: dict[str, Any], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateEnvVarValueFrom, Kubernetes v1.36, pkg/apis/core/validation."""
    value_from = variable["valueFrom"]
    sources = [source for source in ENV_SOURCES if source in value_from]
    for source in sources:
        yield from validate_env_source(source, value_from[source], path.child(source), options)
    if not sources:
        known = ", ".join(ENV_SOURCES if options.allow_env_files else ENV_SOURCES[:-1])
        yield invalid(path, "", f"No source is given for the value. Give one of {known}.")
    elif variable.get("value"):
        yield invalid(path, "", "Both value and valueFrom are given. Keep one of the two.")
    elif len(sources) > 1:
        yield invalid(path, "", f"The value has {len(sources)} sources: {', '.join(sources)}. Keep one of them.")


def validate_env_source(
    source: str, selector: dict[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """One source of a variable's value, by its name in valueFrom."""
    if source == "fieldRef":
        yield from validate_object_field_selector(selector, ENV_FIELD_PATHS, path, options)
        yield from validate_downward_api_host_ips(selector, path, options)
    elif source == "resourceFieldRef":
        yield from validate_container_resource_field_selector(selector, path, volume=False)
    elif source == "fileKeyRef":
        yield from validate_file_key_selector(selector, path)
    else:
        yield from validate_key_selector(selector, path)


def validate_downward_api_host_ips(
    selector: dict[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateDownwardAPIHostIPs, Kubernetes v1.28 to v1.31, pkg/apis/core/validation."""
    # Before 1.28 the field was not known at all.
    if options.minor >= 28 and not options.allow_host_ips_field and selector.get("fieldPath") == "status.hostIPs":
        yield forbidden(path, f"Kubernetes {options.version} does not offer status.hostIPs yet; use status.hostIP.")


def validate_key_selector(selector: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """A key of a ConfigMap or a Secret.

    Mirrors validateConfigMapKeySelector and validateSecretKeySelector, Kubernetes v1.36, pkg/apis/core/validation.
    """
    name, key = selector.get("name", ""), selector.get("key", "")
    yield from invalid_for_each(path.child("name"), name, formats.name_is_dns_subdomain(name, prefix=False))
    if key:
        yield from invalid_for_each(path.child("key"), key, formats.is_config_map_key(key))
    else:
        yield required(path.child("key"), "Name the key whose value the variable gets.")


def validate_file_key_selector(selector: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """A variable in a file. Mirrors validateFileKeySelector, Kubernetes v1.36, pkg/apis/core/validation."""
    key, volume, file = selector.get("key", ""), selector.get("volumeName", ""), selector.get("path", "")
    if key:
        yield from invalid_for_each(path.child("key"), key, formats.is_relaxed_env_var_name(key))
    else:
        yield required(path.child("key"), "Name the variable in the file.")
    if volume:
        yield from validate_dns1123_label(volume, path.child("volumeName"))
    else:
        yield required(path.child("volumeName"), "Name the emptyDir volume that holds the file.")
    if file:
        yield from validate_path_no_backsteps(file, path.child("path"))
    else:
        yield required(path.child("path"), 'Write the path of the file in the volume, such as "config/app.env".')


def validate_file_key_ref_volumes(pod: dict[str, Any], options: PodOptions) -> Iterator[FieldError]:
    """Variables can be read only from files in emptyDir volumes of the pod.

    Mirrors validateFileKeyRefVolumes, Kubernetes v1.36, pkg/apis/core/validation.
    """
    if options.minor < 34:
        return
    volumes = {volume.get("name", ""): volume for volume in pod["spec"].get("volumes", ())}
    for path, container, _ in visit_containers(pod):
        for i, variable in enumerate(container.get("env", ())):
            selector = variable.get("valueFrom", {}).get("fileKeyRef")
            if selector is None:
                continue
            at = path.child("env").index(i).child("valueFrom", "fileKeyRef", "volumeName")
            name = selector.get("volumeName", "")
            if name not in volumes:
                found = f"The pod has no volume called {show(name)}" if name else "No volume is named"
                yield not_found(at, name, f"{found}; name an emptyDir volume of the pod.")
            elif "emptyDir" not in volumes[name]:
                yield invalid(at, name, f"The volume {show(name)} is not an emptyDir, which this source needs.")


def validate_env_from(sources: list[dict[str, Any]], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateEnvFrom, Kubernetes v1.36, pkg/apis/core/validation.

    sic: a wrong number of sources is reported at the list, not at the entry.
    """
    for i, source in enumerate(sources):
        prefix = source.get("prefix", "")
        if prefix:
            yield from invalid_for_each(path.index(i).child("prefix"), prefix, is_env_var_name(prefix, options))
        found = [name for name in ENV_FROM_SOURCES if name in source]
        for name in found:
            yield from validate_env_from_source(source[name], path.index(i).child(name))
        if not found:
            yield invalid(path, "", f"envFrom[{i}] has no source. Give it a configMapRef or a secretRef.")
        elif len(found) > 1:
            yield invalid(path, "", f"envFrom[{i}] has a configMapRef and a secretRef. Split it into two entries.")


def validate_env_from_source(source: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateConfigMapEnvSource and validateSecretEnvSource, Kubernetes v1.36, pkg/apis/core/validation.

    sic: the name is read as the beginning of one, so it may end with a dash.
    """
    name = source.get("name", "")
    if name:
        yield from invalid_for_each(path.child("name"), name, formats.name_is_dns_subdomain(name, prefix=True))
    else:
        yield required(path.child("name"), "Name the object whose keys become variables.")
