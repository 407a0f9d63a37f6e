"""The page of the settings about private text."""

from desktop.messages.language.catalogue import _
from desktop.messages.settings.setting_values import choices_in_words
from desktop.ui.settings.field_column import quiet
from desktop.ui.settings.fields import SettingsPage


class PrivacyPage(SettingsPage):
    """Private text, and what becomes of what was covered. `patterns_file` is the path of the user's own patterns."""

    def __init__(self, patterns_file: str) -> None:
        super().__init__(_("Privacy"), _("What is held back before a question leaves this computer."))
        self.add_choice("private_text", choices_in_words("private_text"))
        about = quiet(
            _(
                "Looks for keys, passwords, codes, e-mail and IP addresses, phone, card and bank numbers, ID numbers, "
                "dates of birth, license plates, locations and signed links. Add your own patterns in {file}."
            ).format(file=patterns_file)
        )
        self.form.add_row("", about)
        self.add_switch("find_ip_addresses", _("IP addresses are private"))
        self.add_switch("find_faces", _("Faces on photos are private"))
        self.add_switch("allow_uncovered", _("Offer pictures as they were before I covered something"))
        self.add_switch("keep_originals", _("Keep originals (covers can be undone later)"))
