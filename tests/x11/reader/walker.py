"""A client of AT-SPI in a process of its own, with the system's Python, which has the bindings.

It reads an order a line on standard input and writes an answer a line on standard output, both JSON.
"""

import json
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import gi

warnings.simplefilter("ignore", DeprecationWarning)  # newer bindings have other names for the same

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 (the version is chosen first)

DEEPEST, MOST_CHILDREN = 25, 400
HEARD = (
    *("object:announcement", "object:state-changed:showing", "object:state-changed:focused", "window:activate"),
    *("object:property-change:accessible-name", "object:property-change:accessible-description"),
)
LOOKS = ("tree", "find", "focus in", "tops")
PATIENCE_MS = 20000
Node = dict[str, Any]


def program() -> Any:
    """Returns the program on the bus that has a window; None while there is none."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child is not None and "askance" in (child.get_name() or "").lower() and child.get_child_count():
            return child
    return None


def children(node: Any) -> Iterator[Any]:
    """Yields the children that are there."""
    for index in range(min(node.get_child_count(), MOST_CHILDREN)):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def text_of(node: Any) -> str | None:
    """Returns the text that is read with the caret; None without a text interface."""
    text = node.get_text_iface()
    return None if text is None else str(Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)))


def selection_of(node: Any) -> dict[str, Any]:
    """Returns what is selected in an object's text, and where its caret is."""
    text = node.get_text_iface()
    spans = [Atspi.Text.get_selection(text, number) for number in range(Atspi.Text.get_n_selections(text))]
    selected = [Atspi.Text.get_text(text, span.start_offset, span.end_offset) for span in spans]
    return {"selected": selected, "caret": Atspi.Text.get_caret_offset(text)}


def lines_of(node: Any) -> list[str]:
    """Returns the lines of an object's text as a screen reader walks through them: each is asked for by its offset."""
    text, found = node.get_text_iface(), {}
    for offset in range(Atspi.Text.get_character_count(text)):
        line = Atspi.Text.get_string_at_offset(text, offset, Atspi.TextGranularity.LINE)
        found[line.start_offset] = line.content.rstrip("\n")
    return list(found.values())


def facts(node: Any, path: list[int]) -> Node:
    """Returns what a screen reader asks of an object."""
    node.clear_cache()  # Qt tells of changes only while somebody listens for them
    action = node.get_action_iface()
    names = [Atspi.Action.get_action_name(action, index) for index in range(action.get_n_actions())] if action else []
    return {
        "path": path,
        "role": node.get_role_name(),
        "name": node.get_name() or "",
        "description": node.get_description() or "",
        "states": [state.value_nick for state in node.get_state_set().get_states()],
        "actions": names,
        "text": text_of(node),
        "place": place_of(node),
    }


def place_of(node: Any) -> list[int]:
    """Returns left, top, width and height on the screen."""
    area = Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN) if node.get_component_iface() else None
    return [area.x, area.y, area.width, area.height] if area else [0, 0, 0, 0]


def walk(node: Any, path: list[int], found: list[Node]) -> None:
    """Collects an object and everything in it that is seen; what goes away meanwhile is left out."""
    try:
        found.append(facts(node, path))
        if len(path) < DEEPEST and (not path or "showing" in found[-1]["states"]):
            for index, child in enumerate(children(node)):
                walk(child, [*path, index], found)
    except GLib.Error:
        return


def seen(node: Any, path: list[int]) -> Iterator[tuple[Any, list[int], Any]]:
    """Yields objects that are seen, each with its path and states, before what is in it; asks nothing else of them."""
    try:
        node.clear_cache()
        states = node.get_state_set()
        if path and not states.contains(Atspi.StateType.SHOWING):
            return
        yield node, path, states
        inside = list(enumerate(children(node))) if len(path) < DEEPEST else []
    except GLib.Error:
        return
    for index, child in inside:
        yield from seen(child, [*path, index])


def first(root: Any, role: str, words: str) -> list[Node]:
    """Returns the first object that is seen, with that role (any if empty) and these words in its name, if any is."""
    for node, path, _states in seen(root, []):
        try:
            if role in ("", node.get_role_name()) and words.lower() in (node.get_name() or "").lower():
                return [facts(node, path)]
        except GLib.Error:
            continue
    return []


def at(path: list[int]) -> Any:
    """Returns the object at a path."""
    node = program()
    for index in path:
        node = node.get_child_at_index(index)
    return node


READS = {"selection": selection_of, "lines": lines_of}


class Client:
    """Obeys orders, and notes events meanwhile."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.listener = Atspi.EventListener.new(self.note)
        self.focused: dict[str, Any] = {"count": 0}
        self.follower = Atspi.EventListener.new(self.follow)

    def note(self, event: Any) -> None:
        """Notes an event with its object."""
        try:
            source = event.source
            words = event.any_data if isinstance(event.any_data, str) else ""
            source.clear_cache()
            focused = source.get_state_set().contains(Atspi.StateType.FOCUSED)
            known = {"role": source.get_role_name(), "name": source.get_name() or "", "place": place_of(source)}
            known |= {"is_focused": focused}
            self.events.append({"type": str(event.type), "said": words, "on": event.detail1, **known})
        except GLib.Error:
            return  # its object is gone

    def follow(self, event: Any) -> None:
        """Notes what has the focus now, and how often it has come to something."""
        if not event.detail1:
            return
        try:
            event.source.clear_cache()
            self.focused = {"count": self.focused["count"] + 1, **facts(event.source, [])}
        except GLib.Error:
            return

    def obey(self, order: dict[str, Any]) -> Any:
        """Does what an order says. Returns its answer."""
        what = order["do"]
        if what == "listen":
            return [self.listener.register(name) for name in HEARD]
        if what == "follow":
            return self.follower.register("object:state-changed:focused")
        if what == "focused":
            return self.focused
        if what == "heard":
            heard, self.events = self.events, []
            return heard
        if what in LOOKS:
            return self.look(what, order) if program() is not None else []
        node = at(order["path"])
        if what == "press":
            return Atspi.Action.do_action(node.get_action_iface(), 0)
        if what == "focus":
            return Atspi.Component.grab_focus(node)
        if what == "select":
            return Atspi.Text.add_selection(node.get_text_iface(), order["start"], order["end"])
        if what == "move caret":
            return Atspi.Text.set_caret_offset(node.get_text_iface(), order["to"])
        if what in READS:
            return READS[what](node)
        return Atspi.EditableText.set_text_contents(node.get_editable_text_iface(), order["text"])

    @staticmethod
    def look(what: str, order: dict[str, Any]) -> list[Node]:
        """Returns what an order that changes nothing asks for."""
        found: list[Node] = []
        if what == "tree":
            walk(at(order["path"]), order["path"], found)
        elif what == "find":
            found = first(program(), order["role"], order["name"])
        elif what == "focus in":
            under = seen(at(order["path"]), order["path"])
            found = [facts(node, path) for node, path, states in under if states.contains(Atspi.StateType.FOCUSED)]
        else:
            found = [facts(child, [index]) for index, child in enumerate(children(program()))]
        return found

    def read(self, source: Any, condition: Any) -> bool:
        """Answers the next line; at the end of the input the process ends."""
        line = sys.stdin.readline()
        if not line:
            Atspi.event_quit()
            return False
        try:
            answer = self.obey(json.loads(line))
        except GLib.Error as error:
            answer = {"error": str(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
        return True


if __name__ == "__main__":
    Atspi.init()
    Atspi.set_timeout(PATIENCE_MS, PATIENCE_MS)  # less than a second by default, which a busy machine takes
    client = Client()
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, client.read)
    Atspi.event_main()
