"""Windows that most runs never open: their modules, and the classes of Qt that they bring, come with the first."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import paths
from desktop.core.conversation.conversation import Conversation
from desktop.core.image.screenshot import Screenshot
from desktop.core.image.source_image import SourceImage
from desktop.core.markdown.formula import Formula, FormulaOutline
from desktop.deferred import deferred
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6 import QtPrintSupport
    from PySide6.QtGui import QImage, QPagedPaintDevice

    from desktop.core.settings.differences import SettingDifference
    from desktop.ui import capture_overlay as overlay_module
    from desktop.ui import find_bar as find_bar_module
    from desktop.ui import welcome as welcome_module
    from desktop.ui.dialogs import backup_settings, page_picker, request_preview, saved_prompt_editor, shortcuts
    from desktop.ui.settings import settings_window as settings_module
    from desktop.ui.transcript import printing as printing_module
else:
    QtPrintSupport = deferred("PySide6.QtPrintSupport")
    overlay_module = deferred("desktop.ui.capture_overlay")
    find_bar_module = deferred("desktop.ui.find_bar")
    welcome_module = deferred("desktop.ui.welcome")
    backup_settings = deferred("desktop.ui.dialogs.backup_settings")
    page_picker = deferred("desktop.ui.dialogs.page_picker")
    request_preview = deferred("desktop.ui.dialogs.request_preview")
    saved_prompt_editor = deferred("desktop.ui.dialogs.saved_prompt_editor")
    shortcuts = deferred("desktop.ui.dialogs.shortcuts")
    settings_module = deferred("desktop.ui.settings.settings_window")
    printing_module = deferred("desktop.ui.transcript.printing")


def settings_window(parent: QWidget) -> "settings_module.SettingsDialog":
    """The settings."""
    return settings_module.SettingsDialog(parent, str(paths.folders().patterns_file))


def sent_window(parent: QWidget, theme: Theme) -> "request_preview.RequestPreviewDialog":
    """What is sent."""
    return request_preview.RequestPreviewDialog(parent, theme)


def shortcuts_window(parent: QWidget) -> "shortcuts.ShortcutsDialog":
    """All shortcuts."""
    return shortcuts.ShortcutsDialog(parent)


def pages_window(parent: QWidget, image: SourceImage, what: str) -> "page_picker.PagePickerDialog":
    """Choosing pages of `picture`; `what` is the word for one of them."""
    return page_picker.PagePickerDialog(parent, image.name, image.page_count, image.page_index, what)


def backup_settings_window(
    parent: QWidget, name: str, differences: "Sequence[SettingDifference]"
) -> "backup_settings.BackupSettingsDialog":
    """Choosing settings of the backup with that file name."""
    return backup_settings.BackupSettingsDialog(parent, name, differences)


def find_bar(window: MainWindow) -> "find_bar_module.FindBar":
    """The bar for finding in a conversation."""
    return find_bar_module.FindBar(window.colors)


def print_dialog(parent: QWidget) -> "tuple[QtPrintSupport.QPrintDialog, QtPrintSupport.QPrinter]":
    """The system's dialog for printing, and its printer, which nobody but us keeps; Qt's printing is loaded here."""
    printer = QtPrintSupport.QPrinter(QtPrintSupport.QPrinter.PrinterMode.HighResolution)
    return QtPrintSupport.QPrintDialog(printer, parent), printer


def printing(
    device: "QPagedPaintDevice",
    theme: Theme,
    images: "Mapping[str, QImage]",
    outlines: "Mapping[Formula, FormulaOutline | None]",
    conversations: tuple[Conversation, ...],
) -> bool:
    """Paint conversations to a device with pages; whether it took them."""
    return printing_module.Printing(device, theme, images, outlines).print(conversations)


def welcome(window: MainWindow) -> "welcome_module.Welcome":
    """The three ways to be answered, over the conversation."""
    return welcome_module.Welcome(window.transcript.viewport())


def quick_window(parent: QWidget) -> "saved_prompt_editor.QuickQuestionEditor":
    """Editing the quick questions."""
    return saved_prompt_editor.QuickQuestionEditor(parent)


def capture_overlay(screenshot: Screenshot) -> "overlay_module.CaptureOverlay":
    """Choosing on a screen what of it is captured."""
    return overlay_module.CaptureOverlay(screenshot)
