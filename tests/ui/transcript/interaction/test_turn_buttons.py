"""Buttons on cards and in feet."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Conversation
from desktop.core.errors import Problem, ProblemKind
from desktop.ui.theme import Theme
from desktop.ui.transcript.flat_button import FlatButton
from desktop.ui.transcript.interaction.button_pool import ButtonPool, ButtonSpec
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.transcript import TranscriptView
from tests.ui.transcript.conversations import button_with, conversation, labels, place_of, press, turn


def test_the_buttons_do_what_they_say(view: TranscriptView, qtbot: QtBot) -> None:
    asked = turn("text\n\n```\ncode\n```")
    view.show_conversation(conversation(asked))
    with qtbot.waitSignal(view.again_requested) as again:
        button_with(view, "Ask again (Ctrl+R)").click()
    assert again.args == [asked.id]
    copied: list[str] = []
    view.copied.connect(copied.append)
    view.answer_copied.connect(copied.append)
    for button in view.findChildren(QPushButton):
        if button.isVisible() and button.accessibleName().startswith("Copy"):
            button.click()
    assert sorted(copied) == ["code", "text\n\n```\ncode\n```"]
    assert {button.accessibleName() for button in view.findChildren(QPushButton) if button.isVisible()} >= {
        "Copy this code, Answer 1, part 2",
        "Copy this answer",
        "Ask again",
    }


def test_no_two_buttons_in_view_have_one_name(view: TranscriptView, qtbot: QtBot) -> None:
    answer = "```\na\n```\n\n```\nb\n```\n\n| a |\n|---|\n| 1 |"
    view.show_conversation(conversation(turn(answer, "q"), turn(answer, "r")))
    view.resize(900, 2000)
    qtbot.waitUntil(lambda: view.settled)
    names = [button.accessibleName() for button in view.findChildren(QPushButton) if button.isVisible()]
    assert {"Copy this answer", "Copy this answer, Answer 2", "Edit question, Question 2"} <= set(names)
    assert len(names) == len(set(names)) > 15


def test_a_table_goes_out_as_tsv_and_csv(view: TranscriptView) -> None:
    copied: list[str] = []
    view.copied.connect(copied.append)
    view.show_conversation(conversation(turn("| a | b |\n|---|---|\n| 1 | 2,5 |", "q")))
    assert labels(view).count("CSV") == 1
    press(view, "CSV")
    button_with(view, "Copy table").click()
    assert copied == ['a,b\n1,"2,5"', "a\tb\n1\t2,5"]


def test_code_is_saved_under_a_name_of_ours(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("```../../evil.sh\nrm x\n```", "q")))
    with qtbot.waitSignal(view.save_requested) as saved:
        button_with(view, "Save code…").click()
    assert saved.args == ["rm x", "../../evil.sh"]  # a language; its file's ending is looked up, never taken


def test_an_endless_line_of_code_is_cut_in_view_and_copied_whole(view: TranscriptView) -> None:
    copied: list[str] = []
    view.copied.connect(copied.append)
    view.show_conversation(conversation(turn("```\n" + "x" * 50_000 + "\nshort\n```", "q")))
    assert len(view.items[0].rows[1].row.document.begin().text()) < 5000
    button_with(view, "Copy this code").click()
    assert copied == ["x" * 50_000 + "\nshort"]


def test_code_and_tables_inside_a_list_have_their_buttons_where_they_stand(view: TranscriptView) -> None:
    copied: list[str] = []
    view.copied.connect(copied.append)
    steps = "1. Run:\n   ```sh\n   ls\n   ```\n2. See:\n\n   | a | b |\n   |---|---|\n   | 1 | 2 |\n\n   [end](http://x.example)"
    view.show_conversation(conversation(turn(steps, "q")))
    rows = [position.row for position in view.items[0].rows[1:]]
    plain, shifted = rows[0], rows[1]
    assert isinstance(shifted, CodeRow)
    assert shifted.indent > plain.indent == 0
    button_with(view, "Copy this code").click()
    button_with(view, "Copy table").click()
    assert copied == ["ls", "a\tb\n1\t2"]
    right = button_with(view, "Copy this code").geometry().right()
    assert right <= view.viewport().width()
    link = rows[-1].links()[0][0]
    middle = rows[-1].span_rect(link).center()
    point = place_of(view, len(rows), middle.x(), middle.y())
    assert view.parts.links.address_at(QPointF(point)) == "http://x.example"


LONG, SHORT = "line\n\n" * 80, "short"


@pytest.mark.parametrize("before", ["", "line\n\n" * 80])
@pytest.mark.parametrize("after", ["", "line\n\n" * 80])
@pytest.mark.parametrize("answers", [(LONG, SHORT), (SHORT, LONG), (SHORT, ""), ("", LONG), ("line\n\n" * 12, SHORT)])
def test_the_same_button_stays_under_the_pointer_from_version_to_version(
    view: TranscriptView, qtbot: QtBot, before: str, after: str, answers: tuple[str, str]
) -> None:
    shared = turn(before, "before", 1.0)
    first, second = (
        replace(turn(text, "q", 2.0 + at), parent=shared.id)
        if text
        else replace(turn("", "q", 2.0 + at), parent=shared.id).failed(Problem(ProblemKind.RATE_LIMIT, "h"))
        for at, text in enumerate(answers)
    )
    follows = tuple(replace(turn(after, "after", 9.0), parent=version.id) for version in (first, second) if after)
    turns = (shared, first, second, *follows)
    ends = [follows[at].id if after else version.id for at, version in enumerate((first, second))]
    view.show_conversation(Conversation.of("c", turns, last=ends[1]))
    view.show_turn(second.id)

    def show(turn_id: str, by: int) -> None:
        view.show_conversation(Conversation.of("c", turns, last=ends[0 if turn_id == second.id else 1]))

    view.version_requested.connect(show)
    view.verticalScrollBar().setValue(round(view.items[1].top + view.items[1].height - 300))
    qtbot.waitUntil(lambda: view.settled)
    places = [version_button(view, second.id).geometry()]
    for turn_id in (second.id, first.id, second.id, first.id):
        version_button(view, turn_id).click()
        qtbot.waitUntil(lambda: view.settled)
        other = first.id if turn_id == second.id else second.id
        places.append(version_button(view, other).geometry())
    assert all(abs(place.y() - places[0].y()) <= 1 and place.x() == places[0].x() for place in places), places


def version_button(view: TranscriptView, turn_id: str) -> QPushButton:
    """Returns the button under a turn that leads to the version before."""
    assert view.items[1].turn.id == turn_id
    middle = view.items[1].top + view.items[1].height - view.verticalScrollBar().value()
    buttons = [button for button in view.findChildren(QPushButton) if button.isVisible()]
    shown = [button for button in buttons if button.accessibleName().startswith("Previous answer")]
    return min(shown, key=lambda button: abs(button.geometry().center().y() - middle))


def test_the_room_that_was_left_goes_with_the_next_conversation(view: TranscriptView, qtbot: QtBot) -> None:
    first, second = turn(SHORT, "q", 1.0), turn(LONG, "q", 2.0)
    view.show_conversation(Conversation.of("c", (first, second), last=second.id))
    button_with(view, "Previous answer").click()
    view.show_conversation(Conversation.of("c", (first, second), last=first.id))
    qtbot.waitUntil(lambda: view.settled)
    assert view.items[0].top > 100
    view.show_conversation(conversation(turn(SHORT, "other")))
    view.show_conversation(Conversation("d", (turn(SHORT, "other"),)))
    assert view.items[0].top < 30


def test_copy_says_that_it_is_done_for_a_moment(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("text")))
    button = button_with(view, "Copy this answer")
    assert isinstance(button, FlatButton)
    right, width = button.geometry().right(), button.width()
    button.click()
    assert button.done_words == "Copied"
    assert button.geometry().right() == right
    assert button.width() > width
    qtbot.waitUntil(lambda: not button.done_words)
    assert (button.geometry().right(), button.width()) == (right, width)


def test_done_is_spoken(qtbot: QtBot, theme: Theme) -> None:
    parent, spoken = QWidget(), list[str]()
    qtbot.addWidget(parent)
    parent.show()
    pool = ButtonPool(parent, theme, spoken.append)
    pressed: list[bool] = []
    spec = ButtonSpec(
        ("t", 0, "k"), "Copy", QRectF(80, 0, 20, 20), lambda: pressed.append(True), icon="copy", done_words="Copied"
    )
    pool.show([spec])
    (button,) = parent.findChildren(FlatButton)
    button.click()
    assert (pressed, spoken) == ([True], ["Copied"])


def test_edit_shows_beside_its_question_and_with_the_focus(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("text", "why?")))
    button = button_with(view, "Edit question (Ctrl+Shift+U)")
    assert isinstance(button, FlatButton)
    assert not button.revealed
    view.parts.buttons.point_at(QPointF(place_of(view, 0, 200, 10)))
    assert button.revealed
    view.parts.buttons.point_at(QPointF(place_of(view, 1, 20, 10)))
    assert not button.revealed
    with qtbot.waitSignal(view.edit_requested) as asked:
        button.click()
    assert asked.args == [view.items[0].turn.id]


def test_buttons_keep_their_place_when_the_answer_ends(view: TranscriptView, qtbot: QtBot) -> None:
    growing = turn("text", done=False)
    view.show_conversation(conversation(growing))
    qtbot.waitUntil(lambda: view.settled)
    before = button_with(view, "Copy this answer").geometry()
    view.show_conversation(conversation(growing.done(None)))
    qtbot.waitUntil(lambda: view.settled)
    assert button_with(view, "Copy this answer").geometry() == before
