#!/usr/bin/env python3
"""Prints the figures that the house rules bound: `python3 tools/house_figures.py [FOLDER]`.

Standard library only. `tests/project/test_house.py` compares the same figures with the limits below.
"""

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Any

PROGRAM = "desktop"
ROOTS = (PROGRAM, "tests", "tools", "benchmarks")
TESTS_OF_NO_FOLDER = {"data", "frozen", "helpers", "project", "stored", "stories", "tools", "x11"}
"""Folders of tests that have no counterpart in the program."""

FILES_PER_FOLDER = 12
FILE_LINES = 250
CLASS_LINES = 250
FUNCTION_LINES = 45
QUESTION_SHARE = 0.03
PER_FILE_IGNORES = 8
COLLABORATORS = 7  # of a controller

Function = ast.FunctionDef | ast.AsyncFunctionDef
_QUESTION = re.compile(r"(What|Whether|Where|Who|Whose|Which|How|When)\b")
_VAGUE_NAMES = {"each", "held", "said", "told", "made", "mine", "went", "anew"}
_NOUNS = {"Image", "It", "Line", "Text", "Word"}
"""With an s, they are other nouns or pronouns."""
_PRIVATE = re.compile(r"_[a-z]\w*")
_NOT_PRIVATE = {"_replace", "_asdict", "_exit", "_MEIPASS", "_fields"}
"""Public by documentation, in spite of their underscore: of named tuples, `os` and PyInstaller."""


@dataclass(frozen=True, slots=True)
class Module:
    """A parsed source file; `path` is relative to the root, with forward slashes."""

    path: str
    text: str
    tree: ast.Module


