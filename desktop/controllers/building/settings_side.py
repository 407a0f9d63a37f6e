"""Builds the controllers of the settings and of what follows from them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QFont, QGuiApplication

from desktop.adapters.files.user_file import write_user_file
from desktop.adapters.providers.refused_parameters import offered_at, use_listener
from desktop.composition import factories, lazy_windows
from desktop.composition.container import Container
from desktop.controllers.at_hand.at_hand_page import AtHandPageController
from desktop.controllers.building.shared import Connectable, Shared
from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.help_menu import HelpMenuController
from desktop.controllers.prompts.prompts_page import PromptsPageController
from desktop.controllers.prompts.sharing import PromptSharingController
from desktop.controllers.settings.appearance import AppearanceController
from desktop.controllers.settings.connections_page import ConnectionsPageController
from desktop.controllers.settings.conversation_connection import ConversationConnectionController
from desktop.controllers.settings.history_keeping import HistoryKeepingController
from desktop.controllers.settings.house_rules import HouseRulesController
from desktop.controllers.settings.kept_aside import KeptAsideController
from desktop.controllers.settings.key_program import KeyProgramController
from desktop.controllers.settings.settings_dialog import SettingsDialogController
from desktop.controllers.settings.welcome import WelcomeController
from desktop.core.settings.endpoint import host_of
from desktop.messages.model_words import refused_words
from desktop.services.history_expiry import HistoryExpiry
from desktop.services.prompts.sharing import PromptSharing
from desktop.services.settings.own_key_program import OwnKeyProgram
from desktop.ui.keys.copy_guard import CopyGuard
from desktop.ui.look.system_colors import System
from desktop.ui.notice_bar import NoticeBar

if TYPE_CHECKING:
    from desktop.ui.settings.settings_window import SettingsDialog


def build_appearance(container: Container, font: QFont) -> AppearanceController:
    """Returns the controller of colours and keys. `font` is the program's own, before any zoom."""
    window = container.window
    hints = QGuiApplication.styleHints()
    system_changed = hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged
    return AppearanceController(
        container.settings_service, window, window.composer, window.actions_, font, system_changed, System()
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


def build_house_rules(container: Container, shared: Shared) -> HouseRulesController:
    """Returns the controller of the rules that a policy brings."""
    window = container.window
    return HouseRulesController(
        container.settings_service,
        window.actions_,
        window.transcript.parts.drag_out,
        shared.notices,
        CopyGuard(window),
    )


def build_settings(
    container: Container, shared: Shared, at_hand: AtHandPageController, key_wanted: SignalInstance
) -> tuple[Connectable, ...]:
    """Returns the other controllers of settings, and that of the Help menu. `key_wanted` opens them at the key."""
    window, service = container.window, container.settings_service
    kept_aside = KeptAsideController(factories.aside_files(), container.tasks, shared.notices)
    page = ConnectionsPageController(service, container.connections, container.new_server_search(), offered_at)
    container.endpoint_check.checked.connect(lambda _: page.show())  # by then the server's list is known
    prompts = PromptsPageController(container.prompts, container.connections, service)
    sharing = _sharing(container, shared)
    own_program = OwnKeyProgram(container.tasks, factories.key_store(), service)
    own_program.changed.connect(lambda *_: container.secrets.forget())
    key_program = KeyProgramController(service, own_program, shared.notices)

    def new_dialog() -> "SettingsDialog":
        dialog = lazy_windows.settings_window(window)
        kept_aside.attach(dialog.data.kept_aside)
        page.attach(dialog.answers)
        key_program.attach(dialog.answers.key_program)
        prompts.attach(dialog.prompts)
        sharing.attach(dialog.prompts)
        at_hand.attach(dialog.at_hand)
        return dialog

    requested = window.history.settings_requested, window.actions_["settings"].triggered
    dialog = SettingsDialogController(
        service, container.endpoint_check, container.own_headers, requested, new_dialog, shared.notices
    )
    for wanted in (window.composer.prompts.edit_requested, window.composer.prompts.other_language_requested):
        wanted.connect(partial(dialog.open_page, lambda opened: opened.prompts))
    key_wanted.connect(dialog.open_key)
    expiry = HistoryExpiry(container.tasks, container.storage, container.history, lambda: service.settings)
    keeping = HistoryKeepingController(service, container.storage, container.history, factories.open_store, expiry.look)
    help_menu = HelpMenuController(
        window.actions_,
        window,
        partial(lazy_windows.shortcuts_window, window),
        lambda: lazy_windows.policy_window(window, service.layers),
    )
    connection = ConversationConnectionController(
        container.history, service, container.connections, container.question_runner, window.notice
    )
    _tell_refusals(window.notice, page)
    window.actions_["model"].triggered.connect(window.model_button.showMenu)
    return connection, page, key_program, prompts, sharing, dialog, keeping, help_menu


def _tell_refusals(notice: NoticeBar, page: ConnectionsPageController) -> None:
    """Has the user told of a parameter that a model refuses, and the page offer what the model takes."""

    def tell(endpoint: str, model: str, name: str) -> None:
        notice.say(refused_words(host_of(endpoint), model, name))
        page.show()

    before = use_listener(tell)
    notice.destroyed.connect(lambda: use_listener(before))


def _sharing(container: Container, shared: Shared) -> PromptSharingController:
    sharing = PromptSharing(
        container.tasks,
        container.prompts,
        container.connections,
        write_user_file,
        lambda: container.settings_service.settings,
    )
    files = FileDialogs(container.window, shared.notices)
    return PromptSharingController(sharing, files, partial(lazy_windows.shared_changes_window, container.window))
