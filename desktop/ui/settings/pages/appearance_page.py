"""The page of the settings about the look, the language, the keys and the announcements of the window."""

from typing import get_args

from desktop.core.settings.settings import TextSize
from desktop.messages.language.catalogue import _, has_catalogue
from desktop.messages.language.choice import LANGUAGES
from desktop.messages.settings.setting_values import choices_in_words, value_in_words
from desktop.ui.settings.fields import SettingsPage


class AppearancePage(SettingsPage):
    """Theme, text size, language, the key that asks, what is announced, and notifications."""

    def __init__(self) -> None:
        super().__init__(_("Appearance"), _("How the window looks, which key asks, and how an answer is announced."))
        self.add_choice("theme", choices_in_words("theme"))
        self.add_choice("text_size", tuple((size, value_in_words("text_size", size)) for size in get_args(TextSize)))
        spoken = ((code, name) for code, name in LANGUAGES.items() if has_catalogue(code))
        self.add_choice("language", (*choices_in_words("language"), *spoken))
        self.add_switch("enter_asks", _("Enter asks, Shift+Enter starts a new line"))
        self.add_switch("check_spelling", _("Check the spelling of questions"))
        self.add_choice("announced", choices_in_words("announced"))
        self.add_switch("read_aloud", _("Read answers aloud"))
        self.add_switch("notify_answers", _("Notify me when an answer is here"))
        self.add_switch("notify_content", _("Show my question and the answer in the notification"))
