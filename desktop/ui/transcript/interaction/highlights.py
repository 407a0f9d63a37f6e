"""The highlights of rows: what is selected, what was found, and the link that has the keyboard focus."""

from desktop.ui.transcript.finding.find_in_page import FindInPage
from desktop.ui.transcript.interaction.links import Links
from desktop.ui.transcript.interaction.text_selection import TranscriptSelection
from desktop.ui.transcript.rows.document_row import NO_HIGHLIGHTS, Highlights
from desktop.ui.transcript.visible_area import VisibleArea


class RowHighlights:
    """Collects the highlights of a row from the selection, the search and the links."""

    def __init__(self, area: VisibleArea, selection: TranscriptSelection, search: FindInPage, links: Links) -> None:
        self._area = area
        self._selection = selection
        self._search = search
        self._links = links

    def of(self, turn: int, row: int) -> Highlights:
        """Returns the highlights of a row, by the indices of its turn and of the row in that."""
        selected = self._selection.span(turn, row)
        focused = self._links.focused_span(self._area.items[turn].turn.id, row)
        if not self._search.is_active:
            return Highlights(selected, focused=focused) if selected or focused else NO_HIGHLIGHTS
        return Highlights(selected, *self._search.spans(turn, row), focused)
