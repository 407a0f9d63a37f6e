"""The page of a conversation: formulas, colours, cards, finding, larger text, the keyboard; nothing from outside."""

import socket
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.adapters.formula_typesetter import typeset
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.pdf import formulas_in
from desktop.core.conversation.turn import Turn
from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.formula import Formula
from desktop.core.markdown.safe_html import html_of
from desktop.core.markdown.syntax_highlighting import Code, highlight
from desktop.ui.rich_text.block_writer import block_document
from desktop.ui.rich_text.formula_object import PLACE, FormulaOutlines
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.find_matches import TextFinder, pattern_of
from desktop.ui.transcript.printing import Printing
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.formula_row import FormulaRow
from desktop.ui.transcript.rows.table_row import TableRow
from desktop.ui.transcript.rows.text_rows import Highlights
from desktop.ui.transcript.transcript import TranscriptView
from desktop.ui.transcript.turn_item import TurnItem
from tests.core.markdown.markdown_texts import TEXTS
from tests.ui.file_watch import watched
from tests.ui.hostile_payloads import PAYLOADS
from tests.ui.transcript.test_transcript import conversation, labels, press, theme, turn, view

__all__ = ["theme", "view"]

WIDE = "| " + " | ".join(f"column number {at}" for at in range(9)) + " |\n" + "|---" * 9 + "|\n" + "| 1 " * 9 + "|"


def place_of(view: TranscriptView, row: int, x: float, y: float) -> QPoint:
    """A point inside a row of the first turn, in the viewport."""
    item = view._items[0]
    top = item.top + item.rows[row].top - view.verticalScrollBar().value()
    return QPoint(round(18 + x), round(top + y))


# formulas and colours


def test_a_formula_is_tex_until_its_outlines_are_there(view: TranscriptView) -> None:
    wanted: list[Formula] = []
    view.formula_wanted.connect(wanted.append)
    view.show_conversation(conversation(turn("So $x^2$ is.\n\n$$\\frac{a}{b}$$", "q")))
    assert wanted == [Formula("x^2"), Formula(r"\frac{a}{b}", display=True)]
    document = view._items[0].rows[1].row.document
    assert document.toPlainText() == "So x^2 is."
    for formula in wanted:
        view.show_formula(formula, typeset(formula))
    assert view._items[0].rows[1].row.document.toPlainText() == f"So {PLACE} is."
    assert isinstance(view._items[0].rows[2].row, FormulaRow)
    assert not view.grab().isNull()
    view.select_all()
    assert view.selected_text == "q\n\nSo x^2 is.\n\n\\frac{a}{b}"
    assert view._items[0].rows[1].row.piece(0, 5) == "So x^2 "
    assert view.selected_markdown.endswith("$$\\frac{a}{b}$$")


def test_a_formula_that_cannot_be_set_stays_readable(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn("So $\\frac{a$ is", "q")))
    view.show_formula(Formula("\\frac{a"), None)
    assert view._items[0].rows[1].row.document.toPlainText() == "So \\frac{a is"


def test_a_formula_is_painted_in_the_colour_of_the_text(theme: Theme) -> None:
    shapes = FormulaOutlines()
    formula = Formula("M")
    shapes.hold(formula, typeset(formula))
    document = block_document(parsed("$M$")[0], WritingContext(theme, shapes=shapes))
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    dark = sum(image.pixelColor(x, y).lightness() < 120 for x in range(60) for y in range(40))
    assert 10 < dark < 600


def test_code_gets_its_colours_when_they_come(view: TranscriptView) -> None:
    wanted: list[Code] = []
    view.colors_wanted.connect(wanted.append)
    view.show_conversation(conversation(turn("```python\ndef f():\n    return 1\n```", "q")))
    assert wanted == [Code("python", "def f():\n    return 1")]
    view.show_colors(wanted[0], highlight(wanted[0]))
    layout = view._items[0].rows[1].row.document.begin().layout()
    assert layout.lineCount() == 1  # colouring forgets no lines
    assert layout.formats()[0].format.foreground().color().name() == LIGHT.keyword
    assert view._items[0].rows[1].row.document.toPlainText() == "def f():\n    return 1"


