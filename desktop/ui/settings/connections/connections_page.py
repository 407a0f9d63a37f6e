"""The page of the settings about connections: their list, the one that answers, and how it answers."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLineEdit

from desktop.core.models.price_list import are_prices
from desktop.core.settings.connections.connection import LONGEST_NAME
from desktop.core.settings.settings import Settings
from desktop.core.settings.values.rate import is_rate
from desktop.messages.language.catalogue import _
from desktop.ui.settings.answers_page import AnswersPage
from desktop.ui.settings.connections.connection_list import ConnectionListField
from desktop.ui.settings.connections.parameters_field import ParametersField
from desktop.ui.settings.fields import Paragraph, is_being_typed


class ConnectionsPage(AnswersPage):
    """The fields below the list are those of the connection that is marked there."""

    parameters_here = Signal(str)  # for the open conversation alone

    def __init__(self) -> None:
        super().__init__()
        self.connections = ConnectionListField()
        self._name = QLineEdit(maxLength=LONGEST_NAME)
        self._name.setPlaceholderText(_("Its host, if you give it no name"))
        self._name.editingFinished.connect(self._name_done)
        self.add("connection_name", self._name, self._load_name)
        self.form.move_to_top(self._name)
        self.form.add_row(
            _("Connections"), self.connections, _("The marked one answers here and in new conversations.")
        )
        self.form.move_to_top(self.connections)
        self.parameters = ParametersField()
        self.parameters.changed.connect(self._parameters_done)
        self.add("parameters", self.parameters, lambda settings: self.parameters.show_value(settings.parameters))
        self._prices = Paragraph()
        self._prices.show_lines(2)
        self._prices.setTabChangesFocus(True)
        self._prices.left.connect(self._prices_done)
        self.add("prices", self._prices, self._load_prices)
        self._rate = QLineEdit()
        self._rate.setPlaceholderText(_("As the service says itself"))
        self._rate.editingFinished.connect(self._rate_done)
        self.add("rate", self._rate, self._load_rate)
        self._in_force = Settings()

    def focus_first(self) -> None:
        if self._name.isEnabled():
            self._name.setFocus()
        else:
            super().focus_first()

    def show_settings(self, settings: Settings) -> None:
        self._in_force = settings
        super().show_settings(settings)

    def show_locked(self, names: frozenset[str], lock: QPixmap | None = None) -> None:
        super().show_locked(names, lock)
        self.connections.show_lock(lock)

    def take_typed(self) -> None:
        super().take_typed()
        self._name_done()
        self.parameters.give()
        self._prices_done()
        self._rate_done()

    def _load_name(self, settings: Settings) -> None:
        if not is_being_typed(self._name):
            self._name.setText(settings.connection_name)

    def _name_done(self) -> None:
        name = self._name.text().strip()
        if name != self._in_force.connection_name:
            self.change("connection_name", name)

    def _parameters_done(self, parameters: str, only_here: bool) -> None:
        if only_here:
            self.parameters_here.emit(parameters)
        else:
            self.change("parameters", parameters)

    def _load_prices(self, settings: Settings) -> None:
        if not is_being_typed(self._prices):
            self._prices.setPlainText(settings.prices)

    def _prices_done(self) -> None:
        prices = self._prices.toPlainText().strip()
        if are_prices(prices) and prices != self._in_force.prices:
            self.change("prices", prices)

    def _load_rate(self, settings: Settings) -> None:
        if not is_being_typed(self._rate):
            self._rate.setText(settings.rate)

    def _rate_done(self) -> None:
        rate = self._rate.text().strip()
        if is_rate(rate) and rate != self._in_force.rate:
            self.change("rate", rate)
