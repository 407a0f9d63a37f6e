"""The page of the settings about pictures: their text, their formats, and quotes from them."""

from desktop.messages.images.script_names import scripts_sentence
from desktop.messages.language.catalogue import _
from desktop.messages.settings.setting_values import choices_in_words
from desktop.ui.settings.field_column import quiet
from desktop.ui.settings.fields import SettingsPage


class PicturesPage(SettingsPage):
    """Text recognition, quotes that are checked against it, and formats that can be refused."""

    def __init__(self) -> None:
        super().__init__(_("Pictures"), _("How pictures are read and checked."))
        self.add_switch("read_text", _("Read text in pictures automatically, on this computer"))
        self._scripts = quiet()
        self.form.add_row(_("Scripts that are read"), self._scripts)
        self.add_choice("unfound", choices_in_words("unfound"))
        self.add_switch("open_heic", _("Open HEIC pictures, as phones take them"))

    def show_scripts(self, scripts: tuple[str, ...]) -> None:
        """Shows which scripts are read on this computer, beyond Latin, Chinese and Japanese."""
        self._scripts.setText(scripts_sentence(scripts))