def test_growing_code_is_not_coloured_again_with_each_line(theme: Theme) -> None:
    row = CodeRow(parsed("```py\n" + "x = 1\n" * 100 + "```")[0], theme)
    row.measure(300)
    assert row.wanted_colors(finished=False) is not None
    assert row.grow(parsed("```py\n" + "x = 1\n" * 105 + "```")[0])
    assert row.wanted_colors(finished=False) is None
    assert row.wanted_colors(finished=True) is not None
    assert row.wanted_colors(finished=True) is None


# cards


def test_a_table_goes_out_as_tsv_and_csv(view: TranscriptView) -> None:
    copied: list[str] = []
    view.copied.connect(copied.append)
    view.show_conversation(conversation(turn("| a | b |\n|---|---|\n| 1 | 2,5 |", "q")))
    assert labels(view).count("CSV") == 1
    press(view, "CSV")
    next(button for button in view._buttons._shown.values() if "tabs" in button.toolTip()).click()
    assert copied == ['a,b\n1,"2,5"', "a\tb\n1\t2,5"]


def test_a_wide_table_scrolls_by_wheel_and_keyboard(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn(WIDE, "q")))
    row = view._items[0].rows[1].row
    assert isinstance(row, TableRow)
    assert row.content_width() > view._width
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert row.scrolled == 60
    for _ in range(99):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert row.scrolled == pytest.approx(row.content_width() - view._width)
    assert not view.grab().isNull()
    narrow = TableRow(parsed("| a | b |\n|---|---|\n| 1 | 2 |")[0], WritingContext(view._theme))
    narrow.measure(400)
    assert not narrow.scroll(50, 400)


def test_code_is_saved_under_a_name_of_ours(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("```../../evil.sh\nrm x\n```", "q")))
    with qtbot.waitSignal(view.save_requested) as saved:
        press(view, "Save…")
    assert saved.args == ["rm x", "../../evil.sh"]  # a language; its file's ending is looked up, never taken


def test_an_endless_line_of_code_is_cut_in_view_and_copied_whole(view: TranscriptView) -> None:
    copied: list[str] = []
    view.copied.connect(copied.append)
    view.show_conversation(conversation(turn("```\n" + "x" * 50_000 + "\nshort\n```", "q")))
    assert len(view._items[0].rows[1].row.document.begin().text()) < 5000
    next(button for button in view._buttons._shown.values() if button.toolTip() == "Copy this code").click()
    assert copied == ["x" * 50_000 + "\nshort"]


# writing from right to left


def test_right_to_left_text_stands_at_the_right(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn("مرحبا بالعالم", "سؤال")))
    for row in (0, 1):
        made = view._items[0].rows[row].row
        view.grab()
        line = made.document.begin().layout().lineAt(0)
        assert made.document.begin().textDirection() == Qt.LayoutDirection.RightToLeft
        right = line.naturalTextRect().right() + made.inset.x()
        assert right <= view._width + 1
        assert right > view._width * 0.8


# finding


def test_words_are_found_counted_and_gone_to(view: TranscriptView, qtbot: QtBot) -> None:
    first = turn("apple **and** pear\n\nmore\n\nApple", "an apple?", 1.0)
    second = replace(turn("nothing\n\n" * 60 + "apple pie", "so?", 2.0), parent=first.id)
    view.show_conversation(conversation(first, second))
    heard: list[tuple[int, int]] = []
    view.found.connect(lambda at, count: heard.append((at, count)))
    view.look_for("apple")
    qtbot.waitUntil(lambda: bool(heard) and heard[-1][1] == 4)
    view.look_on(1)
    places = []
    for _ in range(4):
        view.look_on(1)
        places.append(heard[-1][0])
    assert sorted(places) == [1, 2, 3, 4]
    view.look_for("apple   AND")
    qtbot.waitUntil(lambda: heard[-1][1] == 1)
    view.look_for("no such words")
    qtbot.waitUntil(lambda: heard[-1] == (0, 0))
    view.look_for("")
    assert heard[-1] == (0, 0)
    assert not view.grab().isNull()


