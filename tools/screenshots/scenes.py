"""The scenes: what is done in the window before it is photographed."""

from collections.abc import Callable

from tests.x11.steps import drag
from tools.screenshots.contents import invoices
from tools.screenshots.stage import Stage


def work(stage: Stage) -> None:
    """Pastes a picture, asks about it, and has the answer."""
    stage.paste(invoices())
    stage.type("Why does the sync fail, and how much is overdue?")
    stage.press("Return")


def gate(stage: Stage) -> None:
    """Asks about a picture on which something private stands."""
    stage.paste(invoices())
    stage.type("Why does the sync fail?")
    stage.press("Return")


def settings(stage: Stage) -> None:
    """Opens the settings."""
    stage.press("ctrl+comma")


def sent(stage: Stage) -> None:
    """Opens “What is sent” for a picture."""
    stage.paste(invoices())
    stage.type("What is this?")
    stage.press("ctrl+i")


def cover(stage: Stage) -> None:
    """Covers a place in the middle of the picture by keyboard."""
    stage.press("ctrl+shift+p", "r", "Return")
    stage.press(*["Right"] * 12, *["Down"] * 3, "Return")


def sent_again(stage: Stage) -> None:
    """Opens “What is sent” for a second question with a picture on which something is covered."""
    work(stage)
    other = invoices()
    other.paste("#fff7d6", (0, 0, other.width, 42))
    stage.paste(other)
    cover(stage)
    stage.type("And what about this one?")
    stage.press("ctrl+i")


def keys(stage: Stage) -> None:
    """Opens the list of all shortcuts."""
    stage.press("F1")


def capture(stage: Stage) -> None:
    """Begins to choose a region of the screen."""
    stage.paste(invoices())
    stage.press("ctrl+shift+s")


def history(stage: Stage) -> None:
    """Has an answer and folds the history in or out."""
    work(stage)
    stage.press("F9")


def find(stage: Stage) -> None:
    """Finds a word in the conversation."""
    work(stage)
    stage.press("ctrl+f")
    stage.type("birch")


def search(stage: Stage) -> None:
    """Searches all conversations for a word."""
    work(stage)
    stage.press("ctrl+k")
    stage.type("dune")


def export(stage: Stage) -> None:
    """Opens the dialog that exports the conversation."""
    work(stage)
    stage.press("ctrl+shift+e")


def models(stage: Stage) -> None:
    """Opens the menu of connections and models."""
    stage.paste(invoices())
    stage.press("ctrl+m")


def prompts(stage: Stage) -> None:
    """Opens the list of prompts."""
    stage.paste(invoices())
    stage.press("ctrl+slash")


def menus(stage: Stage) -> None:
    """Shows the menu bar with its first menu."""
    work(stage)
    stage.press("F10")
    stage.press("Down")


def quick(stage: Stage) -> None:
    """Asks about a region of the screen in the small window."""
    stage.paste(invoices())
    stage.run("quick")
    stage.at.window("Askance capture")
    stage.wait_until_still()
    scale = stage.scale
    drag(stage.at, (round(60 * scale), round(90 * scale)), (round(260 * scale), round(240 * scale)))
    stage.press("Return")
    stage.at.window("Askance quick ask")
    stage.type("Why does the sync fail?")
    stage.press("Return")


def many(stage: Stage) -> None:
    """Opens a run over many pictures, and chooses a value of it."""
    at = stage.at
    place = at.place(at.window("Askance"))
    stage.press("ctrl+shift+m")
    window = at.window("Many pictures")
    at.do("xdotool", "windowsize", "--sync", window, str(place[2]), str(place[3]), "windowmove", window, "0", "0")
    stage.press("Return")
    stage.press("Right", "Right")
    at.do("xdotool", "windowactivate", "--sync", window)


SCENES: dict[str, Callable[[Stage], None]] = {
    "welcome": lambda stage: None,
    "work": work,
    "gate": gate,
    "settings": settings,
    "sent": sent,
    "sent-again": sent_again,
    "keys": keys,
    "capture": capture,
    "history": history,
    "find": find,
    "search": search,
    "export": export,
    "models": models,
    "prompts": prompts,
    "menus": menus,
    "quick": quick,
    "many": many,
}
NOT_LOOKED_THROUGH = ("work", "history", "many", "sent-again", "find", "search", "export", "menus", "quick")
"""The scenes in which nothing asks for a decision about private text."""
