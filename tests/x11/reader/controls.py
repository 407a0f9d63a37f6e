"""The controls of a window as assistive technologies meet them, and those that lack a name, a role or an action."""

from collections.abc import Iterator, Sequence

from tests.x11.reader.reading import Node

PRESSED = {
    *("push button", "toggle button", "check box", "radio button", "combo box", "spin button", "slider", "menu item"),
    *("menu", "list item", "table cell", "tree item", "page tab", "link", "button menu", "check menu item"),
}
WITHOUT_ACTION = {"text", "entry", "password text", "list", "table", "tree", "document frame", "canvas", "spin button"}
CONTROLS = PRESSED | {"text", "entry", "password text", "list", "table", "tree"}
CONTENTS = {"list item", "table cell", "tree item", "link"}
CONTAINERS = {"filler", "panel", "unknown", "split pane", "scroll pane"}


def controls(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yields what can be operated; of a combo box that is closed, not its list, which says that it is showing."""
    closed: list[tuple[int, ...]] = []
    for node in nodes:
        if any(node.path[: len(path)] == path and node.path != path for path in closed):
            continue
        if node.role == "combo box":
            closed.append(node.path)
        if node.is_showing and (node.role in CONTROLS or (node.role in CONTAINERS and "focusable" in node.states)):
            yield node


def faults(nodes: Sequence[Node]) -> list[str]:
    """Returns what is wrong with the controls of a window."""
    found = []
    for node in controls(nodes):
        if not node.name.strip() and node.role != "table cell":  # which may be empty
            found.append(f"no name: {node.role} {node.description!r} in {_above(node, nodes)}")
        if node.role in CONTAINERS:
            found.append(f"no role: {node.role} {node.name!r} in {_above(node, nodes)}")
        is_enabled = "enabled" in node.states and "sensitive" in node.states
        if is_enabled and node.role not in WITHOUT_ACTION and not set(node.actions) - {"SetFocus"}:
            found.append(f"no action: {node.role} {node.name!r} in {_above(node, nodes)}")
    return found


def twins(nodes: Sequence[Node]) -> list[str]:
    """Returns the controls of a group that share role and name. Items of a list are its contents."""
    seen: set[tuple[tuple[int, ...], str, str]] = set()
    found = []
    for node in controls(nodes):
        if node.role in CONTENTS:
            continue
        if (key := (node.path[:-1], node.role, node.name)) in seen:
            found.append(f"twice: {node.role} {node.name!r} in {_above(node, nodes)}")
        seen.add(key)
    return found


def _above(node: Node, nodes: Sequence[Node]) -> str:
    """Returns the names of what holds an object."""
    return " / ".join(
        other.name or other.role for other in nodes if other.path == node.path[: len(other.path)] and other != node
    )