def test_what_is_found_is_lit_and_brought_into_view(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("text\n\n" * 100 + "needle\n\n" + "text\n\n" * 100, "q")))
    view.look_for("needle")
    qtbot.waitUntil(lambda: view._finding.current is not None)
    hit = view._finding.current
    assert hit is not None
    assert view._lit(hit.turn, hit.row).current == (0, 6)
    item = view._items[0]
    y = item.top + item.rows[hit.row].top - view.verticalScrollBar().value()
    assert 0 < y < view.viewport().height()


def test_a_growing_answer_is_looked_through_again(view: TranscriptView, qtbot: QtBot) -> None:
    asked = turn("one apple", "q", done=False)
    view.show_conversation(conversation(asked))
    heard: list[int] = []
    view.found.connect(lambda _, count: heard.append(count))
    view.look_for("apple")
    qtbot.waitUntil(lambda: bool(heard) and heard[-1] == 1)
    view.show_conversation(conversation(asked.as_streaming("one apple\n\ntwo apples\n\nthree apples", 0.1)))
    qtbot.waitUntil(lambda: heard[-1] == 3)


def test_an_answer_that_is_read_but_not_yet_laid_out_is_looked_through(view: TranscriptView, qtbot: QtBot) -> None:
    asked = turn("", "q", done=False)
    view.show_conversation(conversation(asked))
    qtbot.waitUntil(lambda: view.settled)
    view.show_conversation(conversation(asked.as_streaming("An apple.", 0.1).done(None)))
    view._later.stop()
    view._read_on()  # the first of the three events in which a change is shown
    assert view.plain_text() == "q\n\nAn apple."
    view.look_for("apple")
    qtbot.waitUntil(lambda: view.settled and not view._find_timer.isActive())
    assert view._finding.current is not None
    assert view._lit(0, 1).current == (3, 8)


def test_a_change_between_reading_and_laying_out_is_shown(view: TranscriptView, qtbot: QtBot) -> None:
    asked = turn("", "q", done=False)
    view.show_conversation(conversation(asked))
    qtbot.waitUntil(lambda: view.settled)
    view._read_on()  # there is nothing new to read
    view.show_conversation(conversation(asked.as_streaming("An apple.", 0.1).done(None)))
    qtbot.waitUntil(lambda: view.settled)
    assert view._items[0].rows[-1].row.text() == "An apple."


def test_signs_are_looked_for_as_they_are() -> None:
    pattern = pattern_of("a.b (c)")
    assert pattern is not None
    assert pattern.search("A.B\n(c)")
    assert not pattern.search("axb (c)")
    assert pattern_of("  ") is None
    assert TextFinder("").moved([], 1, (0, 0)) is None


# larger text, the keyboard


def test_text_gets_larger_and_smaller(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn("text " * 80, "q")))
    before = view._items[0].rows[1].height
    view.zoom_by(3)
    assert view.zoom == 1.5
    assert view._items[0].rows[1].height > before * 1.5
    view.show_look(Theme(LIGHT, view._base.font))
    assert view._theme.points == pytest.approx(15)
    view.zoom_by(-99)
    view.zoom_by(0)
    assert view.zoom == 1.0


def test_tab_goes_through_links_and_enter_opens_them(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("[one](https://a.example/) and [two](https://b.example/)", "q")))
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    opened = QSignalSpy(view.link_requested)
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert [opened.at(at)[0] for at in range(opened.count())] == ["https://a.example/", "https://b.example/"]
    assert view._lit(0, 1).focused is not None
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view._focused is None
    assert not view.hasFocus()  # the buttons come next


def test_paragraphs_are_selected_with_the_keyboard(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("one\n\ntwo", "q")))
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text == "q\n\none"
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text == "q"
    view.select_all()
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text == "q\n\none"
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text == "q\n\none\n\ntwo"


