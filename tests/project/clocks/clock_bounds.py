"""Finds upper bounds on time in Python code: comparisons of a duration, and waits that are given up too early."""

import ast
import re
from collections.abc import Iterator

CLOCKS = {"monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time", "process_time_ns"} | {
    *("thread_time", "thread_time_ns", "cpu_spent_s", "time", "time_ns")
}
LEAST_WAIT_S = 60
_WORTH_A_LOOK = re.compile(rf"\b({'|'.join(sorted(CLOCKS))})\(|timeout=")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def clock_bounds(code: str) -> list[int]:
    """Returns the lines that say that something took less than some time, or that wait for less than a minute."""
    if _WORTH_A_LOOK.search(code) is None:
        return []
    found = set[int]()
    for part in ast.parse(code).body:
        found.update(_Part(part).bounds())
    return sorted(found)


class _Part:
    """A function, a class or a statement of a module, with the names in it that stand for a moment or a duration."""

    def __init__(self, part: ast.stmt) -> None:
        self._nodes = list(ast.walk(part))
        self._moments, self._durations = set[str](), set[str]()
        sizes = (-1, -1)
        while sizes != (sizes := (len(self._moments), len(self._durations))):
            for node in self._nodes:
                for name, value in _named(node):
                    if self._has_duration(value):
                        self._durations.add(name)
                    elif self._has_moment(value):
                        self._moments.add(name)

    def bounds(self) -> Iterator[int]:
        for node in self._nodes:
            if isinstance(node, ast.Compare) and self._is_bound(node):
                yield node.lineno
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and self._is_short(node):
                yield node.lineno
            if isinstance(node, ast.Call):
                waits = (word.value for word in node.keywords if word.arg == "timeout")
                if any(1 <= seconds < LEAST_WAIT_S for seconds in map(_number, waits)):
                    yield node.lineno

    def _is_bound(self, compare: ast.Compare) -> bool:
        sides = [compare.left, *compare.comparators]
        pairs = zip(compare.ops, sides, sides[1:], strict=False)
        below = (left if isinstance(op, ast.Lt | ast.LtE) else right for op, left, right in pairs if _is_order(op))
        return any(map(self._has_duration, below))

    def _is_short(self, total: ast.BinOp) -> bool:
        return _is_reading(total.left) and 0 < _number(total.right) < LEAST_WAIT_S

    def _has_duration(self, value: ast.expr) -> bool:
        nodes = list(ast.walk(value))
        return any(
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Sub)
            and (self._has_moment(node.left) or self._has_moment(node.right))
            for node in nodes
        ) or any(isinstance(node, ast.Name) and node.id in self._durations for node in nodes)

    def _has_moment(self, value: ast.expr) -> bool:
        nodes = list(ast.walk(value))
        return any(_is_reading(node) or (isinstance(node, ast.Name) and node.id in self._moments) for node in nodes)


def _named(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yields the names that a node gives to a value: by assigning, adding to a list, iterating, or returning it."""
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from ((name, value) for target in targets for name in _names(target))
        case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
            yield from ((name, value) for name in _names(target))
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield from ((name, value) for name in _names(target))
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[value]):
            yield name, value
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            inner = (inner for inner in ast.walk(node) if isinstance(inner, ast.Return))
            yield from ((name, result.value) for result in inner if result.value is not None)


def _names(target: ast.expr) -> Iterator[str]:
    return (node.id for node in ast.walk(target) if isinstance(node, ast.Name))


def _is_reading(node: ast.AST) -> bool:
    """Returns True for a call that reads a clock."""
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in CLOCKS


def _is_order(operator: ast.cmpop) -> bool:
    return isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE)


def _number(value: ast.expr) -> float:
    """Returns the value of a number that is written out, else -1."""
    return float(value.value) if isinstance(value, ast.Constant) and isinstance(value.value, int | float) else -1.0
