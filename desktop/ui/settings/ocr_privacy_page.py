"""The settings about reading on this computer and about what is private: a page of the settings window."""

from desktop.core.settings.settings import Settings
from desktop.ui.settings.fields import SettingsPage, quiet

PRIVATE = (
    ("warn", "Point it out before asking"),
    ("insist", "Send nothing before it is covered"),
    ("off", "Do not look for it"),
)
UNFOUND = (
    ("auto", "Mark what is not in the picture, where it has much text"),
    ("always", "Always mark what is not in the picture"),
    ("never", "Do not mark it"),
)


class OcrPrivacyPage(SettingsPage):
    """Says what the user changed."""

    def __init__(self, patterns_file: str) -> None:
        super().__init__()
        self._read = self.add_switch("read_text", "Read text in pictures on this computer, as soon as they are there")
        self._private = self.add_choice("private_text", PRIVATE)
        about = quiet(
            "Looked for are keys, tokens, passwords, e-mail and IP addresses, phone and card numbers, IBANs, numbers "
            f"of persons and signed addresses. What else is private here can be added to {patterns_file}."
        )
        self.form.addRow("", about)
        self._unfound = self.add_choice("unfound", UNFOUND)
        self._originals = self.add_switch(
            "keep_originals", "Keep originals: what I cover can be uncovered after a restart"
        )

    def show_settings(self, settings: Settings) -> None:
        self._read.setChecked(settings.read_text)
        self._originals.setChecked(settings.keep_originals)
        self._private.setCurrentIndex(self._private.findData(settings.private_text))
        self._unfound.setCurrentIndex(self._unfound.findData(settings.unfound))