def test_a_double_click_selects_a_word_and_the_menu_says_where(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("wonderful [link](https://a.example/)", "q")))
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, 1, 20, 8))
    assert view.selected_text == "wonderful"
    x = view._items[0].rows[1].row.place_of((11, 13)).center().x()
    place = place_of(view, 1, x + 4, 8)
    with qtbot.waitSignal(view.menu_requested) as wanted:
        QApplication.sendEvent(
            view.viewport(),
            QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place)),
        )
    assert wanted.args[0] == view._items[0].turn.id
    assert wanted.args[1] == "https://a.example/"


def test_a_click_on_what_is_selected_lets_go_of_it(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("one two three", "q")))
    view.select_all()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, 1, 20, 8))
    assert view.selected_text == ""


def test_versions_and_their_buttons(view: TranscriptView, qtbot: QtBot) -> None:
    first = turn("old", "q", 1.0)
    second = turn("new", "q", 2.0)
    view.show_conversation(Conversation.of("c", (first, second), last=second.id))
    assert view._items[0].foot.words.startswith("2 / 2   ")
    with qtbot.waitSignal(view.version_requested) as wanted:
        press(view, "‹")
    assert wanted.args == [second.id, -1]
    view.show_conversation(Conversation.of("c", (first, second), last=first.id))
    assert [item.turn.answer for item in view._items] == ["old"]
    assert view._items[0].foot.words.startswith("1 / 2   ")


def test_text_code_and_tables_are_dragged_out(view: TranscriptView) -> None:
    view.show_conversation(
        conversation(turn("some **bold** text\n\n```py\nx = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"))
    )
    text, code, table = (QPointF(place_of(view, row, 20, 8)) for row in (1, 2, 3))
    made = view.dragged_at(code)
    assert made.text() == "x = 1"
    assert bytes(made.data("text/markdown").data()) == b"```py\nx = 1\n```"
    made = view.dragged_at(table)
    assert made.text() == "a\tb\n1\t2"
    assert "<td>1</td>" in made.html()
    view.select_all()
    made = view.dragged_at(text)
    assert "some bold text" in made.text()
    assert "<strong>bold</strong>" in made.html()


def test_a_deleted_turn_leaves_no_room_behind(view: TranscriptView) -> None:
    first = turn("a\n\n" * 60, "q", 1.0)
    second = replace(turn("b\n\n" * 60, "q", 2.0), parent=first.id)
    view.show_conversation(conversation(first))
    alone = view.verticalScrollBar().maximum()
    view.show_conversation(conversation(first, second))
    QTest.qWait(100)
    assert view.verticalScrollBar().maximum() > alone
    view.show_conversation(conversation(first))
    QTest.qWait(100)
    assert view.verticalScrollBar().maximum() <= alone  # estimates have become heights
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


# paper


def printed(answer: str, theme: Theme, images: dict[str, QImage] | None = None) -> bytes:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    made = conversation(turn(answer, "what?"))
    outlines = {formula: typeset(formula) for formula in formulas_in(made)}
    assert Printing(writer, theme, images or {}, outlines).print((made,))
    held.close()
    return bytes(held.data().data())


def test_a_conversation_goes_onto_pages(theme: Theme) -> None:
    assert printed("short", theme).count(b"/Type /Page\n") == 1
    long = "A paragraph of some length. " * 30 + "\n\n"
    code = "```python\n" + "x = 1  # and on\n" * 150 + "```\n\n"
    assert printed(long * 12, theme).count(b"/Type /Page\n") > 2
    assert printed(code, theme).count(b"/Type /Page\n") > 2
    assert printed(f"{WIDE}\n\n$$\\frac{{a}}{{b}}$$\n\n> quote\n\n---\n\n- [ ] x", theme)


def test_what_is_printed_is_of_one_size_and_inside_the_margins(theme: Theme) -> None:
    made = printed("Text\n\n```python\n" + "x = 1  # and on\n" * 150 + "```\n\n" + WIDE, theme)
    with pypdfium2.PdfDocument(made) as document:
        assert len(document) > 2
        for page in document:
            words = page.get_textpage()
            boxes = [words.get_charbox(at) for at in range(words.count_chars())]
            assert (
                max(top - bottom for _, bottom, _, top in boxes) < 25
            )  # points: nothing is as large as its device's dots
            assert min(bottom for _, bottom, _, _ in boxes) >= 0
            words.close()
            page.close()


