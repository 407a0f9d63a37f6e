"""Every signal and its slot, a module for each story of the user. The place to read to know how the product works.

It was one page until the desk came; each story is now a page of its own, and this is the list of them.
"""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QMessageBox

from desktop import __version__
from desktop.composition.container import Product
from desktop.composition.lazy_windows import shortcuts_window
from desktop.controllers.asking.ask import Asking
from desktop.controllers.asking.ask_again import AskingAgain
from desktop.controllers.asking.saved_prompts import Quick
from desktop.controllers.asking.send_estimate import Forecasting
from desktop.controllers.conversation.history import Conversations
from desktop.controllers.conversation.import_export import Exports
from desktop.controllers.conversation.transcript import PageShows
from desktop.controllers.conversation.turn_actions import Turns
from desktop.controllers.error_notices import Troubles
from desktop.controllers.hint_bar import Hints
from desktop.controllers.image.image_import import Pictures
from desktop.controllers.ocr.quote_links import GroundsShow
from desktop.controllers.ocr.text_layer import ReadingShows
from desktop.controllers.pending_question import Waiting
from desktop.controllers.privacy.privacy_warnings import Care
from desktop.controllers.privacy.send_confirmation import Fence
from desktop.controllers.privacy.send_consents import Consents
from desktop.controllers.settings.settings import PreferencesApply
from desktop.controllers.settings.welcome import Beginning
from desktop.controllers.usage.spending_limits import Limits
from desktop.controllers.workspace.canvas_navigation import Spots
from desktop.controllers.workspace.workspace import DeskShows
from desktop.launch_request import Launch


class Wiring:
    """Connects the parts of one product."""

    def __init__(self, product: Product, font: QFont) -> None:
        self._product = product
        troubles = Troubles(product.window.notice)
        self.pictures = Pictures(product, troubles)
        hints = Hints(product.window.hint)
        spots = Spots(product, troubles)
        self.desk = DeskShows(product, troubles, hints, spots)
        self.reading = ReadingShows(product, troubles)  # after the desk: a sheet is shown before its text is
        consents = Consents()
        self.care = Care(product, hints, consents)
        self.grounds = GroundsShow(product, spots)
        waiting = Waiting(product)
        forecasts, limits = Forecasting(product, self.care, waiting), Limits(product, troubles)
        fence = Fence(product, self.care, spots, consents, waiting)
        self.asking = Asking(product, troubles, forecasts, fence, limits, waiting)
        again = AskingAgain(product, troubles, self.care, forecasts, fence, limits)
        self.page = PageShows(product, troubles)
        self.conversations = Conversations(product, troubles, self.page)
        self.preferences = PreferencesApply(product, font, troubles, self._look_again, self.asking.decided)
        self.beginning = Beginning(product, troubles)
        self.turns = Turns(product, again, self.page, self.preferences)
        self.quick = Quick(product, self.asking, troubles)
        self.exports = Exports(product, troubles, self.quick.take_over)
        self._the_rest()
        self.desk.show_draft(product.desk.draft)
        for trouble in product.early_troubles:
            troubles.tell(trouble)

    def launch(self, launch: Launch) -> None:
        """Do what a start of the program asked for."""
        self.pictures.launch(launch)

    def _look_again(self) -> None:
        """Settings have changed: what is seen, sent and paid may be another thing."""
        self.desk.legible.settings_changed()
        self.care.show()
        self.asking.look_again()

    def _the_rest(self) -> None:
        window = self._product.window
        window.actions_["keys"].triggered.connect(self._show_shortcuts)
        window.actions_["about"].triggered.connect(self._show_about)

    def _show_shortcuts(self) -> None:
        listed = shortcuts_window(self._product.window)
        listed.finished.connect(listed.deleteLater)
        listed.open()

    def _show_about(self) -> None:
        box = QMessageBox(self._product.window)
        box.setTextFormat(box.textFormat().PlainText)
        box.setWindowTitle("About Askance")
        box.setText(f"Askance {__version__}\n\nPaste a screenshot, ask about it, read the answer.")
        box.finished.connect(box.deleteLater)
        box.open()
