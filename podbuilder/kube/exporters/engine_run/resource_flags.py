"""Memory, CPUs and devices: limits, and requests as far as an engine has something like them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried, different, left, nothing
from podbuilder.kube.core import quantity
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.engine_run.container_export import ContainerExport

_GPUS = ("nvidia.com/gpu", "amd.com/gpu")
_SHARES = 1024
_MOST_CPUS = 1_000_000
_SIZES = ((1 << 30, "g"), (1 << 20, "m"), (1 << 10, "k"))


def size_of(amount: Any) -> str:
    """An amount, which the API server reads as one, as engines write sizes: `512m`."""
    number = quantity.parse(str(amount)).value()
    return next((f"{number // step}{unit}" for step, unit in _SIZES if number and number % step == 0), f"{number}b")


def _rounded(to: str, amount: Any, written: str) -> Note:
    """What there is to say of an amount that is written so."""
    is_exact = quantity.parse(str(amount)) == quantity.parse(written)
    return carried(to) if is_exact else different(to, "Engines do not count so exactly: it is rounded up.")


def _millis(amount: Any) -> int:
    return quantity.parse(str(amount)).milli_value()


def add_resources(one: ContainerExport) -> None:
    """The flags for its limits and requests."""
    for kind in ("limits", "requests"):
        for name, amount in (one.get("resources", kind) or {}).items():
            path = FieldPath((*one.at("resources", kind), name))
            adder = _ADDERS.get((kind, name)) or (_gpus if name in _GPUS else _other)
            adder(one, path, amount)


def _limit_memory(one: ContainerExport, path: FieldPath, amount: Any) -> None:
    whole = quantity.parse(str(amount)).value()
    one.carry(path, "memory", size_of(amount), _rounded("--memory", amount, str(whole)))


def _request_memory(one: ContainerExport, path: FieldPath, amount: Any) -> None:
    says = "It holds when memory is short; nothing keeps it free for the container."
    one.carry(path, "memory-reservation", size_of(amount), different("--memory-reservation", says))


def _limit_disk(one: ContainerExport, path: FieldPath, amount: Any) -> None:
    says = "Only some storage drivers can limit the size, and the disk is full then; nothing is evicted."
    one.carry(path, "storage-opt", f"size={size_of(amount)}", different("--storage-opt", says))


def _limit_cpu(one: ContainerExport, path: FieldPath, amount: Any) -> None:
    millis = _millis(amount)
    if not 0 < millis <= _MOST_CPUS * 1000:
        one.say(path, left("It is no number of CPUs that an engine can limit to."))
        return
    number = Decimal(millis) / 1000
    one.carry(path, "cpus", f"{number.normalize():f}", _rounded("--cpus", amount, f"{millis}m"))


def _request_cpu(one: ContainerExport, path: FieldPath, amount: Any) -> None:
    if one.is_compose:
        says = "Only a swarm keeps CPUs free for it."
        number = Decimal(_millis(amount)) / 1000
        one.carry(path, "cpu-reservation", f"{number.normalize():f}", different("--cpu-reservation", says))
        return
    shares = max(_millis(amount) * _SHARES // 1000, 2)
    says = "It is a weight among containers of the machine; nothing keeps CPUs free."
    one.carry(path, "cpu-shares", str(shares), different("--cpu-shares", says))


def _gpus(one: ContainerExport, path: FieldPath, amount: Any) -> None:
    if path[-2] == "requests":
        one.say(path, nothing("Of devices, the limit counts."))
        return
    driver = "" if path[-1] == _GPUS[0] else ",driver=amd"
    value = f"count={amount}{driver}" if driver else str(amount)
    one.carry(path, "gpus", value)


def _other(one: ContainerExport, path: FieldPath, amount: Any) -> None:
    one.say(path, left("An engine does not count this resource; --device gives a container a device of the machine."))


_ADDERS: dict[tuple[str, str], Callable[[ContainerExport, FieldPath, Any], None]] = {
    ("limits", "memory"): _limit_memory,
    ("limits", "cpu"): _limit_cpu,
    ("limits", "ephemeral-storage"): _limit_disk,
    ("requests", "memory"): _request_memory,
    ("requests", "cpu"): _request_cpu,
}
