"""Asks saved prompts by a click, as each of them says: with instructions, or of a connection and a model of its own."""

from collections.abc import Callable
from dataclasses import replace

from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.prompts.prompt_words import edit_label, lost_words
from desktop.services.conversation.history import History
from desktop.services.prompts.prompt_library import PromptLibrary
from desktop.services.settings.connections import Connections
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace
from desktop.ui.main_window import MainWindow

LONGEST_NAME = 60  # letters of a name in a line; chosen


class PromptChoiceController:
    """`ask` asks what is typed."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        history: History,
        library: PromptLibrary,
        connections: Connections,
        settings_service: SettingsService,
        ask: Callable[[], None],
    ) -> None:
        self._window = window
        self._workspace = workspace
        self._history = history
        self._library = library
        self._connections = connections
        self._settings_service = settings_service
        self._ask = ask

    def connect(self) -> None:
        """Connects the composer's prompts, the library, and what prompts depend on."""
        prompts = self._window.composer.prompts
        prompts.chosen.connect(self.choose)
        prompts.language_chosen.connect(self._choose_language)
        prompts.left.connect(self._connections.leave_prompt)
        self._window.actions_["quick"].triggered.connect(prompts.show_menu)
        self._library.changed.connect(lambda _: self.show())
        self._settings_service.changed.connect(lambda _: self.show())

    def show(self) -> None:
        """Shows the prompts of the library, and which of them holds in the open conversation."""
        prompts = tuple(self._named_as_here(prompt) for prompt in self._library.prompts)
        shown = self._window.composer.prompts
        shown.show_prompts(prompts, self._settings_service.settings.translation_language)
        choice = self._settings_service.layers.choice
        shown.show_in_use(untrusted_line(choice.prompt, LONGEST_NAME), choice.instructions)

    def choose(self, prompt: SavedPrompt) -> None:
        """Asks the prompt at once if there is an image to ask about; else puts it into the field.

        Text that was typed already stays, and the prompt comes after it. A prompt that asks for a language gets it
        first, and one whose connection is gone is not asked.
        """
        if prompt.asks_language:
            self._window.composer.prompts.show_languages(prompt)
            return
        if self._connections.is_prompt_lost(prompt):
            edit = edit_label(), self._window.composer.prompts.edit_requested.emit
            self._window.notice.say(lost_words(prompt), edit, passing=False)
            return
        self._connections.use_prompt(prompt)
        workspace = self._workspace
        if (typed := workspace.draft.prompt.strip()) and not typed.startswith("/"):
            self._window.composer.insert(prompt.words)
            self._window.focus_question()
            return
        workspace.set_prompt(prompt.words)
        if workspace.draft.images or self._history.conversation.images:
            self._ask()
        self._window.focus_question()

    def _choose_language(self, prompt: SavedPrompt, language: str) -> None:
        """Asks a prompt in a language, which is remembered."""
        self._settings_service.change(translation_language=language)
        self.choose(prompt.in_language(language))

    def _named_as_here(self, prompt: SavedPrompt) -> SavedPrompt:
        """Returns the prompt with the name that its connection has by now."""
        if self._connections.is_prompt_lost(prompt):
            return prompt
        connection = self._connections.of_prompt(prompt)
        if connection is None or not self._connections.may_choose:
            return replace(prompt, connection="", connection_name="")
        return replace(prompt, connection=connection.id, connection_name=self._connections.name_of(connection))
