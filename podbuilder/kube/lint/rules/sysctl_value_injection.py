"""The value of a kernel setting could smuggle in another one.

**Why** Runtimes of 2022 (CVE-2022-0811, CRI-O) read `+` and `=` in a value as the beginning of a further setting,
which then held for the whole node.

**Example** `value: "1+kernel.core_pattern=|/evil"`

**Use instead** A plain value.

**Fix** None: only you know the value that is meant.

**See** https://nvd.nist.gov/vuln/detail/CVE-2022-0811
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import SECURITY, Subject, items
from podbuilder.kube.lint.rule import SERIOUS, Rule
from podbuilder.kube.wording import quote

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
            message = (
                f"The value {quote(value)} holds a + or =, with which old runtimes could be made to change the node."
            )
            yield rule.found(entry.path.child("value"), message)
