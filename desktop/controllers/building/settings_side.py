"""Builds the controllers of the settings and of what follows from them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QGuiApplication

from desktop.adapters.providers.refused_parameters import use_listener
from desktop.composition import factories, lazy_windows
from desktop.composition.container import Container
from desktop.controllers.building.shared import Connectable, Shared
from desktop.controllers.help_menu import HelpMenuController
from desktop.controllers.settings.appearance import AppearanceController
from desktop.controllers.settings.connections_page import ConnectionsPageController
from desktop.controllers.settings.conversation_connection import ConversationConnectionController
from desktop.controllers.settings.history_keeping import HistoryKeepingController
from desktop.controllers.settings.kept_aside import KeptAsideController
from desktop.controllers.settings.settings_dialog import SettingsDialogController
from desktop.controllers.settings.welcome import WelcomeController
from desktop.core.settings.endpoint import host_of
from desktop.messages.model_words import refused_words

if TYPE_CHECKING:
    from desktop.ui.settings.settings_window import SettingsDialog


def build_appearance(container: Container, font: QFont) -> AppearanceController:
    """Returns the controller of colours and keys. `font` is the program's own, before any zoom."""
    window = container.window
    hints = QGuiApplication.styleHints()
    system_changed = hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged
    return AppearanceController(
        container.settings_service, window, window.composer, window.actions_, font, system_changed
    )


def build_welcome(container: Container, shared: Shared) -> WelcomeController:
    """Returns the controller of the first start."""
    window = container.window
    return WelcomeController(
        container.history,
        container.settings_service,
        container.local_servers,
        window.transcript,
        partial(lazy_windows.welcome, window),
        shared.notices,
        window.focus_question,
    )


def build_settings(container: Container, shared: Shared) -> tuple[Connectable, ...]:
    """Returns the other controllers of settings, and that of the Help menu."""
    window, service = container.window, container.settings_service
    kept_aside = KeptAsideController(factories.aside_files(), container.tasks, shared.notices)
    page = ConnectionsPageController(service, container.connections, container.new_server_search())

    def new_dialog() -> "SettingsDialog":
        dialog = lazy_windows.settings_window(window)
        kept_aside.attach(dialog.data.kept_aside)
        page.attach(dialog.answers)
        return dialog

    dialog = SettingsDialogController(
        service,
        container.endpoint_check,
        container.own_headers,
        (window.history.settings_requested, window.actions_["settings"].triggered),
        new_dialog,
        shared.notices,
    )
    keeping = HistoryKeepingController(service, container.storage, container.history, factories.open_store)
    help_menu = HelpMenuController(window.actions_, window, partial(lazy_windows.shortcuts_window, window))
    connection = ConversationConnectionController(
        container.history, service, container.connections, container.question_runner, window.notice
    )
    use_listener(lambda endpoint, *names: window.notice.say(refused_words(host_of(endpoint), *names)))
    window.actions_["model"].triggered.connect(window.model_button.showMenu)
    return connection, page, dialog, keeping, help_menu
