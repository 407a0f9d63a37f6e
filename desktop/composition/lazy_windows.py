"""Windows that most runs never open, and notifications: their modules, and what they need of Qt and of other
libraries, are imported with the first.
"""

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import paths
from desktop.core.image.source_image import PDF, SourceImage
from desktop.core.markdown.formula import Formula, FormulaOutline
from desktop.core.settings.layers import SettingsLayers
from desktop.deferred import deferred
from desktop.messages.notices import notification_words
from desktop.messages.settings.policy import whose_rules
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from PySide6 import QtPrintSupport
    from PySide6.QtGui import QImage, QPagedPaintDevice

    from desktop.adapters.ocr.scripts import language_data
    from desktop.adapters.system.notifications import freedesktop, tray
    from desktop.composition.house import what_is_wrong as house_faults
    from desktop.core.conversation.export.bundle import ExportBundle
    from desktop.core.settings.differences import SettingDifference
    from desktop.messages.settings import policy_contradictions, policy_lines
    from desktop.services.ports.notifications import Notifications
    from desktop.ui import find_bar as find_bar_module
    from desktop.ui import welcome as welcome_module
    from desktop.ui.at_hand import pinned_picture as pinned_module
    from desktop.ui.at_hand import quick_window as quick_window_module
    from desktop.ui.capture import capture_overlay as overlay_module
    from desktop.ui.dialogs import backup_settings, page_picker, shared_changes, shortcuts
    from desktop.ui.dialogs import policy_window as policy_module
    from desktop.ui.dialogs.sent import request_preview
    from desktop.ui.settings import settings_window as settings_module
    from desktop.ui.sheet.sheet_window import SheetWindow
    from desktop.ui.transcript.paper import printing as printing_module
else:
    language_data = deferred("desktop.adapters.ocr.scripts.language_data")
    freedesktop = deferred("desktop.adapters.system.notifications.freedesktop")
    tray = deferred("desktop.adapters.system.notifications.tray")
    QtPrintSupport = deferred("PySide6.QtPrintSupport")
    overlay_module = deferred("desktop.ui.capture.capture_overlay")
    pinned_module = deferred("desktop.ui.at_hand.pinned_picture")
    quick_window_module = deferred("desktop.ui.at_hand.quick_window")
    find_bar_module = deferred("desktop.ui.find_bar")
    welcome_module = deferred("desktop.ui.welcome")
    backup_settings = deferred("desktop.ui.dialogs.backup_settings")
    house_faults = deferred("desktop.composition.house.what_is_wrong")
    policy_contradictions = deferred("desktop.messages.settings.policy_contradictions")
    policy_lines = deferred("desktop.messages.settings.policy_lines")
    policy_module = deferred("desktop.ui.dialogs.policy_window")
    page_picker = deferred("desktop.ui.dialogs.page_picker")
    request_preview = deferred("desktop.ui.dialogs.sent.request_preview")
    shared_changes = deferred("desktop.ui.dialogs.shared_changes")
    shortcuts = deferred("desktop.ui.dialogs.shortcuts")
    settings_module = deferred("desktop.ui.settings.settings_window")
    printing_module = deferred("desktop.ui.transcript.paper.printing")


def settings_window(parent: MainWindow) -> "settings_module.SettingsDialog":
    """Returns a new settings window."""
    window = settings_module.SettingsDialog(parent, parent.theme, str(paths.folders().patterns_file))
    parent.look_shown.connect(window.show_look)
    window.pictures.show_scripts(language_data.scripts_read())
    return window


def sent_window(parent: "MainWindow | SheetWindow") -> "request_preview.RequestPreviewDialog":
    """Returns a new window that shows what is sent."""
    window = request_preview.RequestPreviewDialog(parent, parent.theme)
    parent.look_shown.connect(window.show_look)
    return window


def shortcuts_window(parent: QWidget) -> "shortcuts.ShortcutsDialog":
    """Returns a new window with all shortcuts."""
    return shortcuts.ShortcutsDialog(parent)


