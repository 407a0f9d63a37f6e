"""The window "What is sent"."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.controllers.asking.request_preview_builder import build_request_preview, nothing_is_sent
from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings
from desktop.core.usage.estimator import estimate_request
from desktop.core.usage.spending_limits import Spending
from desktop.ui.dialogs.sent.exact_image import ExactImage
from desktop.ui.dialogs.sent.image_facts import ImageFacts
from desktop.ui.dialogs.sent.picture_pane import PicturePane
from desktop.ui.dialogs.sent.request_preview import RequestPreviewDialog
from desktop.ui.theme import LIGHT, Theme
from tests.helpers.request_previews import view_of_two
from tests.ui.every_window import main_window


def test_the_window_shows_each_picture_pixel_for_pixel(qtbot: QtBot, host: QWidget, theme: Theme) -> None:
    window = RequestPreviewDialog(host, theme)
    window.resize(1200, 800)
    before, image = window.findChildren(ExactImage)
    tools = {button.text(): button for button in window.findChildren(QToolButton)}
    (policy,) = window.findChildren(QComboBox)
    buttons = {button.accessibleName() or button.text(): button for button in window.findChildren(QPushButton)}
    view, _ = view_of_two()
    window.show_view(view)
    window.show()
    assert window.shown == tuple(item.sha256 for item in view.items)
    labels = [label.text() for label in window.findChildren(QLabel)]
    (pictures,) = window.findChildren(QListWidget)
    assert [pictures.item(row).text().split("\n")[0] for row in range(3)] == [
        "Picture 1",
        "From earlier questions",
        "Picture 2",
    ]
    assert pictures.currentRow() == 0
    assert any("api.openai.com" in words for words in labels)
    assert image.width() < 900  # all of it, as large as there is room for
    tools["Actual size"].click()
    assert image.size().toTuple() == (900, 700)
    assert image.grab().toImage().pixelColor(700, 100) == QColor(20, 180, 20)
    with qtbot.waitSignal(window.resend_policy_chosen) as chosen:
        policy.setCurrentIndex(2)
        policy.activated.emit(2)
    assert chosen.args[0] == 1
    assert chosen.args[1] is ResendPolicy.OMIT
    assert not before.isVisible()
    uncovered = QImage(450, 350, QImage.Format.Format_RGB32)
    uncovered.fill(QColor("#123456"))
    window.pictures.show_before(view.items[1].sha256, uncovered)
    assert before.isVisible() and before.size() == image.size()
    assert before.grab().toImage().pixelColor(5, 5) == QColor("#123456")
    window.pictures.show_before(view.items[0].sha256, uncovered)  # not the one that is shown
    tools["Only what leaves"].click()
    assert not before.isVisible() and image.isVisible()
    pictures.setCurrentRow(2)
    assert image.size().toTuple() == (60, 40) and not tools["Side by side"].isVisible()
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
    assert not next(
        button for button in window.findChildren(QPushButton) if button.accessibleName() == "Ask"
    ).isEnabled()
    assert not window.findChildren(QComboBox)[0].isVisible() if window.findChildren(QComboBox) else True


def test_both_pictures_are_zoomed_and_scrolled_together(host: QWidget, theme: Theme) -> None:
    window = RequestPreviewDialog(host, theme)
    window.resize(1200, 800)
    view, _ = view_of_two()
    window.show_view(view)
    window.show()
    window.pictures.show_before(view.items[1].sha256, QImage(900, 700, QImage.Format.Format_RGB32))
    before, after = window.findChildren(PicturePane)
    larger = next(button for button in window.findChildren(QToolButton) if button.accessibleName() == "Zoom in")
    for _ in range(6):
        larger.click()
    assert before.image.size() == after.image.size() and after.image.width() > 900
    after.area.horizontalScrollBar().setValue(40)
    after.area.verticalScrollBar().setValue(30)
    assert before.area.horizontalScrollBar().value() == 40 and before.area.verticalScrollBar().value() == 30


def test_what_was_changed_is_one_click_away(host: QWidget, theme: Theme) -> None:
    window = RequestPreviewDialog(host, theme)
    window.resize(1200, 800)
    view, _ = view_of_two()
    window.show_view(view)
    window.show()
    before, after = window.findChildren(PicturePane)
    changes = next(button for button in window.findChildren(QToolButton) if button.text() == "Changes")
    assert not changes.isVisible()  # what was before is not known yet
    white = QImage(900, 700, QImage.Format.Format_RGB32)
    white.fill(QColor("white"))
    window.pictures.show_before(view.items[1].sha256, white)
    assert changes.isVisible() and before.isVisible()
    changes.click()
    assert not before.isVisible()
    labels = [label.text() for label in after.findChildren(QLabel)]
    assert labels == ["Changes", "1 cover"]


def test_earlier_questions_that_go_along_have_a_tab_with_all_their_words(host: QWidget, theme: Theme) -> None:
    window = RequestPreviewDialog(host, theme)
    view, _ = view_of_two()
    window.show_view(view)
    tabs = window.findChildren(QTabWidget)[0]
    shown = [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)]
    assert shown == ["Pictures", "Request text", "Earlier questions"]
    text = tabs.widget(2)
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText().split() == ["Question", "1", "·", "Picture", "2", "before", "Answer", "yes"]
    window.show_view(nothing_is_sent(view))
    assert not tabs.isTabVisible(2)


def test_where_this_computer_answers_the_window_says_that_nothing_is_sent(host: QWidget, theme: Theme) -> None:
    window = RequestPreviewDialog(host, theme)
    window.resize(1200, 800)
    window.show_view(nothing_is_sent(view_of_two()[0]))
    window.show()
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert (
        "As it would leave" in labels
        and "Tokens" not in labels
        and any(words.startswith("Nothing is sent.") for words in labels)
    )
    assert "Copy request" not in {button.text() for button in window.findChildren(QPushButton) if button.isVisible()}


def test_with_large_text_things_stand_one_under_another_and_nothing_is_cut_off(qtbot: QtBot, host: QWidget) -> None:
    font = QFont()
    font.setPointSizeF(font.pointSizeF() * 4)
    host.setFont(font)
    host.resize(1280, 800)
    window = RequestPreviewDialog(host, Theme(LIGHT, font))
    window.show_view(view_of_two()[0])
    window.show()
    qtbot.waitUntil(window.isVisible)
    (pictures,), (_, image) = window.findChildren(QListWidget), window.findChildren(ExactImage)
    assert pictures.mapTo(window, pictures.rect().bottomLeft()).y() < image.mapTo(window, image.pos()).y()
    outer = window.findChildren(QScrollArea)[0]
    assert outer.verticalScrollBar().maximum() > 0 and outer.horizontalScrollBar().maximum() == 0
    buttons = [button for button in window.findChildren(QPushButton) if button.isVisible()]
    assert all(button.width() >= button.minimumSizeHint().width() for button in buttons)


def test_what_is_known_of_a_picture_stands_in_one_column_where_it_is_narrow(qtbot: QtBot, theme: Theme) -> None:
    view, _ = view_of_two()
    facts = ImageFacts(theme)
    qtbot.addWidget(facts)
    facts.show()
    for width, columns in ((1000, 2), (360, 1), (1000, 2)):
        facts.resize(width, 600)
        facts.show_image(view.items[1])
        QApplication.processEvents()
        names = [label for label in facts.findChildren(QLabel) if label.property("quiet") and label.isVisible()]
        assert [label.text() for label in names][-1] == "Follow-ups" and len(names) == len(view.items[1].facts) + 1
        assert len({label.x() for label in names}) == columns, width
        assert facts.minimumSizeHint().width() <= width
        (policy,) = facts.findChildren(QComboBox)
        assert abs(policy.y() - names[-1].y()) <= policy.height()


def test_the_look_changes_while_no_picture_is_shown(qtbot: QtBot, theme: Theme) -> None:
    facts = ImageFacts(theme)
    qtbot.addWidget(facts)
    facts.show_look(theme.zoomed(1.5))
    facts.show_image(view_of_two()[0].items[1])
    facts.show()
    assert any(label.isVisible() for label in facts.findChildren(QLabel))


def test_the_chosen_way_of_follow_ups_is_shown_in_full_where_there_is_room(qtbot: QtBot, theme: Theme) -> None:
    facts = ImageFacts(theme)
    qtbot.addWidget(facts)
    facts.resize(1000, 600)
    facts.show_image(view_of_two()[0].items[1])
    facts.show()
    (policy,) = facts.findChildren(QComboBox)
    for at in range(policy.count()):
        policy.setCurrentIndex(at)
        QApplication.processEvents()
        assert policy.width() > policy.fontMetrics().horizontalAdvance(policy.currentText())


def test_all_tabs_are_in_view_with_large_text_in_a_small_window(qtbot: QtBot, theme: Theme) -> None:
    main = main_window(qtbot, theme.zoomed(2), QSize(680, 400), filled=False)
    window = RequestPreviewDialog(main, main.theme)
    window.show_view(view_of_two()[0])
    window.show()
    QApplication.processEvents()
    (bar,) = window.findChildren(QTabBar)
    for tab in range(bar.count()):
        assert bar.rect().contains(bar.tabRect(tab)), bar.tabText(tab)
        assert bar.tabRect(tab).width() > bar.fontMetrics().horizontalAdvance(bar.tabText(tab))
