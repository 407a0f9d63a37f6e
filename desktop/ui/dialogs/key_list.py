"""The list of all keys, from the tables of actions and tools: F1 shows it, and docs/keyboard.md is made of it."""

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from desktop.messages.language.catalogue import _
from desktop.ui.actions import TABLE
from desktop.ui.canvas.tools import COLOR_KEYS, PATTERN_KEY, THICKER_KEY, THINNER_KEY, TOOLS

Line = tuple[str, str]
"""What is done, and the keys as this system writes them."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one place in the program; `title` is translated."""

    title: str
    lines: tuple[Line, ...]


def key_groups() -> tuple[KeyGroup, ...]:
    """Returns all keys, in the language and the signs of this system."""
    return (
        KeyGroup(_("Everywhere"), _everywhere()),
        KeyGroup(_("Question"), _question()),
        KeyGroup(_("Conversation"), _conversation()),
        KeyGroup(_("Conversations"), _conversations()),
        KeyGroup(_("Picture"), _picture()),
        KeyGroup(_("Pictures"), _strip()),
        KeyGroup(_("Capture"), _capture()),
        KeyGroup(_("Pinned picture"), _pinned()),
    )


def shortcut_lines() -> list[Line]:
    """Returns the lines of all groups."""
    return [line for group in key_groups() for line in group.lines]


def _native(*keys: str) -> str:
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def _everywhere() -> tuple[Line, ...]:
    return (
        *((_(action.words).rstrip("…"), _native(*action.keys)) for action in TABLE if action.keys),
        (_("Menu bar"), _("{key}, or Alt pressed alone").format(key=_native("F10"))),
        (_("Menu of what has the focus"), _("{key}, or the Menu key").format(key=_native("Shift+F10"))),
        (_("Press the focused button"), _("Enter or Space")),
    )


def _question() -> tuple[Line, ...]:
    return (
        (_("Ask"), _("Enter")),
        (_("New line"), _("Shift+Enter")),
        (_("Reuse the last question"), _("Up, in an empty box")),
        (_("Choose a prompt"), _("/, in an empty box")),
    )


def _conversation() -> tuple[Line, ...]:
    return (
        (_("Next link or button"), _("Tab, in the conversation")),
        (_("Follow the link"), _("Enter")),
        (_("Scroll"), _("Up, Down, PgUp, PgDown, Home, End")),
        (_("Select paragraphs"), _("Shift+Up, Shift+Down, in the conversation")),
        (_("Select all"), _native("Ctrl+A")),
        (_("Copy what is selected"), _native("Ctrl+C")),
        (_("Scroll wide code or table"), _("Left, Right, in the conversation")),
    )


def _conversations() -> tuple[Line, ...]:
    return (
        (_("Go to a title"), _("Its first letters, in the list")),
        (_("Open the conversation"), _("Enter, in the list or the search")),
        (_("Rename the conversation"), _("F2, in the list")),
        (_("Delete the conversation"), _("Del, in the list")),
        (_("Restore"), _("{keys}, outside of the picture").format(keys=_native("Ctrl+Z"))),
    )


def _picture() -> tuple[Line, ...]:
    colors = tuple(COLOR_KEYS)
    on_image = _("{keys}, on the picture")
    copy = _("{keys}, on the picture, with no text selected").format(keys=_native("Ctrl+C"))
    return (
        *((_(spec.tooltip), on_image.format(keys=spec.tool.value)) for spec in TOOLS),
        (_("Move the crosshair; by a pixel"), _("Arrows, with a tool; with Ctrl")),
        (_("Begin to draw, and end it"), _("Enter, with a tool; Shift+Arrows begin at once")),
        (_("Draw in the middle"), _("Enter, with a tool and no crosshair")),
        (_("Draw another one"), _("The letter of the tool again")),
        (_("Next mark"), _("Tab")),
        (_("Move the mark; by a pixel; resize it"), _("Arrows; with Ctrl; with Shift")),
        (_("Colours"), _("{first} to {last}").format(first=colors[0], last=colors[-1])),
        (_("Thinner, thicker"), on_image.format(keys=f"{THINNER_KEY} {THICKER_KEY}")),
        (_("Solid, dashed or dotted line"), on_image.format(keys=PATTERN_KEY)),
        (_("Delete the mark"), _("Del")),
        (_("Mention a number"), _("Enter or double click on it")),
        (_("Select text"), _("Drag over it, on the picture")),
        (_("Select text with the keyboard"), _("Enter, then Shift+Arrows, on the picture")),
        (_("Copy picture"), copy),
        (_("Put the tool down, let go"), _("Esc")),
    )


def _strip() -> tuple[Line, ...]:
    return (
        (_("Remove the selected picture"), _("Del, in the strip")),
        (_("Move the selected picture"), _native("Ctrl+Left", "Ctrl+Right")),
    )


def _pinned() -> tuple[Line, ...]:
    return (
        (_("Move it; by a pixel"), _("Arrows; with Ctrl")),
        (_("Larger, smaller, actual size"), "+, -, 1"),
        (_("Copy picture"), _native("Ctrl+C")),
        (_("Save picture"), _native("Ctrl+S")),
        (_("Close"), _("Esc")),
    )


def _capture() -> tuple[Line, ...]:
    return (
        (_("Move the crosshair, or the region; by ten pixels"), _("Arrows; with Shift")),
        (_("Set a corner; resize the region"), _("Space; Ctrl+Arrows")),
        (_("Begin a region at the crosshair, and take it"), _("Enter")),
        (_("Take the last region again"), "R"),
        (_("Choose the next window"), _("Tab, then Enter")),
        (_("Reach the buttons of the region"), _("Tab")),
        (_("Take the whole screen"), _("Enter, with no crosshair")),
        (_("Cancel"), _("Esc")),
    )
