"""The transcript: what it shows, how it grows, what is selected; a stranger's text can do nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QFontMetricsF, QTextDocument
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn, Usage
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.sent_image import SentImage
from desktop.core.markdown.blocks import parsed
from desktop.ui.rich_text.block_writer import block_document, text_document
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.theme import DARK, LIGHT, Theme, colors_for, style_sheet
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.turn_footer import footer_for
from desktop.ui.transcript.transcript import TranscriptView
from desktop.ui.transcript.turn_item import footer_font
from tests.core.markdown.test_blocks import TEXTS


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    font = qapp.font()
    font.setPointSizeF(10)
    return Theme(LIGHT, font)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> TranscriptView:
    made = TranscriptView(theme)
    made.resize(420, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def turn(answer: str, prompt: str = "why?", at: float = 1.0, done: bool = True) -> Turn:
    made = Turn.new("c", prompt, "gpt-4o", "h", at).as_waiting(()).as_streaming(answer, 0.6)
    return made.done(Usage(1562, 214)) if done else made


def conversation(*turns: Turn) -> Conversation:
    return Conversation("c", turns)


def labels(view: TranscriptView) -> list[str]:
    return sorted(each.text() for each in view.findChildren(QPushButton) if each.isVisible())


def press(view: TranscriptView, label: str) -> None:
    next(each for each in view.findChildren(QPushButton) if each.isVisible() and each.text() == label).click()


def test_a_question_its_answer_and_what_it_took(view: TranscriptView) -> None:
    view.show_conversation(conversation(turn("At **first**\n\n- one\n- two\n\n```sh\nls -l\n```")))
    assert view.plain_text() == "why?\n\nAt first\n\none\ntwo\n\nls -l"
    assert footer_for(turn("x")).words == "0.6 s to first word   1,562 in · 214 out   gpt-4o"
    at_openai = replace(turn("x"), host="api.openai.com")
    assert footer_for(at_openai).words == "0.6 s to first word   1,562 in · 214 out   $0.0060   gpt-4o"
    assert labels(view) == ["Copy", "Copy", "Edit", "Retry", "Save…", "⋯"]


def test_the_buttons_do_what_they_say(view: TranscriptView, qtbot: QtBot) -> None:
    asked = turn("text\n\n```\ncode\n```")
    view.show_conversation(conversation(asked))
    with qtbot.waitSignal(view.again_requested) as again:
        press(view, "Retry")
    assert again.args == [asked.id]
    copied: list[str] = []
    view.copied.connect(copied.append)
    for button in view.findChildren(QPushButton):
        if button.isVisible() and button.text() == "Copy":
            button.click()
    assert sorted(copied) == ["code", "text\n\n```\ncode\n```"]
    assert {each.accessibleName() for each in view.findChildren(QPushButton) if each.isVisible()} >= {
        "Copy this code",
        "Copy this answer",
        "Ask this question again",
    }


def test_an_answer_grows_without_touching_what_is_finished(view: TranscriptView, qtbot: QtBot) -> None:
    text = "first\n\nsecond **bold**\n\n```py\n" + "x = 1\n" * 30
    grown = turn("fir", done=False)
    for end in range(3, len(text), 7):
        view.show_conversation(conversation(grown.as_streaming(text[:end], 0.6)))
        qtbot.wait(0)
    qtbot.waitUntil(lambda: view.settled)
    rows = [placed.row for placed in view._items[0].rows]
    view.show_conversation(conversation(grown.as_streaming(text, 0.6).done(None)))
    qtbot.waitUntil(lambda: view.settled)
    assert view._items[0].rows[1].row is rows[1]
    assert isinstance(rows[-1], CodeRow)
    assert view.plain_text().endswith("x = 1")
    assert view.plain_text().count("x = 1") == 30


def test_the_view_follows_only_at_the_end(view: TranscriptView, qtbot: QtBot) -> None:
    grown = turn("line\n\n" * 60, done=False)
    view.show_conversation(conversation(grown))
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    view.show_conversation(conversation(grown.as_streaming(grown.answer + "more\n\n" * 20, 0.6)))
    qtbot.waitUntil(lambda: view.settled)
    assert bar.value() == bar.maximum()
    bar.setValue(200)
    before = view._anchor()
    view.show_conversation(conversation(grown.as_streaming(grown.answer + "more\n\n" * 80, 0.6)))
    qtbot.waitUntil(lambda: view.settled)
    assert view._anchor() == before
    assert "↓ new" in labels(view)
    press(view, "↓ new")
    assert bar.value() == bar.maximum()


def test_a_long_history_opens_at_its_end_and_builds_only_what_is_near(view: TranscriptView) -> None:
    turns = tuple(turn("A paragraph of some words.\n\n" * 12, f"question {at}", float(at)) for at in range(300))
    view.show_conversation(Conversation("long", turns))
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum()
    assert sum(item.split for item in view._items) < 12
    bar.setValue(bar.maximum() // 2)
    assert sum(item.split for item in view._items) < 24
    before = view._anchor()
    view.resize(300, 600)
    assert view._anchor()[0] == before[0]


def test_selection_goes_across_turns_that_were_never_built(view: TranscriptView) -> None:
    turns = tuple(turn(f"answer *{at}*", f"question {at}", float(at)) for at in range(100))
    view.show_conversation(Conversation("long", turns))
    copied: list[str] = []
    view.copied.connect(copied.append)
    view.setFocus()
    from PySide6.QtTest import QTest

    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied[0].startswith("question 0\n\nanswer 0\n\nquestion 1")
    assert copied[0].endswith("question 99\n\nanswer 99")
    assert sum(item.split for item in view._items) < 40


def test_dragging_selects_and_copies_what_was_dragged_over(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("one two three\n\nfour five six", "q")))
    first, second = (view._items[0].rows[at] for at in (1, 2))
    top = round(view._items[0].top - view.verticalScrollBar().value())
    port = view.viewport()
    copied: list[str] = []
    view.copied.connect(copied.append)
    start = QPoint(18, top + round(first.top) + 8)
    end = QPoint(400, top + round(second.top) + 8)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, end)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied == ["one two three\n\nfour five six"]
    assert not view.grab().isNull()


def test_a_trouble_stands_in_the_card_with_its_next_step(view: TranscriptView, qtbot: QtBot) -> None:
    failed = Turn.new("c", "why?", "gpt-4o", "api.openai.com", 1.0).failed(
        Problem(ProblemKind.KEY_REFUSED, "api.openai.com")
    )
    view.show_conversation(conversation(failed))
    with qtbot.waitSignal(view.offer_requested) as offered:
        press(view, "Open settings")
    assert offered.args[0] == failed.id
    waiting = failed.as_retrying(12, Problem(ProblemKind.RATE_LIMIT, "api.openai.com"))
    assert footer_for(waiting).words.endswith("Trying again in 12 s.")


def test_links_are_told_of_and_not_followed(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("[here](https://a.example/x)", "q")))
    row = view._items[0].rows[1]
    place = QPoint(24, round(view._items[0].top - view.verticalScrollBar().value() + row.top) + 8)
    with qtbot.waitSignal(view.link_requested) as link:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert link.args == ["https://a.example/x"]


PAYLOADS = [
    "![x](file:///etc/passwd)",
    "![x](/etc/passwd)",
    "![x](//host/share/x.png)",
    "![x](http://127.0.0.1:9/x.png)",
    "<img src='file:///etc/passwd'>",
    "<img src=http://127.0.0.1:9/x.png>",
    "<iframe src='file:///etc/passwd'></iframe>",
    "<style>@import url(file:///etc/passwd)</style>",
    "<link rel=stylesheet href=file:///etc/passwd>",
    "<table background='file:///etc/passwd'><tr><td>x</table>",
    "<object data=file:///etc/passwd>",
    "[x](file:///etc/passwd)",
    "[x](javascript:alert(1))",
    "[x](data:text/html,hi)",
    "[x](vbscript:x)",
    "[x](//host/share)",
    "<file:///etc/passwd>",
    "<javascript:alert(1)>",
    "[x][r]\n\n[r]: file:///etc/passwd",
    "![x][r]\n\n[r]: file:///etc/passwd",
    "| ![x](file:///etc/passwd) |\n|---|\n| <img src=/etc/passwd> |",
    "> ![x](file:///etc/passwd)",
    "```\n<img src=file:///etc/passwd>\n```",
    "&lt;img src=file:///etc/passwd&gt;",
    "<a href='file:///etc/passwd'>x</a>",
    "\u202efile:///etc/passwd",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_strangers_text_loads_nothing(
    payload: str, theme: Theme, monkeypatch: pytest.MonkeyPatch, view: TranscriptView
) -> None:
    wanted: list[str] = []

    def load(self: QTextDocument, kind: int, name: QUrl) -> object:
        wanted.append(name.toString())
        return None

    monkeypatch.setattr(QTextDocument, "loadResource", load)
    view.show_conversation(conversation(turn(payload, payload)))
    view.grab()
    assert wanted == []
    for block in parsed(payload):
        document = block_document(block, WritingContext(theme))
        assert "file:" not in "".join(_addresses(document))
        assert "javascript:" not in "".join(_addresses(document))
    text_document(payload, WritingContext(theme))


def _addresses(document: QTextDocument) -> Iterator[str]:
    block = document.begin()
    while block.isValid():
        for span in block.textFormats():
            yield span.format.anchorHref()
            yield span.format.toImageFormat().name()
        block = block.next()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_markdown_is_laid_out(text: str, theme: Theme) -> None:
    for block in parsed(text):
        block_document(block, WritingContext(theme)).setTextWidth(300)


def test_endless_runs_and_deep_nesting_do_not_stall(view: TranscriptView, qtbot: QtBot) -> None:
    hard = "x" * 100_000 + "\n\n" + "> " * 500 + "deep\n\n" + "| a " * 300 + "|\n" + "|---" * 300 + "|\n"
    hard += ("| b " * 300 + "|\n") * 40
    view.show_conversation(conversation(turn(hard)))
    assert not view.grab().isNull()


def test_themes_have_every_colour_and_enough_contrast(theme: Theme) -> None:
    def light(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        high, low = sorted((light(one), light(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for colors in (LIGHT, DARK):
        assert "%" not in style_sheet(colors).replace("100%", "")
        quote_matches = (colors.page, colors.side, colors.field, colors.card, colors.bubble, colors.workspace)
        for ground in quote_matches:
            assert contrast(colors.text, ground) >= 7
            assert contrast(colors.quiet, ground) >= 4.4
        assert contrast(colors.accent, colors.page) >= 4.5
        assert contrast(colors.on_accent, colors.accent) >= 4.5
        assert contrast(colors.alarm, colors.page) >= 4.5
    assert colors_for("dark") is DARK


def test_the_style_sheet_holds_wherever_the_program_lies(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.theme.resource", lambda name: Path("/some where/(ü)") / name)
    widget = QPushButton()
    qtbot.addWidget(widget)
    widget.setStyleSheet(style_sheet(LIGHT))  # Qt would warn, and a warning fails a test
    widget.ensurePolished()


def test_other_colours_keep_the_place(view: TranscriptView, theme: Theme) -> None:
    view.show_conversation(conversation(turn("a\n\n" * 100)))
    view.verticalScrollBar().setValue(300)
    before = view._anchor()
    view.show_look(Theme(DARK, theme.font))
    assert view._anchor()[:2] == before[:2]
    assert view._anchor()[2] == pytest.approx(before[2], abs=1)
    view.resize(300, 600)
    assert view._anchor()[:2] == before[:2]


def test_thumbnails_are_wanted_once(view: TranscriptView) -> None:
    wanted: list[SentImage] = []
    view.thumbnail_wanted.connect(wanted.append)
    sent = SentImage("a" * 64, "image/png", 10, 10, 5)
    view.show_conversation(conversation(Turn.new("c", "q", "m", "h", 1.0).as_waiting((sent,)).done(None)))
    view.grab()
    view.grab()
    assert wanted == [sent]


def test_code_is_scrolled_sideways(view: TranscriptView, theme: Theme) -> None:
    (block,) = parsed("```\n" + "wide " * 100 + "\n```")
    row = CodeRow(block, theme)
    row.measure(300)
    assert row.scroll(50, 300)
    assert row.scrolled == 50
    assert row.scroll(-500, 300)
    assert row.scrolled == 0


def test_a_trouble_is_told_whole_above_its_next_steps(qtbot: QtBot, view: TranscriptView, theme: Theme) -> None:
    turn = Turn.new("c", "which port?", "gpt-4o", "api.openai.com", 0.0)
    turn = turn.failed(Problem(ProblemKind.NO_KEY, "api.openai.com"))
    view.show_conversation(Conversation("c", (turn,)))
    qtbot.waitUntil(lambda: view.settled)
    (item,) = view._items
    assert "There is no key for api.openai.com yet. Your question is kept." in item.foot.words
    (button,) = [each for each in view.findChildren(QPushButton) if each.isVisible() and each.text() == "Open settings"]
    words = QFontMetricsF(footer_font(theme)).horizontalAdvance(item.foot.words)
    lines = -(-words // view._width)
    assert item.foot_words >= lines * QFontMetricsF(footer_font(theme)).height()
    assert button.geometry().top() >= item.top + item.foot_top + item.foot_words - 2
