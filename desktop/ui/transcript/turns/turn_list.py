"""The turns of the conversation that is shown, kept up to date with its states."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.markdown.formula import Formula, FormulaOutline
from desktop.core.markdown.syntax_highlighting import Code, HighlightSpan
from desktop.core.ocr.quote_matching import QuoteMatches
from desktop.ui.rich_text.formula_object import FormulaOutlines
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.rich_text.number_chips import NO_NUMBERS
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.turns.turn_footer import VersionPosition
from desktop.ui.transcript.turns.turn_item import TurnItem
from desktop.ui.transcript.turns.turn_layout import TurnLayout


@dataclass(frozen=True, slots=True)
class TurnListChange:
    """The change that a new state of a conversation made. Positions in the text are void after `replaced`."""

    conversation: bool  # another conversation is shown
    replaced: bool  # other turns took the place of some, or some are gone
    asked: bool  # a question was added that has no complete answer yet


class TurnList:
    """Makes, changes and removes the turns of a layout. `width` returns the width of their rows."""

    def __init__(
        self,
        layout: TurnLayout,
        theme: Theme,
        width: Callable[[], float],
        request_formula: Callable[[Formula], None],
    ) -> None:
        self._layout = layout
        self._theme = theme
        self._width = width
        self._request_formula = request_formula
        self._outlines = FormulaOutlines(request_formula)
        self._shown: tuple[Turn, ...] = ()
        self.conversation_id = ""

    def show(self, conversation: Conversation) -> TurnListChange:
        """Shows a conversation, or a later state of the same one."""
        before, self._shown = self._shown, conversation.turns
        if conversation.id != self.conversation_id:
            self.conversation_id = conversation.id
            self._outlines = FormulaOutlines(self._request_formula)
            versions = conversation.version_positions
            self._layout.replace_all([self._new_item(turn, versions) for turn in conversation.turns])
            self._set_numbers()
            return TurnListChange(conversation=True, replaced=True, asked=False)
        grows = len(before) == len(conversation.turns) and before[:-1] == conversation.turns[:-1]
        change = self._update(conversation, max(0, len(before) - 1) if grows else 0)  # a growing answer is the last
        if conversation.turns and conversation.turns[-1].stage is not Stage.ANSWERING:
            self._set_numbers()
        return change

    def _update(self, conversation: Conversation, start: int) -> TurnListChange:
        """Takes the turns from `start` on; where another branch begins, its turns replace those that were shown."""
        versions, items = conversation.version_positions, self._layout.items
        replaced = len(conversation.turns) < len(items)
        asked = False
        for number, turn in enumerate(conversation.turns[start:], start):
            if number < len(items) and items[number].turn.id != turn.id:
                self._layout.cut(number)
                replaced = True
            if number == len(items):
                items.append(self._new_item(turn, versions))
                asked = asked or not turn.stage.ended
            elif items[number].turn is not turn and items[number].turn != turn:
                items[number].change(turn)
            items[number].version = versions.get(turn.id, (1, 1))
        self._layout.cut(len(conversation.turns))
        return TurnListChange(conversation=False, replaced=replaced, asked=asked)

    def _new_item(self, turn: Turn, versions: dict[str, VersionPosition]) -> TurnItem:
        context = WritingContext(self._theme, NO_NUMBERS, self._outlines)
        return TurnItem(turn, context, self._width(), versions.get(turn.id, (1, 1)))

    def _set_numbers(self) -> None:
        """Lets each turn refer to the badge numbers of its own and of earlier images."""
        known: set[int] = set()
        for item in self._layout.items:
            known.update(badge.number for image in item.turn.images for badge in image.badges)
            item.set_numbers(frozenset(known) if known else NO_NUMBERS)

    def set_width(self) -> None:
        """Estimates all turns for the width as it is now."""
        width = self._width()
        for item in self._layout.items:
            item.set_width(width)

    def set_theme(self, theme: Theme) -> None:
        """Makes all rows again in other colours or another font."""
        self._theme = theme
        for item in self._layout.items:
            item.set_theme(theme)

    def add_formula(self, formula: Formula, outlines: FormulaOutline | None) -> bool:
        """Stores the outlines of a formula; None if it cannot be typeset. Returns True if that changes any row."""
        self._outlines.put(formula, outlines)
        changed = [item.add_formula(formula) for item in self._layout.items if item.is_open]  # tells every one of them
        return any(changed)

    def set_quote_matches(self, turn_id: str, quote_matches: QuoteMatches) -> bool:
        """Sets which quotes of a turn are found in its images. Returns True if that changes its rows."""
        changed = [item.set_quote_matches(quote_matches) for item in self._layout.items if item.turn.id == turn_id]
        return any(changed)

    def show_colors(self, code: Code, spans: tuple[HighlightSpan, ...]) -> bool:
        """Applies syntax colours to the rows that show this code. Returns True if there are any."""
        rows = (position.row for item in self._layout.items for position in item.rows)
        changed = [row.show_colors(code, spans) for row in rows if isinstance(row, CodeRow)]  # tells every one of them
        return any(changed)
