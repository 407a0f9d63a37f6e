"""The page of the settings about the look, the language and the keys of the window."""

from typing import get_args

from desktop.core.settings.settings import TextSize
from desktop.messages.language.catalogue import _, has_catalogue
from desktop.messages.language.choice import LANGUAGES
from desktop.messages.settings.setting_values import choices_in_words, value_in_words
from desktop.ui.settings.fields import SettingsPage


class AppearancePage(SettingsPage):
    """Theme, text size, language, and the key that asks."""

    def __init__(self) -> None:
        super().__init__(_("Appearance"), _("How the window looks, and which key asks."))
        self.add_choice("theme", choices_in_words("theme"))
        self.add_choice("text_size", tuple((size, value_in_words("text_size", size)) for size in get_args(TextSize)))
        spoken = ((code, name) for code, name in LANGUAGES.items() if has_catalogue(code))
        self.add_choice("language", (*choices_in_words("language"), *spoken))
        self.add_switch("enter_asks", _("Enter asks, Shift+Enter starts a new line"))
