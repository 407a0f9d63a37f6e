"""Waits of pytest-qt that wait for nothing: those that are context managers, called without `with`."""

import ast

WITH_ONLY = ("waitActive", "waitExposed")
SIGNALS = ("waitSignal", "waitSignals", "assertNotEmitted")


def bare_waits(code: str) -> list[int]:
    """Returns the lines of a module on which such a wait is called as a statement of its own."""
    statements = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Expr))
    return sorted(
        statement.lineno
        for statement in statements
        if isinstance(call := statement.value, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in (*WITH_ONLY, *SIGNALS)
    )
