"""An expression's text, read.

By hand, since a parser generator would be one more library, and its tables more to load than all of this.
"""

from __future__ import annotations

from podbuilder.kube.cel.cel_error import CelError
from podbuilder.kube.cel.syntax import Call, Ident, Index, ListOf, Literal, MapOf, Node, Select, StructOf
from podbuilder.kube.cel.tokens import END, INT64_MAX, INT64_MIN, Token, tokens
from podbuilder.kube.core.limits import MAX_CEL_CHARACTERS, MAX_CEL_DEPTH

# How tightly each operator binds its operands.
BINARY = {
    "||": 1,
    "&&": 2,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), 3),
    **dict.fromkeys("+-", 4),
    **dict.fromkeys("*/%", 5),
}
WORDS = {"true": True, "false": False, "null": None}
RESERVED = {
    *("as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package"),
    *("namespace", "return", "var", "void", "while", "in"),
}


def parse(text: str) -> Node:
    """The expression that a text is (CelError if it is none)."""
    if len(text) > MAX_CEL_CHARACTERS:
        raise CelError(f"An expression has at most {MAX_CEL_CHARACTERS:,} characters here.")
    reader = _ExpressionReader(list(tokens(text)))
    found = reader.expression()
    if reader.next is not END:
        raise reader.unexpected()
    return found


class _ExpressionReader:
    def __init__(self, words: list[Token]) -> None:
        self.words = words
        self.at = 0
        self.depth = 0

    @property
    def next(self) -> Token:
        return self.words[self.at]

    def unexpected(self) -> CelError:
        shown = self.next.text or "<EOF>"
        return CelError(f"Syntax error: mismatched input '{shown}'")

    def take(self, *texts: str) -> str:
        """The next sign, if it is one of these; else ""."""
        word = self.next
        if word.kind not in ("sign", "name") or word.text not in texts:
            return ""
        self.at += 1
        return word.text

    def must(self, text: str) -> None:
        if not self.take(text):
            raise self.unexpected()

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > MAX_CEL_DEPTH:
            raise CelError(f"An expression is at most {MAX_CEL_DEPTH} deep here.")
        found = self.binary(1)
        if self.take("?"):
            yes = self.binary(1)
            self.must(":")
            found = Call("?:", (found, yes, self.expression()))
        self.depth -= 1
        return found

    def binary(self, least: int) -> Node:
        left = self.unary()
        while (power := BINARY.get(self.next.text, 0)) >= least and self.next.kind in ("sign", "name"):
            sign = self.next.text
            self.at += 1
            left = Call(sign, (left, self.binary(power + 1)))
        return left

    def unary(self) -> Node:
        signs = []
        while sign := self.take("!", "-"):
            signs.append(sign)
        if signs and signs[-1] == "-" and self.next.kind == "number":
            # The smallest integer has no positive counterpart, so its sign belongs to it.
            signs.pop()
            found = self.suffixes(self.literal(is_negative=True))
        else:
            found = self.suffixes(self.primary())
        for sign in reversed(signs):
            found = Call("!" if sign == "!" else "neg", (found,))
        return found

    def literal(self, is_negative: bool = False) -> Node:
        value = self.next.value
        self.at += 1
        if is_negative:
            value = type(value)(-value)
        if type(value) is int and not INT64_MIN <= value <= INT64_MAX:
            raise CelError("invalid int literal")
        return Literal(value)

    def primary(self) -> Node:
        word = self.next
        if word.kind in ("number", "string"):
            return self.literal()
        if self.take("("):
            found = self.expression()
            self.must(")")
            return found
        if self.take("["):
            return ListOf(*self.items("]"))
        if self.take("{"):
            return self.map()
        self.take(".")
        return self.name()

    def name(self) -> Node:
        word = self.next
        if word.kind != "name" or word.text in RESERVED:
            raise self.unexpected()
        self.at += 1
        if word.text in WORDS:
            return Literal(WORDS[word.text])
        return Call(word.text, self.items(")")[0]) if self.take("(") else Ident(word.text)

    def suffixes(self, found: Node) -> Node:
        while sign := self.take(".", "[", "{"):
            if sign == ".":
                found = self.member(found)
            elif sign == "[":
                is_optional = bool(self.take("?"))
                found = Index(found, self.expression(), is_optional)
                self.must("]")
            else:
                found = self.struct(found)
        return found

    def member(self, operand: Node) -> Node:
        is_optional, word = bool(self.take("?")), self.next
        if word.kind not in ("name", "quoted"):
            raise self.unexpected()
        self.at += 1
        if word.kind == "name" and not is_optional and self.take("("):
            return Call(word.text, self.items(")")[0], operand)
        return Select(operand, word.text, is_optional)

    def items(self, end: str) -> tuple[tuple[Node, ...], frozenset[int]]:
        """What stands between commas, and which items have a question mark before them."""
        found: list[Node] = []
        optional = set()
        while not self.take(end):
            if end == "]" and self.take("?"):
                optional.add(len(found))
            found.append(self.expression())
            if not self.take(","):
                self.must(end)
                break
        return tuple(found), frozenset(optional)

    def map(self) -> Node:
        entries: list[tuple[Node, Node]] = []
        optional = set()
        while not self.take("}"):
            if self.take("?"):
                optional.add(len(entries))
            key = self.expression()
            self.must(":")
            entries.append((key, self.expression()))
            if not self.take(","):
                self.must("}")
                break
        return MapOf(tuple(entries), frozenset(optional))

    def struct(self, named: Node) -> Node:
        type_name = _dotted(named)
        if not type_name:
            raise self.unexpected()
        entries: list[tuple[str, Node]] = []
        optional = set()
        while not self.take("}"):
            if self.take("?"):
                optional.add(len(entries))
            if self.next.kind not in ("name", "quoted"):
                raise self.unexpected()
            field = self.next.text
            self.at += 1
            self.must(":")
            entries.append((field, self.expression()))
            if not self.take(","):
                self.must("}")
                break
        return StructOf(type_name, tuple(entries), frozenset(optional))


def _dotted(node: Node) -> str:
    """The name that a chain of fields is; "" if it is something else."""
    if isinstance(node, Ident):
        return node.name
    if isinstance(node, Select) and not node.is_optional:
        operand = _dotted(node.operand)
        return f"{operand}.{node.field}" if operand else ""
    return ""
