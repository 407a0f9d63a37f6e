"""The Tab key in the transcript: links and buttons in the order of reading, and the focus is never lost."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.ui.transcript.conversations import conversation, turn

ANSWER = "[one](https://a.example/)\n\n```python\nprint(1)\n```\n\nand [two](https://b.example/)"


def focused_name() -> str:
    focus = QApplication.focusWidget()
    return focus.accessibleName() if focus is not None else ""


def tab(qtbot: QtBot, backward: bool = False) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Backtab if backward else Qt.Key.Key_Tab)


def between_two(qtbot: QtBot, theme: Theme) -> tuple[QWidget, TranscriptView, QPushButton, QPushButton]:
    """Returns a window, the transcript in it with the focus, and the buttons before and after it in the window."""
    window, view = QWidget(), TranscriptView(theme)
    before, after = QPushButton("before"), QPushButton("after")
    layout = QVBoxLayout(window)
    for widget in (before, view, after):
        layout.addWidget(widget)
    window.resize(420, 700)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return window, view, before, after


def test_tab_goes_through_links_and_buttons_as_they_are_read_and_out_at_either_end(qtbot: QtBot, theme: Theme) -> None:
    _window, view, before, after = between_two(qtbot, theme)
    view.show_conversation(conversation(turn(ANSWER, "q")))
    opened = QSignalSpy(view.link_requested)
    seen = []
    for _ in range(20):
        tab(qtbot)
        if after.hasFocus():
            break
        if view.hasFocus():
            qtbot.keyClick(view, Qt.Key.Key_Return)
            seen.append(opened.at(opened.count() - 1)[0])
        else:
            seen.append(focused_name())
    assert seen[0] == "Edit question"
    assert seen[1] == "https://a.example/"
    two = seen.index("https://b.example/")
    assert "Copy this code, Answer 1, part 2" in seen[2:two]
    assert seen[two + 1 :] == ["Copy this answer", "Ask again", "Ask another model", "More"]
    assert after.hasFocus()
    tab(qtbot, backward=True)
    assert focused_name() == "More"
    while not view.hasFocus() or view.parts.links.focused is not None:
        tab(qtbot, backward=True)
    tab(qtbot, backward=True)
    assert before.hasFocus()


def test_a_turn_that_has_just_left_is_no_stop(qtbot: QtBot, theme: Theme) -> None:
    _window, view, _before, _after = between_two(qtbot, theme)
    view.show_conversation(conversation(turn(ANSWER, "q")))
    tab(qtbot)
    assert focused_name() == "Edit question"
    view.show_conversation(conversation(turn("Yes.", "other")))  # its buttons come with the next painting
    tab(qtbot)
    assert QApplication.focusWidget() is not None


def test_a_button_that_is_scrolled_out_of_view_is_no_stop_and_leaves_the_focus_to_the_transcript(
    qtbot: QtBot, theme: Theme
) -> None:
    _window, view, _, _ = between_two(qtbot, theme)
    view.show_conversation(conversation(*(turn("text\n\n" * 30, f"q{number}") for number in range(4))))
    edits = [button for button in view.findChildren(QPushButton) if button.isVisible()]
    assert all(view.viewport().rect().intersects(button.geometry()) for button in edits)
    view.verticalScrollBar().setValue(0)
    tab(qtbot)
    assert focused_name() == "Edit question"
    view.verticalScrollBar().setValue(400)
    assert view.hasFocus()


def test_the_next_version_leaves_the_focus_on_the_same_button(qtbot: QtBot, theme: Theme) -> None:
    _window, view, _, _ = between_two(qtbot, theme)
    view.show_conversation(conversation(turn("one", "q")))
    while focused_name() != "Ask again":
        tab(qtbot)
    view.show_conversation(conversation(turn("two, and longer\n\nby a line", "q")))
    qtbot.waitUntil(lambda: view.settled)
    assert focused_name() == "Ask again"
