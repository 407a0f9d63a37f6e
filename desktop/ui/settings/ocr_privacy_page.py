"""The page of the settings about text recognition and private text."""

from desktop.messages.settings.setting_values import choices_in_words
from desktop.ui.settings.fields import SettingsPage, quiet


class OcrPrivacyPage(SettingsPage):
    """Text recognition, private text, checks of answers. `patterns_file` is the path of the user's own patterns."""

    def __init__(self, patterns_file: str) -> None:
        super().__init__()
        self.add_switch("read_text", "Read text in pictures on this computer, as soon as they are there")
        self.add_choice("private_text", choices_in_words("private_text"))
        about = quiet(
            "Looked for are keys, tokens, passwords, e-mail and IP addresses, phone and card numbers, IBANs, numbers "
            f"of persons and signed addresses. What else is private here can be added to {patterns_file}."
        )
        self.form.addRow("", about)
        self.add_choice("unfound", choices_in_words("unfound"))
        self.add_switch("allow_uncovered", "Offer to send and export pictures as they went before I covered something")
        self.add_switch("keep_originals", "Keep originals: what I cover can be uncovered after a restart")
