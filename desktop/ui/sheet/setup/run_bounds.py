"""The fields for a run's budget and for the rate that its endpoint allows."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import money_signs
from desktop.ui.look.folding.folding_row import FoldingRow
from desktop.ui.look.wheel_proof import AmountBox, NumberBox

MOST_USD = 100_000.0
MOST_A_MINUTE = 100_000_000


class RunBounds(QWidget):
    """Three numbers, of which 0 says that there is no such bound."""

    def __init__(self) -> None:
        super().__init__()
        self.budget, self.requests, self.tokens = AmountBox(), NumberBox(), NumberBox()
        self.budget.setRange(0, MOST_USD)
        before, after = money_signs()
        self.budget.setPrefix(before)
        self.budget.setSuffix(after)
        self.budget.setSpecialValueText(_("No budget"))
        columns = []
        for field, label in (
            (self.budget, _("Budget")),
            (self.requests, _("Requests a minute")),
            (self.tokens, _("Tokens a minute")),
        ):
            if isinstance(field, NumberBox):
                field.setRange(0, MOST_A_MINUTE)
                field.setGroupSeparatorShown(True)
                field.setSpecialValueText(_("As allowed"))
            field.setAccessibleName(label)
            columns.append(QWidget())
            column = QVBoxLayout(columns[-1])
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            title = QLabel(label)
            title.setProperty("quiet", True)
            title.setBuddy(field)
            column.addWidget(title)
            column.addWidget(field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(FoldingRow(*columns))

    @property
    def budget_usd(self) -> float:
        """The budget in US dollars; 0 for none."""
        return self.budget.value()

    @property
    def rate(self) -> tuple[int, int]:
        """Requests and tokens a minute; 0 where unknown."""
        return self.requests.value(), self.tokens.value()

    def show_values(self, budget_usd: float, rate: tuple[int, int]) -> None:
        """Shows these numbers."""
        self.budget.setValue(budget_usd)
        self.requests.setValue(rate[0])
        self.tokens.setValue(rate[1])
