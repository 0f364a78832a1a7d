"""Texts at the limits of what is read, by name: each a function of how large it is, and its full size."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

HEAD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: large\nspec:\n"
ONE = f"{HEAD}  containers:\n  - name: app\n    image: nginx:1.27\n"


class Large(NamedTuple):
    """A kind of text: what makes it, and how large it is at its limit."""

    make: Callable[[int], str]
    size: int

    @property
    def whole(self) -> str:
        return self.make(self.size)

    @property
    def half(self) -> str:
        return self.make(self.size // 2)


def _aliases(count: int) -> str:
    return f"{HEAD}  containers:\n  - &one\n    name: app\n    image: nginx:1.27\n" + "  - *one\n" * count


def _aliased_fields(count: int) -> str:
    return f"{ONE}    ports: [&p {{containerPort: 80}}{', *p' * count}]\n"


def _containers(count: int) -> str:
    return f"{HEAD}  containers:\n" + "".join(f"  - name: c{i}\n    image: nginx:1.27\n" for i in range(count))


def _wired(count: int) -> str:
    one = "  - {{name: c{0}, image: x, ports: [{{containerPort: {1}}}], env: [{{name: A, value: 'localhost:{2}'}}]}}\n"
    return f"{HEAD}  containers:\n" + "".join(one.format(i, 1000 + i, 1001 + i) for i in range(count))


def _init_containers(count: int) -> str:
    return f"{ONE}  initContainers:\n" + "".join(f"  - name: i{i}\n    image: busybox:1.36\n" for i in range(count))


def _ports(count: int) -> str:
    return f"{ONE}    ports:\n" + "".join(f"    - containerPort: {1 + i}\n" for i in range(count))


def _same_ports(count: int) -> str:
    return f"{ONE}    ports:\n" + "    - containerPort: 80\n" * count


def _variables(count: int) -> str:
    return f"{ONE}    env:\n" + "".join(f"    - name: V{i}\n      value: a{i}\n" for i in range(count))


def _volumes(count: int) -> str:
    return f"{ONE}  volumes:\n" + "".join(f"  - name: v{i}\n    emptyDir: {{}}\n" for i in range(count))


def _mounted(count: int) -> str:
    mounts = "".join(f"    - name: v{i}\n      mountPath: /v{i}\n" for i in range(count))
    return f"{ONE}    volumeMounts:\n{mounts}  volumes:\n" + "".join(
        f"  - name: v{i}\n    hostPath:\n      path: /v{i}\n" for i in range(count)
    )


def _annotations(count: int) -> str:
    labels = "".join(f"    example.com/a{i}: b{i}\n" for i in range(count))
    return ONE.replace("spec:\n", f"  annotations:\n{labels}spec:\n", 1)


def _arguments(count: int) -> str:
    return f"{ONE}    args:\n" + "".join(f"    - --a{i}=b\n" for i in range(count))


def _tolerations(count: int) -> str:
    return f"{ONE}  tolerations:\n" + "".join(f"  - key: k{i}\n    operator: Exists\n" for i in range(count))


def _equal_lines(count: int) -> str:
    return f"{ONE}    args:\n    - |\n" + "      the same line\n" * count


def _blank_lines(count: int) -> str:
    return ONE + "\n" * count


def _comments(count: int) -> str:
    return ONE + "# a\n" * count


def _long_line(count: int) -> str:
    return f"{ONE}    args: ['{'a ' * (count // 2)}']\n"


def _secret(count: int) -> str:
    return f"{ONE}    env:\n    - name: PASSWORD\n      value: '{'sk-' * (count // 3)}'\n"


def _many_pods(count: int) -> str:
    pod = "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{0}}}\nspec: {{containers: [{{name: a, image: b}}]}}\n"
    return "".join(pod.format(i) for i in range(count))


def _list(count: int) -> str:
    item = "- {{apiVersion: v1, kind: Pod, metadata: {{name: p{0}}}, spec: {{containers: [{{name: a, image: b}}]}}}}\n"
    return "apiVersion: v1\nkind: List\nitems:\n" + "".join(item.format(i) for i in range(count))


def _flow(count: int) -> str:
    deep = "[" * 90 + "]" * 90
    return f"{ONE}  unknown: [{', '.join([deep] * count)}]\n"


def _unknown_fields(count: int) -> str:
    return ONE + "".join(f"  field{i}: 1\n" for i in range(count))


def _placeholders(count: int) -> str:
    return f"{ONE}    args:\n" + "".join(f"    - --a{i}=<param:p{i % 60}>\n" for i in range(count))


def _companions(count: int) -> str:
    one = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c{0}}}\ndata: {{MODE: fast}}\n"
    return ONE + "".join(one.format(i) for i in range(count))


TEXTS = {
    "aliases of a container": Large(_aliases, 199),
    "8,900 aliases of a container": Large(_aliases, 8_900),
    "aliases of a port": Large(_aliased_fields, 4_500),
    "containers": Large(_containers, 200),
    "2,000 containers": Large(_containers, 1_980),
    "containers that call each other": Large(_wired, 200),
    "init containers": Large(_init_containers, 199),
    "ports": Large(_ports, 3_300),
    "equal ports": Large(_same_ports, 3_300),
    "10,000 ports": Large(_ports, 10_000),
    "variables": Large(_variables, 1_980),
    "5,000 variables": Large(_variables, 5_000),
    "volumes": Large(_volumes, 1_000),
    "mounted volumes": Large(_mounted, 800),
    "annotations": Large(_annotations, 4_000),
    "arguments": Large(_arguments, 9_900),
    "tolerations": Large(_tolerations, 1_900),
    "equal lines": Large(_equal_lines, 50_000),
    "blank lines": Large(_blank_lines, 99_900),
    "1 MiB of blank lines": Large(_blank_lines, (1 << 20) - len(ONE)),
    "comments": Large(_comments, 99_900),
    "a long line": Large(_long_line, 1_000_000),
    "a secret": Large(_secret, 1 << 16),
    "pods": Large(_many_pods, 990),
    "a List": Large(_list, 550),
    "companions": Large(_companions, 990),
    "deep flow": Large(_flow, 100),
    "unknown fields": Large(_unknown_fields, 4_900),
    "placeholders": Large(_placeholders, 9_000),
}
