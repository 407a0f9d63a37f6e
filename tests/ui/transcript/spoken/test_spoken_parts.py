"""The transcript as screen readers find it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.screen_reader.parts import PressPart, TablePart, TextBoxPart
from desktop.ui.screen_reader.role_interfaces import install_roles
from desktop.ui.theme import Theme
from desktop.ui.transcript.spoken.spoken_parts import SpokenParts
from desktop.ui.transcript.spoken.whole_text import WholeText
from desktop.ui.transcript.transcript import TranscriptView
from tests.ui.transcript.conversations import conversation, turn

ANSWER = """## Head

See [the terms](https://example.com/terms).

```python
a = 1
b = 2
```

| article | price |
|---|---|
| apples | 3.50 |

$$E = mc^2$$
"""


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> TranscriptView:
    """A transcript that is large enough for one turn."""
    view = TranscriptView(theme)
    view.resize(500, 900)
    qtbot.addWidget(view)
    view.show()
    return view


def _listened(view: TranscriptView, is_listening: Callable[[], bool] = lambda: True) -> SpokenParts:
    """Returns the parts of a view as if somebody listened."""
    parts = view.parts
    install_roles()
    port = view.viewport()
    assert isinstance(port, WholeText)
    spoken = SpokenParts(view, port, parts.area, parts.links, parts.page.reveal, is_listening)
    parts.page.settled.connect(spoken.show)
    spoken.show()
    return spoken


def _parts(view: TranscriptView) -> list[QWidget]:
    """Returns the parts that are shown, in the order of reading."""
    kinds = (TextBoxPart, TablePart, PressPart)
    return [part for part in view.viewport().children() if isinstance(part, kinds) and not part.isHidden()]


def _names(view: TranscriptView) -> list[str]:
    return [part.accessibleName() for part in _parts(view)]


def test_nothing_is_made_while_nobody_listens(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn(ANSWER)))
    assert _parts(view) == []


def test_every_part_has_a_name_of_its_own_and_is_in_order(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn(ANSWER, "what is due?")))
    _listened(view)
    assert _names(view) == [
        "Question 1",
        "Answer 1, part 1, heading",
        "Answer 1, part 2",
        "the terms, link to example.com",
        "Answer 1, part 3, Code, python, 2 lines",
        "Answer 1, part 4, Table, 1 row, 2 columns",
        "Answer 1, part 5, formula",
        "About answer 1",
    ]


def test_what_is_read_has_no_signs_of_markdown(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn(ANSWER, "what is due?")))
    _listened(view)
    texts = [part.toPlainText() for part in _parts(view) if isinstance(part, TextBoxPart)]
    assert texts[:5] == ["what is due?", "Head", "See the terms.", "a = 1\nb = 2", "E equals m c squared"]


def test_the_text_of_all_takes_no_drop_no_focus_and_no_composed_letters(view: TranscriptView) -> None:
    text = view.viewport()
    assert not text.acceptDrops() and text.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert not text.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert view.viewport().childAt(view.rect().center()) is None


def test_all_words_are_one_text_with_a_line_for_each_row_of_a_table(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn(ANSWER, "what is due?")))
    listeners = ["one"]
    spoken = _listened(view, lambda: bool(listeners))
    whole = QAccessible.queryAccessibleInterface(view.viewport())
    assert whole.role() == QAccessible.Role.EditableText and whole.text(QAccessible.Text.Name) == "Conversation"
    words = whole.textInterface().text(0, whole.textInterface().characterCount())
    assert words.startswith("what is due?\nHead\nSee the terms.\na = 1\nb = 2\n")
    assert [line.count("\t") for line in words.split("\n") if "\t" in line] == [1, 1]
    listeners.clear()
    spoken.show()
    assert whole.textInterface().characterCount() == 0


def test_the_text_of_all_shows_no_scroll_bar_of_its_own(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn(f"```\n{'a long line of code, ' * 20}\n```\n\n" + "One.\n\n" * 80)))
    _listened(view)
    QApplication.processEvents()  # in which bars would be laid out
    bars = view.viewport().findChildren(QScrollBar)
    assert bars and not any(bar.isVisible() for bar in bars)


def test_a_growing_answer_stays_in_its_parts(view: TranscriptView, qtbot: QtBot) -> None:
    growing = turn("One.", done=False)
    view.show_conversation(conversation(growing))
    _listened(view)
    qtbot.waitUntil(lambda: view.settled)
    (part,) = (part for part in _parts(view) if part.accessibleName() == "Answer 1, part 1")
    view.show_conversation(conversation(growing.as_streaming("One. Two.", 0.1)))
    qtbot.waitUntil(lambda: view.settled)
    assert isinstance(part, TextBoxPart) and part.toPlainText() == "One. Two."


def test_turns_out_of_view_are_counted_and_reached(view: TranscriptView) -> None:
    turns = [turn("A long answer. " * 120, f"question {at}") for at in range(6)]
    view.show_conversation(conversation(*turns))
    spoken = _listened(view)
    assert _names(view)[0] == "Earlier, 4 turns"
    earlier = _parts(view)[0]
    QAccessible.queryAccessibleInterface(earlier).actionInterface().doAction("Press")
    assert any(name.startswith("Later, ") for name in _names(view))
    assert "Question 4" in _names(view)
    spoken.read()


def test_a_link_is_followed_by_its_action(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn(ANSWER)))
    _listened(view)
    (link,) = (part for part in _parts(view) if "link to" in part.accessibleName())
    with qtbot.waitSignal(view.link_requested) as followed:
        QAccessible.queryAccessibleInterface(link).actionInterface().doAction("Press")
    assert followed.args == ["https://example.com/terms"]


def test_the_caret_goes_from_part_to_part_and_back_to_the_view(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("One.\n\nTwo.", "why?")))
    spoken = _listened(view)
    view.activateWindow()
    spoken.read()
    first, second, *_ = _parts(view)
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert view.hasFocus()


def test_the_mouse_selects_through_the_parts(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("One word here.", "why?")))
    _listened(view)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 75))
    part = view.viewport().childAt(QPoint(30, 75))
    assert not isinstance(part, TextBoxPart | TablePart | PressPart)


def test_parts_go_when_the_conversation_does(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn(ANSWER)))
    _listened(view)
    view.show_conversation(conversation())
    qtbot.waitUntil(lambda: _parts(view) == [])
