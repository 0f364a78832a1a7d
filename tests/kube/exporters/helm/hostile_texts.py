"""Texts that YAML, Go's templates, or whoever puts them together could take for something else."""

from __future__ import annotations

HOSTILE = (
    *("YES", "on", "n", "true", "null", "~", "1e3", "0123", "0x1F", "1_000", "12:30:45", ".5", "1.10", "-", "=", "<<"),
    *("{{", "}}", "{{ .Values }}", '{{ "x" }}', "{{- end }}", "{{/* x */}}", "{{{{", "{{`x`}}", "`{{ x }}`", "a{", "}"),
    *('"', "'", "\\", "\\n", "a\"b'c", "`", "``", "%s %d %", "$(HOME)", "${HOME}", "#", "a #b", "a: b", "a:", "- a"),
    *(
        "  leading",
        "trailing  ",
        " ",
        "",
        "\n",
        "\n\n  x\n\n",
        "a\r\nb\r\n",
        "a\tb",
        "\ta",
        "a\n b\n",
        "a\n\n",
        "|",
        ">-",
    ),
    *(
        "grün",
        "日本",
        "😀",
        "\u00a0",
        "\u0085",
        "\u2028x",
        "\ufeffx",
        "\x7f",
        "\x1b[0m",
        "*a",
        "&a",
        "!a",
        "@a",
        "%a",
        "?",
    ),
    *("[a]", "{a: b}", "chart-slot-0", "@", "<param:x>", "2001-01-01"),
)
# Texts that are no keys.
HOSTILE_VALUES = (*HOSTILE, "<no value>", "a\n  <no value>\n", "a\nb \n", "a\nb\t", "a\n\n\n", " a\nb")
