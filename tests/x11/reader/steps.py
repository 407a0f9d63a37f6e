"""Steps of a user who has assistive technologies, and what they meet after each."""

import re

from tests.stories.ocr_screens import LOG, screen
from tests.x11.reader.controls import controls, faults, twins
from tests.x11.reader.reading import Node, Reader
from tests.x11.reader.tab_stops import faulty_stops, tab_stops

MARKS = re.compile(r"\*\*|##|```|\|---|\]\(|\$\$")


def paste(reader: Reader) -> None:
    """Pastes a picture by the action of the button."""
    owner = reader.at.copy(screen(*LOG), "image/png")
    reader.press("push button", "Paste")
    reader.wait_for("list item", "Picture 1")
    owner.kill()
    owner.wait()


def ask(reader: Reader, question: str) -> list[str]:
    """Types a question and asks it, by actions. Returns the announcements up to the end of the answer."""
    reader.order("listen")
    assert reader.order("write", path=reader.wait_for("text", "Question").path, text=question) is True
    reader.press("push button", "Ask")
    announced: list[str] = []

    def has_ended() -> bool:
        announced.extend(event["said"] for event in reader.order("heard") if "announcement" in event["type"])
        return "The answer has ended." in announced

    reader.at.wait(has_ended, 60.0)
    return announced


def window_of(reader: Reader, title: str) -> Node | None:
    """Returns the last window that is seen with that title (a pattern); None while there is none."""
    named = (top for top in reader.tops() if re.fullmatch(title, top.name.removesuffix(" — Askance")))
    return next((top for top in reversed(list(named)) if top.is_showing), None)


def in_window(reader: Reader, title: str) -> list[Node]:
    """Returns what is in the window with that title (a pattern), once it is there."""
    found: list[Node] = []

    def look() -> bool:
        top = window_of(reader, title)
        found[:] = reader.tree(top.path) if top is not None else []
        return bool(list(controls(found)))

    reader.at.wait(look, 60.0)
    return found


def judged(reader: Reader, title: str) -> list[str]:
    """Returns what is wrong with the controls of the window with these words in its title."""
    nodes = in_window(reader, title)
    return [f"{title}: {fault}" for fault in (*faults(nodes), *twins(nodes))]


def stops_judged(reader: Reader, title: str, least: int = 2) -> list[str]:
    """Returns what is wrong with the stops of the Tab key in the window with that title, at least so many."""
    place = reader.at.place(reader.at.window(title))
    stops = tab_stops(reader)
    assert len(stops) >= least, [str(stop) for stop in stops]
    return [f"{title}: {fault}" for fault in faulty_stops(stops, place)]


def wait_for_focus(reader: Reader, title: str, *roles: str, name: str = "") -> Node:
    """Waits until something of one of the roles (any without) and of that name has the focus in the window with that
    title. Returns it.
    """
    found: list[Node] = []

    def look() -> bool:
        top = window_of(reader, title)
        found[:] = reader.focused(top) if top is not None else []
        return bool(found) and (not roles or found[-1].role in roles) and name in ("", found[-1].name)

    try:
        reader.at.wait(look, 60.0)
    except AssertionError:
        tops = [(top.name, sorted(top.states)) for top in reader.tops()]
        raise AssertionError(f"the focus is at {found}, the windows are {tops}") from None
    return found[-1]
