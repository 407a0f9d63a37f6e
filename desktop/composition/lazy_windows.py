"""Windows that most runs never open: their modules, and the classes of Qt that they bring, come with the first."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import paths
from desktop.core.conversation.conversation import Conversation
from desktop.core.image.screenshot import Screenshot
from desktop.core.image.source_image import SourceImage
from desktop.core.markdown.formula import Formula, FormulaOutline
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QImage, QPagedPaintDevice
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from desktop.ui.capture_overlay import CaptureOverlay
    from desktop.ui.dialogs.page_picker import PagePickerDialog
    from desktop.ui.dialogs.request_preview import RequestPreviewDialog
    from desktop.ui.dialogs.saved_prompt_editor import QuickQuestionEditor
    from desktop.ui.dialogs.shortcuts import ShortcutsDialog
    from desktop.ui.find_bar import FindBar
    from desktop.ui.settings.settings_window import SettingsDialog
    from desktop.ui.welcome import Welcome


def settings_window(parent: QWidget) -> "SettingsDialog":
    """The settings."""
    from desktop.ui.settings.settings_window import SettingsDialog

    return SettingsDialog(parent, str(paths.folders().patterns_file))


def sent_window(parent: QWidget, theme: Theme) -> "RequestPreviewDialog":
    """What is sent."""
    from desktop.ui.dialogs.request_preview import RequestPreviewDialog

    return RequestPreviewDialog(parent, theme)


def shortcuts_window(parent: QWidget) -> "ShortcutsDialog":
    """All shortcuts."""
    from desktop.ui.dialogs.shortcuts import ShortcutsDialog

    return ShortcutsDialog(parent)


def pages_window(parent: QWidget, image: SourceImage, what: str) -> "PagePickerDialog":
    """Choosing pages of `picture`; `what` is the word for one of them."""
    from desktop.ui.dialogs.page_picker import PagePickerDialog

    return PagePickerDialog(parent, image.name, image.page_count, image.page_index, what)


def find_bar(window: MainWindow) -> "FindBar":
    """The bar for finding in a conversation."""
    from desktop.ui.find_bar import FindBar

    return FindBar(window.colors)


def print_dialog(parent: QWidget) -> "tuple[QPrintDialog, QPrinter]":
    """The system's dialog for printing, and its printer, which nobody but us keeps; Qt's printing is loaded here."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    return QPrintDialog(printer, parent), printer


def printing(
    device: "QPagedPaintDevice",
    theme: Theme,
    images: "Mapping[str, QImage]",
    outlines: "Mapping[Formula, FormulaOutline | None]",
    conversations: tuple[Conversation, ...],
) -> bool:
    """Paint conversations to a device with pages; whether it took them."""
    from desktop.ui.transcript.printing import Printing

    return Printing(device, theme, images, outlines).print(conversations)


def welcome(window: MainWindow) -> "Welcome":
    """The three ways to be answered, over the conversation."""
    from desktop.ui.welcome import Welcome

    return Welcome(window.transcript.viewport())


def quick_window(parent: QWidget) -> "QuickQuestionEditor":
    """Editing the quick questions."""
    from desktop.ui.dialogs.saved_prompt_editor import QuickQuestionEditor

    return QuickQuestionEditor(parent)


def capture_overlay(screenshot: Screenshot) -> "CaptureOverlay":
    """Choosing on a screen what of it is captured."""
    from desktop.ui.capture_overlay import CaptureOverlay

    return CaptureOverlay(screenshot)