# nothing from outside


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word for it is asked with inotify")
def test_no_payload_opens_a_file_or_calls_anywhere(view: TranscriptView, tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"canary")
    assert len(PAYLOADS) >= 60
    with watched(tmp_path) as watch:
        canary.read_bytes()
        assert watch.opened()  # it would be seen
        socket.create_connection(("127.0.0.1", watch.port)).close()
        assert watch.called()
        for number, payload in enumerate(PAYLOADS):
            text = payload.replace("/etc/passwd", str(canary)).replace("127.0.0.1:9", f"127.0.0.1:{watch.port}")
            view.show_conversation(Conversation(str(number), (turn(text, text),)))
            view.grab()
            view.select_all()
            html_of(view.selected_markdown)
            QApplication.processEvents()
            assert not watch.opened(), payload
            assert not watch.called(), payload
            for _, address in [link for placed in view._items[0].rows for link in placed.row.links()]:
                assert address.lower().startswith(("http://", "https://", "mailto:")), payload


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_half_cut_markdown_is_shown_found_and_copied(text: str, view: TranscriptView) -> None:
    view.show_conversation(Conversation(text, (replace(turn(text, "q", done=False), conversation_id=text),)))
    view.grab()
    view.look_for("o")
    view.select_all()
    assert isinstance(view.selected_text, str)
    assert isinstance(view.selected_markdown, str)
    view.look_for("")


def test_what_hides_is_seen(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn("a\u202eb `\x1b[31m` c\u200bd", "q\u2066")))
    assert view._items[0].rows[1].row.document.toPlainText() == "a‹U+202E›b \u200a␛[31m\u200a c‹U+200B›d"
    assert view._items[0].rows[0].row.document.toPlainText() == "q‹U+2066›"


def test_links_say_where_they_go(view: TranscriptView) -> None:
    view.show_conversation(
        conversation(
            turn(
                "[docs](https://a.example/x) <https://b.example> [bank.example](https://evil.example) "
                "[x](javascript:y) ![p](https://c.example/p.png) www.d.example",
                "q",
            )
        )
    )
    words = view._items[0].rows[1].row.document.toPlainText()
    assert "docs (a.example)" in words
    assert "https://b.example " in words
    assert "bank.example (⚠ evil.example: the text says bank.example)" in words
    assert "p (picture at c.example)" in words
    assert [address for _, address in view._items[0].rows[1].row.links()] == [
        "https://a.example/x",
        "https://b.example",
        "https://evil.example",
        "https://c.example/p.png",
        "http://www.d.example",
    ]


@pytest.mark.parametrize("width", [30.0, 200.0, 2000.0])
@pytest.mark.parametrize("source", [WIDE, "```\nx\n```", "$$x$$", "> q", "text", "---", "1. a\n   - b"])
def test_rows_paint_at_any_width(theme: Theme, source: str, width: float) -> None:
    item = TurnItem(turn(source, "q"), WritingContext(theme), width)
    item.open()
    item.measure(0, 1e6)
    image = QImage(QSize(int(width), 100), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for placed in item.rows:
        placed.row.paint(painter, width, Highlights((0, 2), ((0, 1),), (0, 1), (0, 1)))
        assert placed.row.offset_at(QPointF(1, 1)) >= 0
    painter.end()


def test_a_turn_of_another_conversation_is_shown_from_its_end(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn("a\n\n" * 200)))
    view.verticalScrollBar().setValue(0)
    other = Turn.new("d", "q", "m", "h", 1.0).as_streaming("b\n\n" * 200, 0.1).done(None)
    view.show_conversation(Conversation("d", (other,)))
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    view.show_turn(other.id)
    assert view.verticalScrollBar().value() < view.verticalScrollBar().maximum()
