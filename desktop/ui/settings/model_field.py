"""The field in which a model is chosen or typed; its list tells of each model what is known of it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.models.model_offer import ModelOffer
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.model_words import about_offer
from desktop.ui.look.mirroring import inside
from desktop.ui.look.wheel_proof import ChoiceBox

ABOUT = Qt.ItemDataRole.UserRole
LONGEST_NAME = 120  # letters of a model's name in the list; chosen, like the next line
GAP = 24  # pixels between a name and what is known of it
ROOM = 6  # pixels of height beyond that of a line
_Index = QModelIndex | QPersistentModelIndex


class _OfferDelegate(QStyledItemDelegate):
    """Paints the name, and at the end of the line, quieter, what is known of the model."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        about = str(index.data(ABOUT) or "")
        if about:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.PlaceholderText
            painter.save()
            painter.setPen(QGuiApplication.palette().color(role))  # a style sheet makes those of widgets paler
            place = inside(option.rect.adjusted(0, 0, -GAP // 3, 0), option.rect)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), about)
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        size = super().sizeHint(option, index)
        about = str(index.data(ABOUT) or "")
        width = option.fontMetrics.horizontalAdvance(about) + GAP if about else 0
        return QSize(size.width() + width + GAP // 3, size.height() + ROOM)


class ModelField(ChoiceBox):
    """A combo box of models, in which any other name can be typed as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, editable=True)
        self._offers: tuple[ModelOffer, ...] = ()
        self.setItemDelegate(_OfferDelegate(self))

    @property
    def recommended(self) -> str:
        """The name of the model to take in the place of the chosen one; empty for none."""
        return next((offer.name for offer in self._offers if offer.is_recommended), "")

    def offer_named(self, name: str) -> ModelOffer | None:
        """Returns what is known of a model in the list."""
        return next((offer for offer in self._offers if offer.name == name), None)

    def show_offers(self, offers: tuple[ModelOffer, ...]) -> None:
        """Lists these models, and keeps the text of the field."""
        if offers == self._offers:
            return
        self._offers = offers
        text = self.currentText()
        self.clear()
        for offer in offers:
            self.addItem(untrusted_line(offer.name, LONGEST_NAME))
            self.setItemData(self.count() - 1, about_offer(offer), ABOUT)
            described = ", ".join(filter(None, (offer.name, about_offer(offer))))
            self.setItemData(self.count() - 1, described, Qt.ItemDataRole.AccessibleTextRole)
        self.setCurrentText(text)

    def show_chosen(self, name: str) -> None:
        """Shows the model in force in the field, and marks it in the list."""
        self.setCurrentIndex(self.findText(name))
        self.setEditText(name)

    def showPopup(self) -> None:
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * GAP)
        super().showPopup()
