"""Every signal and its slot, a module for each story of the user. The place to read to know how the product works.

It was one page until the desk came; each story is now a page of its own, and this is the list of them.
"""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QMessageBox

from desktop import __version__
from desktop.launch import Launch
from desktop.product import Product
from desktop.windows import shortcuts_window
from desktop.wiring.asking import Asking
from desktop.wiring.asking_again import AskingAgain
from desktop.wiring.beginning import Beginning
from desktop.wiring.care import Care
from desktop.wiring.consents import Consents
from desktop.wiring.conversations import Conversations
from desktop.wiring.desk import DeskShows
from desktop.wiring.exports import Exports
from desktop.wiring.fence import Fence
from desktop.wiring.forecasting import Forecasting
from desktop.wiring.grounds import GroundsShow
from desktop.wiring.hints import Hints
from desktop.wiring.limits import Limits
from desktop.wiring.page import PageShows
from desktop.wiring.pictures import Pictures
from desktop.wiring.preferences import PreferencesApply
from desktop.wiring.quick import Quick
from desktop.wiring.reading import ReadingShows
from desktop.wiring.spots import Spots
from desktop.wiring.troubles import Troubles
from desktop.wiring.turns import Turns
from desktop.wiring.waiting import Waiting


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
