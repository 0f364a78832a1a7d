"""Amounts of resources as people say them: "1.15 CPU", "2.2 Gi memory", "1 NVIDIA GPU"."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from podbuilder.kube.core import quantity

LABELS = {
    "cpu": "CPU",
    "memory": "Memory",
    "ephemeral-storage": "Ephemeral storage",
    "nvidia.com/gpu": "NVIDIA GPU",
    "amd.com/gpu": "AMD GPU",
    "gpu.intel.com/i915": "Intel GPU",
    "gpu.intel.com/xe": "Intel GPU (Xe)",
    "google.com/tpu": "Google TPU",
    "aws.amazon.com/neuron": "AWS Neuron device",
    "habana.ai/gaudi": "Intel Gaudi",
    "hugepages-2Mi": "Huge pages of 2 Mi",
    "hugepages-1Gi": "Huge pages of 1 Gi",
}
BINARY = (("Ti", 1 << 40), ("Gi", 1 << 30), ("Mi", 1 << 20), ("Ki", 1 << 10))
BYTES = ("memory", "ephemeral-storage")
DECIMAL = ("k", "M", "G", "T", "P", "E")
PARTS_OF_A_CORE = {
    Fraction(1, 2): "Half a core",
    Fraction(1, 4): "A quarter of a core",
    Fraction(3, 4): "Three quarters of a core",
    Fraction(1, 10): "A tenth of a core",
}
# A container that asks for more cores than the largest machines have was meant to ask for thousandths.
MOST_CORES = 500
# Beyond these nothing needs to be said.
MOST, LONGEST = 1 << 62, 40


def in_words(resources: Mapping[str, str]) -> str:
    """The amounts in a line, or "" if there are none."""
    return " · ".join(one_in_words(name, amount) for name, amount in resources.items())


def one_in_words(resource: str, amount: str) -> str:
    """One amount with its resource; an amount that is no quantity stays as it is."""
    label = LABELS.get(resource, resource)
    label = label if resource == "cpu" or "/" in resource else label[0].lower() + label[1:]
    try:
        parsed = quantity.parse(amount)
    except quantity.QuantityError:
        return f"{amount} {label}"
    if resource == "cpu":
        cores = short(Fraction(parsed.milli_value(), 1000))
        return f"{amount if cores == '0' else cores} {label}"
    if resource in BYTES or resource.startswith("hugepages-"):
        return f"{in_bytes(parsed.value())} {label}"
    return f"{parsed} {label}"


def explain(resource: str, text: str) -> str:
    """A sentence on an amount as it was typed: what it is in plain numbers, and what was probably meant; or ""."""
    try:
        amount = quantity.parse(text.strip())
    except quantity.QuantityError:
        return ""
    if amount.sign <= 0 or not 0 < amount.value() < MOST or len(text) > LONGEST:
        return ""
    number, suffix = _split(text.strip(), amount.value())
    if resource == "cpu":
        return _explain_cpu(amount, number, suffix)
    if resource in BYTES or resource.startswith("hugepages-"):
        return _explain_bytes(amount.value(), number, suffix)
    return ""


def _split(text: str, whole: int) -> tuple[str, str]:
    """An amount's number and its unit; one with an exponent is the number that it comes to."""
    digits = text.lstrip("-+.0123456789")
    has_exponent = digits[:1] in ("e", "E") and digits[1:]
    return (str(whole), "") if has_exponent else (text[: len(text) - len(digits)], digits)


def _explain_cpu(amount: quantity.Quantity, number: str, suffix: str) -> str:
    if suffix not in ("", "m", "k", "u", "n"):
        return f"This unit is for memory; CPU is counted in cores, such as {number}m for thousandths of one."
    cores = Fraction(amount.milli_value(), 1000)
    said = PARTS_OF_A_CORE.get(cores, f"{short(cores)} core{'' if cores == 1 else 's'}" if cores >= 1 else "")
    said = said or f"{short(cores * 100)} % of a core"
    if cores >= MOST_CORES and not suffix:
        return f"{said}; {number}m would be {short(Fraction(number) / 1000)}."
    return f"{said}, the same as {amount}." if "." in number and str(amount).endswith("m") else f"{said}."


def _explain_bytes(value: int, number: str, suffix: str) -> str:
    if suffix in ("m", "u", "n"):
        return f"{number}{suffix} is a fraction of a byte; {number}Mi was probably meant."
    if value < 1 << 20 and suffix not in ("Ki", "k"):
        return f"{value} B, which no process can live in; {number}Mi was probably meant."
    if suffix in DECIMAL:
        binary = f"{number}{suffix.upper()}i"
        less = 100 - 100 * Fraction(value, quantity.parse(binary).value())
        return f"{in_bytes(value)}, {short(Fraction(round(less)))} % less than {binary}."
    spelt = in_bytes(value)
    return "" if spelt.replace(" ", "") == number + suffix else f"{spelt}."


def in_bytes(value: int) -> str:
    """A number of bytes in the largest binary unit that it reaches."""
    for unit, size in BINARY:
        if abs(value) >= size:
            return f"{short(Fraction(value, size))} {unit}"
    return f"{value} B"


def short(number: Fraction) -> str:
    """A number with at most two decimals, and none that say nothing."""
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