class House:
    """The tree below a folder, seen as figures. Lengths are in lines, the longest first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        paths = [path for name in ROOTS for path in sorted((root / name).rglob("*.py"))]
        texts = [(path, path.read_text(encoding="utf-8")) for path in [root / "run.py", *paths]]
        self.modules = [Module(path.relative_to(root).as_posix(), text, ast.parse(text)) for path, text in texts]
        self.program = [module for module in self.modules if module.path.startswith(f"{PROGRAM}/")]
        self.tests = [module for module in self.modules if module.path.startswith("tests/")]

    @cached_property
    def files_per_folder(self) -> Counter[str]:
        """Modules in each folder with Python, without its `__init__.py`."""
        folders = Counter[str]()
        for module in self.modules:
            folder, _, name = module.path.rpartition("/")
            folders[folder or "."] += name != "__init__.py"
        return folders

    @cached_property
    def file_lines(self) -> list[tuple[int, str]]:
        return sorted(((module.text.count("\n"), module.path) for module in self.program), reverse=True)

    @cached_property
    def class_lines(self) -> list[tuple[int, str]]:
        nodes = _nodes(self.modules)
        return sorted((_length(node, path) for path, node in nodes if isinstance(node, ast.ClassDef)), reverse=True)

    @cached_property
    def function_lines(self) -> list[tuple[int, str]]:
        nodes = _nodes(self.modules)
        return sorted((_length(node, path) for path, node in nodes if isinstance(node, Function)), reverse=True)

    @cached_property
    def docstrings(self) -> list[str]:
        """First lines of all docstrings of the program, after their module's path."""
        documented = ast.Module | ast.ClassDef | Function
        nodes = [(path, node) for path, node in _nodes(self.program) if isinstance(node, documented)]
        texts = [(path, ast.get_docstring(node)) for path, node in nodes]
        return [f"{path}: {text.splitlines()[0]}" for path, text in texts if text]

    @property
    def questions(self) -> list[str]:
        """Docstrings that begin like a question."""
        return [line for line in self.docstrings if _QUESTION.match(line.partition(": ")[2])]

    @cached_property
    def orders(self) -> list[str]:
        """Docstrings of functions that begin with an imperative: with a verb that others have in the third person."""
        nodes = ((path, node) for path, node in _nodes(self.program) if isinstance(node, Function))
        texts = [(path, text) for path, node in nodes if (text := ast.get_docstring(node))]
        firsts = {text.split()[0].rstrip(",;:.") for _, text in texts}
        verbs = {word for word in firsts if _in_third_person(word) in firsts} - _NOUNS
        return [f"{path}: {text.splitlines()[0]}" for path, text in texts if text.split()[0].rstrip(",;:.") in verbs]

    @property
    def undocumented_folders(self) -> list[str]:
        """Packages of the program whose `__init__.py` does not say what belongs there."""
        packages = [module for module in self.program if module.path.endswith("/__init__.py")]
        return [module.path for module in packages if not ast.get_docstring(module.tree)]

    @cached_property
    def vague_names(self) -> list[str]:
        """Variables and parameters whose names say nothing of the thing that they stand for."""
        nodes = _nodes(self.modules)
        return [_at(path, node, name) for path, node in nodes if (name := _bound_name(node)) in _VAGUE_NAMES]

    @cached_property
    def private_reads(self) -> list[str]:
        """Private names of other objects and modules that tests use, also by `getattr`, `setattr` and the like."""
        return [_at(path, node, name) for path, node in _nodes(self.tests) for name in _private_names(node)]

    @cached_property
    def test_imports(self) -> list[str]:
        """Imports of test modules by other modules."""
        imports = [(path, node, name) for path, node in _nodes(self.modules) for name in _imported_names(node)]
        return [_at(*found) for found in imports if re.match(r"tests\b.*\.test_\w+", found[2])]

    @cached_property
    def repeated_classes(self) -> dict[str, list[str]]:
        """Names that more than one class of the program bears, with the paths of their modules."""
        classes = defaultdict(list)
        for path, node in _nodes(self.program):
            if isinstance(node, ast.ClassDef):
                classes[node.name].append(path)
        return {name: paths for name, paths in sorted(classes.items()) if len(paths) > 1}

    @cached_property
    def collaborators(self) -> list[tuple[int, str]]:
        """How many parameters the constructors of controllers have, the most first; what builds them has its own."""
        controllers = [module for module in self.program if module.path.startswith(f"{PROGRAM}/controllers/")]
        found = []
        for path, node in _nodes(module for module in controllers if "/building/" not in module.path):
            if isinstance(node, ast.ClassDef):
                inits = (part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__init__")
                counts = (len(init.args.args) + len(init.args.kwonlyargs) - 1 for init in inits)
                found += [(count, f"{path} {node.name}") for count in counts]
        return sorted(found, reverse=True)

    @cached_property
    def untested_controllers(self) -> list[str]:
        """Controllers of the program that no test below `tests/controllers` names."""
        texts = [module.text for module in self.tests if module.path.startswith("tests/controllers/")]
        named = {word for text in texts for word in re.findall(r"\w+Controller\b", text)}
        classes = ((path, node) for path, node in _nodes(self.program) if isinstance(node, ast.ClassDef))
        controllers = [(path, node.name) for path, node in classes if path.startswith(f"{PROGRAM}/controllers/")]
        return [f"{path} {name}" for path, name in controllers if name.endswith("Controller") and name not in named]

    @cached_property
    def deferred_imports(self) -> Counter[str]:
        """Imports inside functions of the program, by module."""
        functions = [(path, node) for path, node in _nodes(self.program) if isinstance(node, Function)]
        imports = {(path, node) for path, function in functions for node in ast.walk(function) if _is_import(node)}
        return Counter(path for path, _ in imports)

    @cached_property
    def settings(self) -> Any:
        """The tools' tables of `pyproject.toml`."""
        return tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]

    @property
    def per_file_ignores(self) -> dict[str, list[str]]:
        ignores: dict[str, list[str]] = self.settings["ruff"]["lint"]["per-file-ignores"]
        return ignores

    @property
    def test_folders_without_counterpart(self) -> list[str]:
        """Folders of tests that neither mirror a folder of the program nor have a purpose of their own."""
        folders = {path.removeprefix("tests").strip("/") for path in self.files_per_folder if path.startswith("tests")}
        mirrors = {name for name in folders if name.partition("/")[0] not in TESTS_OF_NO_FOLDER}
        return sorted(name for name in mirrors if not (self.root / PROGRAM / name).is_dir())


