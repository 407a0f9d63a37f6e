"""What is sent: the window that shows the request itself, kept true while the desk goes on, and asking from it."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.adapters.system import clipboard
from desktop.composition.container import Product
from desktop.composition.lazy_windows import sent_window
from desktop.controllers.asking.request_preview_builder import sent_view
from desktop.controllers.asking.send_estimate import Forecasting
from desktop.controllers.error_notices import Troubles
from desktop.core.asking.prepared_request import Packed
from desktop.core.asking.request import body
from desktop.core.errors import AskanceError
from desktop.core.image.annotated_image import Fate
from desktop.services.asking.request_builder import Question
from desktop.ui.theme import Look

if TYPE_CHECKING:
    from desktop.ui.dialogs.request_preview import SentWindow


class Sending:
    """`forecasts` knows what Enter would ask and what that would take; `go` asks it as it was shown."""

    def __init__(
        self,
        product: Product,
        troubles: Troubles,
        forecasts: Forecasting,
        go: Callable[[Question, Packed], None],
    ) -> None:
        self._product = product
        self._troubles = troubles
        self._forecasts = forecasts
        self._go = go
        self._window: SentWindow | None = None
        self._shown: Packed | None = None
        product.window.composer.sent_requested.connect(self._open)
        product.window.actions_["sent"].triggered.connect(self._open)

    def show(self, packed: Packed | None) -> None:
        """What would be sent has changed; None while it is being prepared."""
        if self._window is None:
            return
        if packed is None:
            self._window.show_stale()
            return
        self._shown = packed
        product, settings = self._product, self._product.preferences.in_force
        can_ask = bool(self._forecasts.question().prompt) and not product.ask.busy(product.history.conversation.id)
        told, sheet = self._forecasts.of(packed, settings), product.desk.draft.sheet
        looked_at = sheet.id if sheet is not None else ""
        self._window.show_view(sent_view(packed, settings, told, product.ledger.spent, can_ask, looked_at))

    def _open(self) -> None:
        if self._product.preferences.in_force.is_here:
            self._product.window.notice.say("Nothing is sent: this computer answers with the text that it reads.")
            return
        self._product.tasks.replace("what is sent", self._open_when_packed())
        self._product.ledger.refresh()

    async def _open_when_packed(self) -> None:
        packing = self._product.packing
        try:
            packed = await packing.packed(question := self._forecasts.question())
            while self._forecasts.question() != question:  # somebody typed on, or edited, while it was being prepared
                packed = await packing.packed(question := self._forecasts.question())
        except AskanceError as error:
            self._troubles.tell(error.trouble)
            return
        if self._window is None:
            parent = self._product.window
            self._window = sent_window(parent, Look(parent.colours, parent.font()))
            self._window.ask_requested.connect(self._ask_as_shown)
            self._window.copy_requested.connect(self._copy)
            self._window.fate_chosen.connect(self._set_fate)
            self._window.finished.connect(self._closed)
        self.show(packed)
        self._window.open()

    def _ask_as_shown(self) -> None:
        """Ask just what the window shows; what is still on its way to the desk was not seen there, and stays."""
        question = self._forecasts.question()
        if self._shown is not None and self._product.packing.look(question) is self._shown:
            self._go(question, self._shown)
        if self._window is not None:
            self._window.accept()

    def _closed(self) -> None:
        if self._window is not None:
            self._window.deleteLater()
            self._window = self._shown = None

    def _copy(self) -> None:
        if self._shown is not None:
            clipboard.put_text(json.dumps(body(self._shown.request), ensure_ascii=False))

    def _set_fate(self, at: int, fate: Fate) -> None:
        """Another fate for the picture at that place of what is shown."""
        assert self._shown is not None
        parcel, desk = self._shown.parcels[at], self._product.desk
        if parcel.sheet is not None:
            sheet = next((each for each in desk.draft.sheets if each.id == parcel.sheet.id), None)
            if sheet is not None:
                desk.change("Later questions", desk.draft.replacing(sheet.with_fate(fate)))
        elif parcel.sent is not None:
            self._product.history.set_fate(parcel.sent.id, fate)
