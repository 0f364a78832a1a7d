"""The value of a kernel setting could inject another one.

**Why** In 2022, runtimes (CVE-2022-0811, CRI-O) read `+` and `=` in a value as the start of another setting, which
then applied to the whole node.

**Example** `value: "1+kernel.core_pattern=|/evil"`

**Use instead** A plain value.

**Fix** None: only you know which value is meant.

**See** https://nvd.nist.gov/vuln/detail/CVE-2022-0811
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import SERIOUS, Rule
from podbuilder.kube.lint.subject import SECURITY, Subject, items

rule = Rule(
    __name__,
    SERIOUS,
    "security",
    ("pod",),
    foreign={
        "kyverno": ("prevent-cr8escape",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    sysctls = () if pod.is_windows else items(pod.security.get("sysctls"), SECURITY.child("sysctls"))
    for entry in sysctls:
        value = str(entry.fields.get("value", ""))
        if {"+", "="} & set(value):
            message = "This value contains + or =, which old runtimes read as settings for the whole node."
            yield rule.found(entry.path.child("value"), message)