def _in_third_person(verb: str) -> str:
    if re.search(r"(s|sh|ch|x|z|o)$", verb):
        return f"{verb}es"
    return {"Have": "Has"}.get(verb, f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}s")


def _nodes(modules: Iterable[Module]) -> Iterator[tuple[str, ast.AST]]:
    """Every node of every module, with the module's path."""
    return ((module.path, node) for module in modules for node in ast.walk(module.tree))


def _length(node: ast.ClassDef | Function, path: str) -> tuple[int, str]:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1, f"{path} {node.name}"


def _at(path: str, node: ast.AST, name: str) -> str:
    return f"{path}:{getattr(node, 'lineno', 0)} {name}"


def _bound_name(node: ast.AST) -> str:
    """The name of the variable or parameter that a node declares; empty for other nodes."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    return node.arg if isinstance(node, ast.arg) else ""


def _private_names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and not _is_own(node.value):
        names = [node.attr]
    elif isinstance(node, ast.ImportFrom):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.Call) and _called_name(node) in ("getattr", "setattr", "delattr", "hasattr"):
        names = [str(argument.value) for argument in node.args if isinstance(argument, ast.Constant)]
    else:
        return
    last_parts = [name.rpartition(".")[2] for name in names]
    yield from (name for name in last_parts if _PRIVATE.fullmatch(name) and name not in _NOT_PRIVATE)


def _is_own(node: ast.expr) -> bool:
    """Returns True for `self`, `cls` and `super()`."""
    name = node.func if isinstance(node, ast.Call) else node
    return isinstance(name, ast.Name) and name.id in ("self", "cls", "super")


def _called_name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _imported_names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names] if isinstance(node, ast.ImportFrom) else []


def _is_import(node: ast.AST) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def figures(house: House) -> Iterator[tuple[str, str]]:
    """Names and values, one for each line that is printed."""
    folders = house.files_per_folder
    most = max(folders, key=lambda name: folders[name])
    yield "files per folder, most", f"{folders[most]} in {most}"
    yield "files per folder, median", f"{median(folders.values()):g}"
    yield "modules of the program", str(len(house.program))
    lengths = {"file": house.file_lines, "class": house.class_lines, "function": house.function_lines}
    for kind, found in lengths.items():
        yield f"longest {kind}", f"{found[0][0]} lines, {found[0][1]}"
        yield f"median {kind}", f"{median(lines for lines, _ in found):g} lines"
    share = len(house.questions) / len(house.docstrings)
    yield "docstrings that begin like a question", f"{len(house.questions)} of {len(house.docstrings)}, {share:.1%}"
    yield "docstrings that begin with an imperative", str(len(house.orders))
    yield "folders that do not say what belongs there", str(len(house.undocumented_folders))
    yield "vague names", str(len(house.vague_names))
    yield "collaborators of a controller, most", " in ".join(map(str, house.collaborators[0]))
    yield "controllers without tests of their own", str(len(house.untested_controllers))
    yield "private names read by tests", str(len(house.private_reads))
    yield "imports of test modules", str(len(house.test_imports))
    yield "names borne by two classes", ", ".join(house.repeated_classes) or "none"
    yield "deferred imports", f"{house.deferred_imports.total()} in {len(house.deferred_imports)} modules"
    yield "per-file ignores of the linter", str(len(house.per_file_ignores))
    yield "import contracts", str(len(house.settings["importlinter"]["contracts"]))


def main() -> int:
    """Prints a line for each figure; the exit code is 0."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1]
    for name, value in figures(House(root)):
        sys.stdout.write(f"{name:44} {value}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
