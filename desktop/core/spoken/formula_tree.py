"""The structure of a formula in TeX, as far as it can be said: fractions, roots, powers, indices and signs."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\d+(?:[.,]\d+)*|\s+|[^\s]", re.DOTALL)
_DEEPEST = 40
_LONGEST = 4000
_TEXTS = ("\\text", "\\mathrm", "\\mathbf", "\\mathit", "\\mathsf", "\\operatorname", "\\textbf", "\\mbox", "\\mathbb")
_ACCENTS = ("\\vec", "\\bar", "\\hat", "\\overline", "\\tilde", "\\dot")
_MATRICES = ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "array")
_IN_CELLS = frozenset((*_MATRICES, "cases"))
_SIZES = ("left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "limits", "nolimits", "quad", "qquad")
_DROPPED = frozenset((*(f"\\{word}" for word in _SIZES), "\\,", "\\;", "\\!", "\\:", "\\ ", "~", "&"))


@dataclass(frozen=True, slots=True)
class FormulaPart:
    """A part of a formula. `kind` is sign, fraction, binomial, root, power, index or text.

    A sign and a text have a `name`: a letter, a number, or a command without its backslash; a matrix begins with the
    sign "matrix" and ends with "endmatrix", and its cells are parted by commas. The others have `parts`: a fraction and
    a binomial their upper and their lower side, a root what is under it and its degree (empty for a square root), a
    power and an index what stands up or down there.
    """

    kind: str
    name: str = ""
    parts: tuple[tuple["FormulaPart", ...], ...] = ()


def formula_parts(tex: str) -> tuple[FormulaPart, ...]:
    """Returns the parts of a formula. What is not known stays, as signs named as in TeX."""
    return _Reader(_TOKEN.findall(tex[:_LONGEST])).read("")


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._environments: list[str] = []

    def read(self, closing: str) -> tuple[FormulaPart, ...]:
        """Reads up to a closing token, or to the end."""
        parts: list[FormulaPart] = []
        while (token := self._next()) and token != closing:
            parts += self._part(token)
        return tuple(parts)

    def _next(self) -> str:
        """Returns the next token that is no space, or an empty string at the end."""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if not token.isspace():
                return token
        return ""

    def _part(self, token: str) -> tuple[FormulaPart, ...]:
        if token == "{":
            return self._within("}")
        if token in ("^", "_"):
            return (FormulaPart("power" if token == "^" else "index", parts=(self._argument(),)),)
        if token in ("\\frac", "\\dfrac", "\\tfrac"):
            return (FormulaPart("fraction", parts=(self._argument(), self._argument())),)
        if token in ("\\binom", "\\dbinom", "\\tbinom"):
            return (FormulaPart("binomial", parts=(self._argument(), self._argument())),)
        if token == "\\sqrt":
            degree = self._within("]") if self._follows("[") else ()
            return (FormulaPart("root", parts=(self._argument(), degree)),)
        if token in _TEXTS:
            return (FormulaPart("text", self._raw_argument()),)
        if token in ("\\begin", "\\end"):
            return self._environment(token)
        if token == "&" and self._environments and self._environments[-1] in _IN_CELLS:
            return (FormulaPart("sign", ","),)
        if token in _DROPPED or token == "}":
            return ()
        if token in _ACCENTS:
            return (*self._argument(), FormulaPart("sign", token[1:]))
        return (FormulaPart("sign", token.removeprefix("\\") or "\\"),)

    def _environment(self, token: str) -> tuple[FormulaPart, ...]:
        """Reads where an environment begins or ends."""
        name = self._raw_argument().removesuffix("*")
        if token == "\\begin":
            self._environments.append(name)
            if name == "array" and self._follows("{"):
                self._within("}")  # how its columns are aligned
        elif self._environments:
            self._environments.pop()
        if name not in _MATRICES:
            return ()
        return (FormulaPart("sign", "matrix" if token == "\\begin" else "endmatrix"),)

    def _within(self, closing: str) -> tuple[FormulaPart, ...]:
        """Reads a group that has been opened; one that is nested too deep is left out."""
        self._depth += 1
        parts = self.read(closing) if self._depth <= _DEEPEST else ()
        self._depth -= 1
        return parts

    def _argument(self) -> tuple[FormulaPart, ...]:
        if self._depth > _DEEPEST:
            return ()
        self._depth += 1
        token = self._next()
        parts = self._part(token) if token else ()
        self._depth -= 1
        return parts

    def _raw_argument(self) -> str:
        """Returns the letters of a group as they stand."""
        if not self._follows("{"):
            return self._next()
        out: list[str] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token == "}":
                break
            out.append(token.removeprefix("\\") if token != "{" else "")
        return " ".join("".join(out).split())

    def _follows(self, opening: str) -> bool:
        """Takes a token if it is the next one."""
        at = self._at
        if self._next() == opening:
            return True
        self._at = at
        return False
