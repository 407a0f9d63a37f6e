"""The turns of a conversation, kept in step with its states."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Conversation
from desktop.core.markdown.formula import Formula
from desktop.core.ocr.quote_matching import QuoteMatches
from desktop.ui.theme import Theme
from desktop.ui.transcript.turns.turn_list import TurnListChange
from tests.ui.transcript.areas import TurnsInArea
from tests.ui.transcript.conversations import conversation, turn


def test_the_change_tells_what_became_of_the_turns(qtbot: QtBot, theme: Theme) -> None:
    turns = TurnsInArea(qtbot, theme).turns
    first, second = turn("one"), turn("two", done=False)
    assert turns.show(conversation(first)) == TurnListChange(conversation=True, replaced=True, asked=False)
    assert turns.show(conversation(first, second)) == TurnListChange(conversation=False, replaced=False, asked=True)
    later = conversation(first, second.as_streaming("two words", 0.1))
    assert turns.show(later) == TurnListChange(conversation=False, replaced=False, asked=False)
    assert turns.show(conversation(first)) == TurnListChange(conversation=False, replaced=True, asked=False)
    other = turn("three")
    assert turns.show(conversation(other)) == TurnListChange(conversation=False, replaced=True, asked=False)
    assert turns.show(Conversation("d", (replace(other, conversation_id="d"),))).conversation


def test_a_changed_turn_keeps_its_item(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    growing = turn("one", done=False)
    shown.show(growing)
    (item,) = shown.area.items
    shown.turns.show(conversation(growing.as_streaming("one two", 0.1)))
    assert shown.area.items == [item]
    assert item.is_behind
    item.read_on()
    item.arrange()
    assert not item.is_behind
    assert list(item.texts()) == ["why?", "one two"]


def test_formulas_and_quotes_change_only_what_shows_them(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    asked = turn('So $x$ is "a quote".')
    shown.show(asked)
    assert shown.wanted_formulas == [Formula("x")]
    assert not shown.turns.add_formula(Formula("y"), None)
    assert shown.turns.add_formula(Formula("x"), None)
    matches = QuoteMatches(frozenset({"a quote"}), frozenset())
    assert not shown.turns.set_quote_matches("another", matches)
    assert shown.turns.set_quote_matches(asked.id, matches)
    assert not shown.turns.set_quote_matches(asked.id, matches)
