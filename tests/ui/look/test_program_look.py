"""A theme that changes while windows are open."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QListWidget, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from desktop.composition.lazy_windows import sent_window, settings_window
from desktop.core.settings.settings import Settings
from desktop.ui.dialogs.sent.earlier_questions import EarlierQuestions
from desktop.ui.dialogs.sent.picture_pane import PicturePane
from desktop.ui.find_bar import FindBar
from desktop.ui.icons import icon
from desktop.ui.settings.settings_window import SettingsDialog
from desktop.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Theme, ThemeColors
from tests.helpers.request_previews import view_of_two
from tests.ui.every_window import main_window


def inks(shown: QIcon, side: int = 48) -> set[str]:
    """Returns the opaque colours of an icon."""
    image = shown.pixmap(QSize(side, side), 1.0).toImage()
    colors = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {color.name() for color in colors if color.alpha() == 255}


@pytest.mark.parametrize("after", [DARK, CONTRAST_DARK, CONTRAST_LIGHT], ids=("dark", "black", "white"))
def test_icons_of_open_windows_take_the_new_colours_and_the_old_ones_again(
    qtbot: QtBot, qapp: QApplication, after: ThemeColors
) -> None:
    light = Theme(LIGHT, qapp.font())
    window = main_window(qtbot, light)
    settings, bar = SettingsDialog(window, light), FindBar(LIGHT)
    settings.show_settings(Settings())
    window.add_find_bar(bar)
    (pages,) = (view for view in settings.findChildren(QListWidget) if view.objectName() == "pages")
    for colors in (LIGHT, after, LIGHT):
        window.show_colors(Theme(colors, qapp.font()))
        shown = [pages.item(0).icon(), *(button.icon() for button in bar.findChildren(QToolButton))]
        assert [inks(one) for one in shown] == [{QColor(colors.text).name()}] * len(shown)


def test_open_settings_give_larger_text_its_room(qtbot: QtBot, qapp: QApplication) -> None:
    usual = Theme(LIGHT, qapp.font())
    window = main_window(qtbot, usual)
    settings = settings_window(window)
    settings.show_settings(Settings())
    (pages,) = (view for view in settings.findChildren(QListWidget) if view.objectName() == "pages")
    for is_open in (True, False):
        settings.setVisible(is_open)
        window.show_colors(usual.zoomed(1.5))
        settings.show()
        QApplication.processEvents()
        words = [pages.item(row).text() for row in range(pages.count())]
        assert max(pages.sizeHintForColumn(0), 1) <= pages.viewport().width(), (is_open, words)
        window.show_colors(usual)


def grounds(view: QAbstractScrollArea) -> QColor:
    """Returns the colour at a corner of what scrolls there."""
    return view.viewport().grab().toImage().pixelColor(2, 2)


def test_what_is_sent_follows_the_theme_and_the_text_size_while_it_is_open(qtbot: QtBot, qapp: QApplication) -> None:
    usual, dark = Theme(LIGHT, qapp.font()), Theme(DARK, qapp.font()).zoomed(1.5)
    window = main_window(qtbot, usual)
    window.resize(1440, 900)
    sent = sent_window(window)
    view, _ = view_of_two()
    sent.show_view(view)
    sent.show()
    areas = [pane.area for pane in sent.findChildren(PicturePane)]
    (earlier,) = sent.findChildren(EarlierQuestions)
    (request,) = (text for text in sent.findChildren(QPlainTextEdit) if text.accessibleName() == "The request")
    (pictures,) = (found for found in sent.findChildren(QListWidget) if found.objectName() == "pages")
    wide = pictures.iconSize().width()
    window.show_colors(dark)
    QApplication.processEvents()
    assert [grounds(area) for area in areas if area.isVisible()] == [QColor(DARK.desk)]
    written = QTextCursor(earlier.document())
    written.movePosition(QTextCursor.MoveOperation.NextCharacter)
    assert written.charFormat().foreground().color() == QColor(DARK.quiet)
    assert "before" in earlier.toPlainText() and "yes" in earlier.toPlainText()
    assert pictures.iconSize().width() > wide
    assert pictures.item(0).icon().actualSize(QSize(999, 999)).width() > wide
    assert request.font().pointSizeF() == pytest.approx(dark.points * 0.95)
    window.show_colors(usual)
    QApplication.processEvents()
    assert [grounds(area) for area in areas if area.isVisible()] == [QColor(LIGHT.desk)]
    assert pictures.iconSize().width() == wide


def test_a_colour_that_belongs_to_no_theme_stays(qtbot: QtBot, qapp: QApplication) -> None:
    window = main_window(qtbot, Theme(LIGHT, qapp.font()))
    own = icon("new", "#123456")
    window.show_colors(Theme(DARK, qapp.font()))
    assert inks(own) == {"#123456"}
    window.show_colors(Theme(LIGHT, qapp.font()))
