"""The page of the settings about pictures: their text, their formats, and quotes from them."""

from desktop.messages.language.catalogue import _
from desktop.messages.settings.setting_values import choices_in_words
from desktop.ui.settings.fields import SettingsPage


class PicturesPage(SettingsPage):
    """Text recognition, quotes that are checked against it, and formats that can be refused."""

    def __init__(self) -> None:
        super().__init__(_("Pictures"), _("How pictures are read and checked."))
        self.add_switch("read_text", _("Read text in pictures automatically, on this computer"))
        self.add_choice("unfound", choices_in_words("unfound"))
        self.add_switch("open_heic", _("Open HEIC pictures, as phones take them"))
