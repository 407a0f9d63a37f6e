"""Every window of the program with something in it, page by page, for checks that hold in all of them."""

from collections.abc import Iterator
from dataclasses import replace

from PIL import Image
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.annotation.kinds.box import Box
from desktop.core.conversation.conversation import Conversation, Summary
from desktop.core.conversation.turn import Turn, Usage
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import build_mipmaps
from desktop.core.settings.differences import SettingDifference
from desktop.core.settings.settings import Settings
from desktop.core.workspace.draft import Draft
from desktop.messages.settings.policy_lines import PolicyLine
from desktop.ui.at_hand.quick_window import QuickAskWindow
from desktop.ui.dialogs.backup_settings import BackupSettingsDialog
from desktop.ui.dialogs.page_picker import PagePickerDialog
from desktop.ui.dialogs.policy_window import PolicyDialog
from desktop.ui.dialogs.sent.request_preview import RequestPreviewDialog
from desktop.ui.dialogs.shared_changes import ChangeRow, SharedChangesDialog
from desktop.ui.dialogs.shortcuts import ShortcutsDialog
from desktop.ui.find_bar import FindBar
from desktop.ui.main_window import SIZE, MainWindow
from desktop.ui.settings.settings_window import SettingsDialog
from desktop.ui.sheet.progress_line import RunFigures
from desktop.ui.sheet.setup.column_dialog import ColumnDialog
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.sheet.table.row_view import CellView, ColumnView, RowState, RowView
from desktop.ui.theme import Theme
from desktop.ui.welcome import Welcome
from tests.helpers.images import image_of
from tests.helpers.request_previews import view_of_two

ANSWER = "See [the manual](https://a.example/).\n\n```python\nprint(1)\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"


def main_window(qtbot: QtBot, theme: Theme, size: QSize = SIZE, filled: bool = True) -> MainWindow:
    """Returns the window, shown, with a picture, an answer and two conversations in it, or empty."""
    window = MainWindow(theme)
    window.resize(size)
    window.build_panes()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    if filled:
        image, pixels = image_of(Image.new("RGB", (400, 300), "#c8dcf0"))
        window.canvas.show_annotated_image(image.with_annotation(Box("b", Rect(50, 50, 120, 100))))
        window.canvas.show_pixels(image.source.key, build_mipmaps(pixels))
        window.empty.hide()
        window.foot.show(True)
        window.tools.show_enabled(True)
        turn = Turn.new("c", "What is it?", "gpt-4o", "h", 1.0).as_waiting(()).as_streaming(ANSWER, 0.6)
        window.transcript.show_conversation(Conversation("c", (turn.done(Usage(1562, 214)),)))
        window.history.show_summaries((Summary("c", "First", 2.0, 1, ""), Summary("d", "Second", 1.0, 0, "")), "c")
        window.composer.show_state(False, True)
    QApplication.processEvents()
    return window


def dialogs(window: MainWindow) -> Iterator[tuple[str, QDialog, QListWidget | None]]:
    """Yields each dialog with its name, and the list of its pages if it has some."""
    theme = window.theme
    yield "shortcuts", ShortcutsDialog(window), None
    settings = SettingsDialog(window, theme)
    settings.show_settings(Settings())
    (pages,) = (view for view in settings.findChildren(QListWidget) if view.objectName() == "pages")
    yield "settings", settings, pages
    sent = RequestPreviewDialog(window, theme)
    sent.show_view(view_of_two()[0])
    yield "sent", sent, None
    words = RequestPreviewDialog(window, theme)
    words.show_view(replace(view_of_two()[0], items=(), first=-1))
    yield "sent, no picture", words, None
    yield "pages", PagePickerDialog(window, theme, "plan.pdf", 12, 2, frames=False), None
    differences = (SettingDifference("detail", "high", "low", is_laxer=False),)
    yield "backup", BackupSettingsDialog(window, "all.askance-backup", differences), None
    yield "column", ColumnDialog(window, ["1"], None), None
    yield "changes", SharedChangesDialog(window, "1", (ChangeRow("1", ("2", "3")), ChangeRow("2", ("4",)))), None
    line = PolicyLine("1", "2", "3", is_locked=True)
    yield "policy", PolicyDialog(window, theme, "1", ("/1",), (line,)), None


def beside_the_main_one(qtbot: QtBot, theme: Theme, size: QSize, main: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yields the windows of many pictures and of a quick ask, shown."""
    sheet = SheetWindow(theme, (("1", "2"),))
    qtbot.addWidget(sheet)
    sheet.resize(size)
    sheet.show()
    QApplication.processEvents()
    yield "many, setup", sheet
    rows = tuple(RowView(at, str(at), state, (CellView("1"), CellView("2"))) for at, state in enumerate(RowState))
    sheet.model.show_all((ColumnView("1"), ColumnView("2", is_number=True)), rows)
    sheet.notice.say("1.", ("1", lambda: None), ("2", lambda: None))
    sheet.progress.show_figures(RunFigures(9, 3, 1, 1, is_running=True))
    sheet.head.show_run("1", "2, 3")
    sheet.show_table()
    QApplication.processEvents()
    yield "many, table", sheet
    sheet.hide()
    quick = QuickAskWindow(theme)
    qtbot.addWidget(quick)
    quick.take(*main.conversation_pane.lend(), main.notice)
    quick.picture.show_private("1", 2)
    quick.show_beside(QRect(10, 10, 100, 100))
    QApplication.processEvents()
    yield "quick ask", quick
    quick.let_go()
    main.conversation_pane.take_back()
    quick.hide()


def narrow(qtbot: QtBot, theme: Theme) -> MainWindow:
    """Returns the main window with two pictures, so narrow that its canvas foot stands for the strip."""
    window = main_window(qtbot, theme, QSize(theme.px(700), theme.px(500)))
    pictures = tuple(image_of(Image.new("RGB", size, "white"))[0] for size in ((40, 30), (30, 40)))
    window.strip.show_draft(Draft("", pictures, 1), ("85", "85"))
    QApplication.processEvents()
    return window


def every_window(qtbot: QtBot, theme: Theme, size: QSize = SIZE) -> Iterator[tuple[str, QWidget]]:
    """Yields each window in turn, shown and active, with a name for messages."""
    empty = main_window(qtbot, theme, size, filled=False)
    yield "empty", empty
    welcome = Welcome(empty.transcript.viewport(), theme)
    welcome.show()
    QApplication.processEvents()
    yield "welcome", empty
    empty.hide()
    window = main_window(qtbot, theme, size)
    yield "main", window
    if size == SIZE:
        folded = narrow(qtbot, theme)
        yield "narrow", folded
        folded.hide()
    bar = FindBar(theme.colors)
    window.add_find_bar(bar)
    window.notice.say("Something happened.", ("Undo", lambda: None), passing=False)
    bar.show_words("manual")
    QApplication.processEvents()
    yield "find and notice", window
    for name, dialog, pages in dialogs(window):
        dialog.show()
        for row in range(pages.count() if pages is not None else 1):
            if pages is not None:
                pages.setCurrentRow(row)
            QApplication.processEvents()
            yield f"{name} {row}", dialog
        dialog.hide()
    yield from beside_the_main_one(qtbot, theme, size, window)
