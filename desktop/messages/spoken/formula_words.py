"""Formulas in words: “E equals m c squared”."""

from desktop.core.spoken.formula_tree import FormulaPart, formula_parts
from desktop.messages.language.catalogue import N_, _

_SIGNS = {
    "=": N_("equals"),
    "+": N_("plus"),
    "-": N_("minus"),
    "*": N_("times"),
    "/": N_("divided by"),
    "<": N_("is less than"),
    ">": N_("is greater than"),
    "!": N_("factorial"),
    "%": N_("percent"),
    "|": N_("bar"),
    "(": N_("open bracket"),
    ")": N_("close bracket"),
    "[": N_("open square bracket"),
    "]": N_("close square bracket"),
    "{": N_("open brace"),
    "}": N_("close brace"),
    "'": N_("prime"),
    "cdot": N_("times"),
    "times": N_("times"),
    "div": N_("divided by"),
    "pm": N_("plus or minus"),
    "neq": N_("is not equal to"),
    "ne": N_("is not equal to"),
    "leq": N_("is at most"),
    "le": N_("is at most"),
    "geq": N_("is at least"),
    "ge": N_("is at least"),
    "approx": N_("is about"),
    "equiv": N_("is equivalent to"),
    "sim": N_("is similar to"),
    "propto": N_("is proportional to"),
    "infty": N_("infinity"),
    "partial": N_("partial"),
    "nabla": N_("nabla"),
    "sum": N_("sum"),
    "prod": N_("product"),
    "int": N_("integral"),
    "lim": N_("limit"),
    "to": N_("to"),
    "rightarrow": N_("to"),
    "implies": N_("implies"),
    "iff": N_("if and only if"),
    "in": N_("in"),
    "notin": N_("not in"),
    "subset": N_("is a subset of"),
    "subseteq": N_("is a subset of or equal to"),
    "cup": N_("union"),
    "cap": N_("intersection"),
    "forall": N_("for all"),
    "exists": N_("there exists"),
    "land": N_("and"),
    "lor": N_("or"),
    "neg": N_("not"),
    "ldots": N_("and so on"),
    "dots": N_("and so on"),
    "cdots": N_("and so on"),
    "mid": N_("given"),
    "emptyset": N_("empty set"),
    "varnothing": N_("empty set"),
    "setminus": N_("without"),
    "supset": N_("is a superset of"),
    "supseteq": N_("is a superset of or equal to"),
    "parallel": N_("is parallel to"),
    "perp": N_("is perpendicular to"),
    "therefore": N_("therefore"),
    "because": N_("because"),
    "pmod": N_("modulo"),
    "bmod": N_("modulo"),
    "mod": N_("modulo"),
    "vec": N_("vector"),
    "overline": N_("bar"),
    "bar": N_("bar"),
    "matrix": N_("matrix"),
    "endmatrix": N_("end of matrix"),
    "\\": N_("new line"),
}
"""By what TeX calls them, without the backslash. Greek letters and functions are read by their names."""
_LIMITED = ("sum", "prod", "int", "lim")


def formula_words(tex: str) -> str:
    """Returns a formula in words; what TeX names and is not in the table is read by that name."""
    return " ".join(_words(formula_parts(tex))) or _("empty formula")


def _words(parts: tuple[FormulaPart, ...]) -> list[str]:
    out: list[str] = []
    before = ""  # the sign that an index or a power belongs to
    for part in parts:
        out += _of_part(part, before)
        if part.kind not in ("index", "power"):
            before = part.name
    return out


def _of_part(part: FormulaPart, before: str) -> list[str]:
    if part.kind == "text":
        return [part.name] if part.name else []
    if part.kind == "sign":
        words = _SIGNS.get(part.name) or _SIGNS.get(part.name.lower())  # a double arrow is read as a simple one
        return [_(words) if words else part.name]
    inner = [" ".join(_words(side)) for side in part.parts]
    if part.kind == "fraction":
        return [_fraction(part, *inner)]
    if part.kind == "binomial":
        return [_("{upper} choose {lower}").format(upper=inner[0], lower=inner[1])]
    if part.kind == "root":
        under, degree = inner
        if degree:
            return [_("root of degree {degree} of {what}, end of root").format(degree=degree, what=under)]
        root = _("square root of {what}") if _is_short(part.parts[0]) else _("square root of {what}, end of root")
        return [root.format(what=under)]
    if part.kind == "index":
        return [(_("from {start}") if before in _LIMITED else _("sub {start}")).format(start=inner[0])]
    if before in _LIMITED:
        return [_("up to {end}").format(end=inner[0])]
    return [_power(part.parts[0], inner[0])]


def _fraction(part: FormulaPart, upper: str, lower: str) -> str:
    if all(_is_short(side) for side in part.parts):
        return _("{upper} over {lower}").format(upper=upper, lower=lower)
    return _("fraction {upper} over {lower}, end of fraction").format(upper=upper, lower=lower)


def _power(exponent: tuple[FormulaPart, ...], words: str) -> str:
    if [part.name for part in exponent] == ["2"]:
        return _("squared")
    if [part.name for part in exponent] == ["3"]:
        return _("cubed")
    if [part.name for part in exponent] == ["prime"]:
        return _("prime")
    if [part.name for part in exponent] == ["circ"]:
        return _("degrees")
    power = _("to the power {exponent}") if _is_short(exponent) else _("to the power {exponent}, end of power")
    return power.format(exponent=words)


def _is_short(parts: tuple[FormulaPart, ...]) -> bool:
    """Returns True if it is clear where a part ends without saying so."""
    return len(parts) <= 1 and all(not part.parts for part in parts)
