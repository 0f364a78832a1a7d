"""placeholder"""


def tokens(text: str) -> list[list[tuple[str, str]]]:
    return [[("", line)] for line in text.split("\n")]
