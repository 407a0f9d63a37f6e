"""The page of the settings about the program itself."""

from desktop.messages.language.catalogue import has_catalogue
from desktop.messages.language.choice import LANGUAGES
from desktop.messages.settings.setting_values import choices_in_words
from desktop.ui.settings.fields import SettingsPage
from desktop.ui.settings.kept_aside_list import KeptAsideList
from desktop.ui.settings.proxy_field import ProxyField


class GeneralPage(SettingsPage):
    """Theme, language, history, the meaning of Enter, HEIC, thinking in exports, the proxy, and what was set aside."""

    def __init__(self) -> None:
        super().__init__()
        self.add_choice("theme", choices_in_words("theme"))
        spoken = ((code, name) for code, name in LANGUAGES.items() if has_catalogue(code))
        self.add_choice("language", (*choices_in_words("language"), *spoken))
        self.add_switch("keep_history", "Keep history: conversations stay on this computer")
        self.add_switch("enter_asks", "Enter asks, Shift+Enter breaks the line")
        self.add_switch("open_heic", "Open HEIC pictures, which phones take")
        self.add_switch("export_thinking", "Exports show what the model thought before it answered")
        field = ProxyField()
        field.chosen.connect(lambda value: self.change("proxy", value))
        self.proxy = self.add("proxy", field, lambda settings: field.show_value(settings.proxy))
        self.kept_aside = KeptAsideList()
        self.form.addRow(self.kept_aside)