def policy_window(parent: MainWindow, layers: SettingsLayers) -> "policy_module.PolicyDialog":
    """Returns a new window that shows what the policy has decided. It waits for the files that the policy names, also
    where a share is slow: the window is about them.
    """
    wrong = policy_contradictions.first_of(house_faults.what_is_wrong(layers.policy))
    words = "\n".join(filter(None, (whose_rules(layers), *wrong)))
    return policy_module.PolicyDialog(
        parent, parent.theme, words, layers.policy.read, policy_lines.policy_lines(layers)
    )


def pages_window(parent: MainWindow, image: SourceImage, frames: bool) -> "page_picker.PagePickerDialog":
    """Returns a new window for choosing pages of an image; `frames` is True for an animation."""
    window = page_picker.PagePickerDialog(
        parent, parent.theme, image.name, image.page_count, image.page_index, frames, image.mime == PDF
    )
    parent.look_shown.connect(window.show_look)
    return window


def backup_settings_window(
    parent: QWidget, name: str, differences: "Sequence[SettingDifference]"
) -> "backup_settings.BackupSettingsDialog":
    """Choosing settings of the backup with that file name."""
    return backup_settings.BackupSettingsDialog(parent, name, differences)


def shared_changes_window(
    parent: QWidget, file_name: str, rows: "Sequence[shared_changes.ChangeRow]"
) -> "shared_changes.SharedChangesDialog":
    """Choosing changes of a file of prompts and connections."""
    return shared_changes.SharedChangesDialog(parent, file_name, rows)


def find_bar(window: MainWindow) -> "find_bar_module.FindBar":
    """Returns a new bar for finding text in a conversation."""
    bar = find_bar_module.FindBar(window.colors)
    bar.show_look(window.theme)
    window.look_shown.connect(bar.show_look)
    return bar


def print_dialog(parent: QWidget) -> "tuple[QtPrintSupport.QPrintDialog, QtPrintSupport.QPrinter]":
    """Returns the system's print dialog and its printer, which the caller must keep; Qt's printing is imported here."""
    printer = QtPrintSupport.QPrinter(QtPrintSupport.QPrinter.PrinterMode.HighResolution)
    return QtPrintSupport.QPrintDialog(printer, parent), printer


def printing(
    device: "QPagedPaintDevice",
    theme: Theme,
    images: "Mapping[str, QImage]",
    outlines: "Mapping[Formula, FormulaOutline | None]",
    bundle: "ExportBundle",
) -> "Generator[int, None, bool]":
    """Paints conversations to a paged device, as `Printing.print` does."""
    return printing_module.Printing(device, theme, images, outlines).print(bundle)


def welcome(window: MainWindow) -> "welcome_module.Welcome":
    """Returns a new welcome page, over the transcript."""
    return welcome_module.Welcome(window.transcript.viewport(), window.theme)


def capture_overlay(window: MainWindow) -> "overlay_module.CaptureOverlay":
    """Returns a new overlay for choosing a part of a screenshot."""
    return overlay_module.CaptureOverlay(window.theme)


def quick_ask_window(window: MainWindow) -> "quick_window_module.QuickAskWindow":
    """Returns a new small window for asking about a part of the screen."""
    return quick_window_module.QuickAskWindow(window.theme)


def pinned_picture(window: MainWindow, may_copy: bool, may_save: bool) -> "pinned_module.PinnedPicture":
    """Returns a new window for a picture that stays on top, which offers to copy and to save it where that may be."""
    return pinned_module.PinnedPicture(window.theme, may_copy, may_save)


def notifications(window: MainWindow) -> "Notifications":
    """Returns what shows notifications on this system, with the window's icon where an icon is needed."""
    if sys.platform in ("win32", "darwin"):
        return tray.TrayNotifications(window.windowIcon())
    return freedesktop.FreedesktopNotifications(notification_words.open_label())
