"""Writes docs/keyboard.md, the page of all keys, from the list that F1 shows.

.venv/bin/python -m tools.keyboard_page
"""

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from desktop.messages.language import catalogue
from desktop.ui.dialogs.key_list import key_groups

PAGE = Path(__file__).parents[1] / "docs" / "keyboard.md"
HEAD = """# Everything by keyboard

Askance needs no mouse. This page is made from the list that **F1** shows (`python -m tools.keyboard_page`); on macOS
read Cmd for Ctrl.

Keys with a letter follow the letter. On a layout that writes no Latin letters (Russian, Greek, Hebrew, Arabic and
others) they follow the position, as on a US keyboard: Ctrl+К is Ctrl+R, and the key of R takes the tool *Cover*.
Digits with Ctrl or Alt alone need no Shift on keyboards that write them with it (French, Czech), unless the sign on the
key is a shortcut itself: on a Czech keyboard the key of 1 writes +, and Ctrl with it zooms in.

**F6** and **Shift+F6** move from pane to pane: conversations, picture, conversation, question. In the conversation
**Tab** moves through links and buttons in reading order, and then out of it; it skips what is scrolled away. Menus
open at what has the focus. When a notice closes, a row is deleted or a button disappears, the focus moves to what is
beside it.
"""
TAIL = """
## Input methods

In every field, a note on the picture included, what an input method composes is shown in its place, and Enter belongs
to the input method until it is done. On X11, text that you select in the conversation is offered to the middle mouse
button.

The package carries Qt's own plugins for input methods: IBus, the compose key of X11, and Wayland's text-input protocol,
by which Fcitx 5 and IBus work on Wayland. Fcitx's own plugin (`fcitx5-qt`) is built by distributions for their Qt and
fits no other; on X11, Fcitx 5 answers the IBus plugin: set `QT_IM_MODULE=ibus` for Askance, and leave its *IBus
frontend* on, as it is by default.

## Spelling

On Linux, words of a question that the system's dictionary (Enchant) does not know are underlined, in the language of
the keyboard, else of the system. Shift+F10 on the word, or a right click, offers others. *Check the spelling of
questions* in the settings switches it off.
"""


def page() -> str:
    """Returns the page in English. There must be a QGuiApplication."""
    parts = [HEAD]
    for group in key_groups():
        rows = (f"| {words} | {keys.replace('|', chr(92) + '|')} |" for words, keys in group.lines)
        parts.append("\n".join((f"\n## {group.title}\n", "| to … | press |", "|---|---|", *rows)) + "\n")
    return "".join((*parts, TAIL))


def main() -> int:
    """Writes the page."""
    app = QGuiApplication.instance() or QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    catalogue.use("en")
    PAGE.write_text(page(), encoding="utf-8")
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
