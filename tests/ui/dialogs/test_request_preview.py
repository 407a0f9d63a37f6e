"""The window "What is sent"."""

from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QListWidget, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.controllers.asking.request_preview_builder import build_request_preview
from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings
from desktop.core.usage.estimator import estimate_request
from desktop.core.usage.spending_limits import Spending
from desktop.ui.dialogs.exact_image import ExactImage
from desktop.ui.dialogs.request_preview import RequestPreviewDialog
from desktop.ui.theme import LIGHT, Theme
from tests.helpers.request_previews import view_of_two


def test_the_window_shows_each_picture_pixel_for_pixel(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    window = RequestPreviewDialog(host, theme)
    (image,), (exact,) = window.findChildren(ExactImage), window.findChildren(QCheckBox)
    (policy,) = window.findChildren(QComboBox)
    buttons = {button.accessibleName() or button.text(): button for button in window.findChildren(QPushButton)}
    view, _ = view_of_two()
    window.show_view(view)
    window.show()
    assert window.shown == tuple(item.sha256 for item in view.items)
    labels = [label.text() for label in window.findChildren(QLabel)]
    (pictures,) = window.findChildren(QListWidget)
    assert [pictures.item(row).text().split("\n")[0] for row in range(2)] == ["Picture 1", "Picture 2"]
    assert pictures.currentRow() == 1
    assert any("api.openai.com" in words for words in labels)
    assert image.width() < 900  # all of it, as large as there is room for
    exact.setChecked(True)
    assert image.size().toTuple() == (900, 700)
    assert image.grab().toImage().pixelColor(700, 100) == QColor(20, 180, 20)
    with qtbot.waitSignal(window.resend_policy_chosen) as chosen:
        policy.setCurrentIndex(2)
        policy.activated.emit(2)
    assert chosen.args[0] == 1
    assert chosen.args[1] is ResendPolicy.OMIT
    pictures.setCurrentRow(0)
    assert image.size().toTuple() == (60, 40)
    with qtbot.waitSignal(window.copy_requested):
        buttons["Copy request"].click()
    with qtbot.waitSignal(window.ask_requested):
        buttons["Ask"].click()


def test_without_pictures_the_window_says_so(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    window = RequestPreviewDialog(host, theme)
    request = build_request(Settings(), Conversation("c"), "hello", (), {})
    estimate = estimate_request(request, model_named("gpt-4o"))
    window.show_view(build_request_preview(PreparedRequest(request, (), 0), Settings(), estimate, Spending(), False))
    window.show()
    assert window.shown == ()
    assert next(label for label in window.findChildren(QLabel) if label.text() == "No picture is sent.").isVisible()
    assert not next(button for button in window.findChildren(QPushButton) if button.text() == "Ask").isEnabled()
    assert not window.findChildren(QComboBox)[0].isVisible() if window.findChildren(QComboBox) else True


def test_with_large_text_things_stand_one_under_another_and_nothing_is_cut_off(qtbot: QtBot, host: QWidget) -> None:
    font = QFont()
    font.setPointSizeF(font.pointSizeF() * 4)
    host.setFont(font)
    host.resize(1280, 800)
    window = RequestPreviewDialog(host, Theme(LIGHT, font))
    window.show_view(view_of_two()[0])
    window.show()
    qtbot.waitUntil(window.isVisible)
    (pictures,), (image,) = window.findChildren(QListWidget), window.findChildren(ExactImage)
    assert pictures.mapTo(window, pictures.rect().bottomLeft()).y() < image.mapTo(window, image.pos()).y()
    outer = window.findChildren(QScrollArea)[0]
    assert outer.verticalScrollBar().maximum() > 0 and outer.horizontalScrollBar().maximum() == 0
    buttons = [button for button in window.findChildren(QPushButton) if button.isVisible()]
    assert all(button.width() >= button.minimumSizeHint().width() for button in buttons)
