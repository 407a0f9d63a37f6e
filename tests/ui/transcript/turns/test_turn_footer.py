"""The feet of turns: their problems with the next steps, and their versions."""

from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.errors import Problem, ProblemKind
from desktop.messages.suggested_actions import SuggestedAction
from desktop.ui.theme import Theme
from desktop.ui.transcript.flat_button import small_font
from desktop.ui.transcript.transcript import TranscriptView
from desktop.ui.transcript.turns.turn_footer import footer_for
from tests.ui.transcript.conversations import button_with, conversation, labels, press, turn


def test_a_trouble_stands_in_the_card_with_its_next_step(view: TranscriptView, qtbot: QtBot) -> None:
    failed = Turn.new("c", "why?", "gpt-4o", "api.openai.com", 1.0).failed(
        Problem(ProblemKind.KEY_REFUSED, "api.openai.com")
    )
    view.show_conversation(conversation(failed))
    with qtbot.waitSignal(view.offer_requested) as offered:
        press(view, "Open settings")
    assert offered.args[0] == failed.id
    waiting = failed.as_retrying(12, Problem(ProblemKind.RATE_LIMIT, "api.openai.com"))
    assert footer_for(waiting).text.endswith("Trying again in 12 s.")


def test_a_trouble_is_told_whole_above_its_next_steps(qtbot: QtBot, view: TranscriptView, theme: Theme) -> None:
    turn = Turn.new("c", "which port?", "gpt-4o", "api.openai.com", 0.0)
    turn = turn.failed(Problem(ProblemKind.NO_KEY, "api.openai.com"))
    view.show_conversation(Conversation("c", (turn,)))
    qtbot.waitUntil(lambda: view.settled)
    (item,) = view.items
    assert "api.openai.com needs a key. Your question is kept." in item.footer.text
    assert labels(view).count("Open settings") == 1
    button = button_with(view, "Open settings")
    words = QFontMetricsF(small_font(theme)).horizontalAdvance(item.footer.text)
    lines = -(-words // view.parts.area.text_width)
    assert item.foot.text_height >= lines * QFontMetricsF(small_font(theme)).height()
    assert button.geometry().top() >= item.top + item.foot_top + item.foot.text_height - 2


def test_a_turn_offers_only_what_can_help_it() -> None:
    def offers(turn: Turn) -> list[SuggestedAction]:
        return [offer for offer, _ in footer_for(turn).offers]

    too_long = Problem(ProblemKind.CONTEXT_TOO_LONG, "h")
    alone = Turn.new("c", "why?", "gpt-4o", "h", 1.0).failed(too_long)
    assert offers(alone) == [SuggestedAction.OTHER_MODEL]
    later = Turn.new("c", "why?", "gpt-4o", "h", 1.0, parent=alone.id).failed(too_long)
    assert offers(later) == [SuggestedAction.SHORTER, SuggestedAction.OTHER_MODEL]


def test_what_came_is_kept_is_said_only_where_something_came() -> None:
    cut = Problem(ProblemKind.CUT_OFF, "h")
    empty = Turn.new("c", "why?", "gpt-4o", "h", 1.0).failed(cut)
    assert "kept" not in footer_for(empty).text
    assert [offer for offer, _ in footer_for(empty).offers] == [SuggestedAction.AGAIN]
    half = Turn.new("c", "why?", "gpt-4o", "h", 1.0).as_streaming("half", 0.1).failed(cut)
    assert footer_for(half).text.endswith("The partial answer is kept.")
    assert [offer for offer, _ in footer_for(half).offers] == [SuggestedAction.CONTINUE]


def test_versions_and_their_buttons(view: TranscriptView, qtbot: QtBot) -> None:
    first = turn("old", "q", 1.0)
    second = turn("new", "q", 2.0)
    view.show_conversation(Conversation.of("c", (first, second), last=second.id))
    assert view.items[0].footer.text.startswith("2 of 2 · ")
    with qtbot.waitSignal(view.version_requested) as wanted:
        button_with(view, "Previous answer").click()
    assert wanted.args == [second.id, -1]
    view.show_conversation(Conversation.of("c", (first, second), last=first.id))
    assert [item.turn.answer for item in view.items] == ["old"]
    assert view.items[0].footer.text.startswith("1 of 2 · ")
