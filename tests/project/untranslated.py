"""Finds texts for people that do not go through the catalogue, and functions of it in folders that have no words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("app", "cli", "composition", "controllers", "messages", "ui")
OF_THE_CATALOGUE = {"_", "N_", "ngettext", "pgettext", "counted", "plural_forms"}
SPEAKING = {"cli", "messages", "ui"}
"""The folders in which words stand."""
NOT_SHOWN = {
    "deferred",
    "setProperty",
    "setObjectName",
    "setStyleSheet",
    "slot",
    "start",
    "cast",
    "TypeVar",
    "getLogger",
}
"""Functions whose texts nobody reads; so are log lines, docstrings, annotations and the values of enums."""

PLACEHOLDER = re.compile(r"\{\w+\}")
STYLE_RULE = re.compile(r"^[a-z-]+: ")  # "border: 1px solid"


def texts_outside(root: Path) -> Iterator[str]:
    """Yields the place and the text of each literal that looks like words and is not in the catalogue."""
    for folder in FOLDERS:
        for path in sorted((root / "desktop" / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            skipped = {id(part) for node in ast.walk(tree) for root_of in _unread(node) for part in ast.walk(root_of)}
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in skipped:
                    continue
                if looks_like_words(node.value):
                    yield f"{path.relative_to(root).as_posix()}:{node.lineno} {node.value[:60]!r}"


def words_elsewhere(root: Path) -> Iterator[str]:
    """Yields the uses of the catalogue's functions in folders that have no words.

    A contract of imports protects the catalogue itself; `counted` stands beside numbers and dates, which all may write.
    """
    for path in sorted((root / "desktop").rglob("*.py")):
        if path.relative_to(root / "desktop").parts[0] in SPEAKING:
            continue
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        imports = [node for node in nodes if isinstance(node, ast.ImportFrom) and _is_of_messages(node.module)]
        imported = [alias for node in imports for alias in node.names]
        modules = {alias.asname or alias.name for alias in imported}
        used = {node.attr for node in nodes if isinstance(node, ast.Attribute) and _name(node.value) in modules}
        for name in sorted(({alias.name for alias in imported} | used) & OF_THE_CATALOGUE):
            yield f"{path.relative_to(root).as_posix()} {name}"


def looks_like_words(text: str) -> bool:
    """Returns True for a text with two words or more, or with one that has a capital letter and small ones."""
    text = PLACEHOLDER.sub("", text)
    words = [word.strip("…:.,;·“”()") for word in text.split()]
    letters = [word for word in words if len(word) > 1 and word.isalpha()]
    signs = ("{", "}", "=", "\\", "::", "#", "<", "_")
    is_code = any(sign in text for sign in signs) or STYLE_RULE.match(text) is not None
    capitalised = len(words) == 1 and len(letters) == 1 and letters[0].istitle()
    return not is_code and (len(letters) > 1 or capitalised)


def _is_of_messages(module: str | None) -> bool:
    return (module or "").startswith("desktop.messages")


def _unread(node: ast.AST) -> Iterator[ast.AST]:
    """Yields the parts of a node whose texts are not shown, or are in the catalogue already."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Call) and (
        _name(node.func) in OF_THE_CATALOGUE | NOT_SHOWN or _name(getattr(node.func, "value", node.func)) == "log"
    ):
        yield from (*node.args, *node.keywords)
    elif isinstance(node, ast.Raise | ast.Import | ast.ImportFrom):
        yield node
    elif isinstance(node, ast.Dict):
        yield from (key for key in node.keys if key is not None)  # what is looked up, not what is found
    elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
        yield node.annotation
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
        yield node.returns


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
