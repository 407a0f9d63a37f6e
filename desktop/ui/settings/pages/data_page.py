"""The page of the settings about what stays on this computer, and what exports show of it."""

from desktop.messages.language.catalogue import _
from desktop.ui.settings.fields import SettingsPage
from desktop.ui.settings.kept_aside_list import KeptAsideList


class DataPage(SettingsPage):
    """The history, thinking in exports, the ledger of requests, and what was set aside."""

    def __init__(self) -> None:
        super().__init__(_("Data"), _("What is kept on this computer."))
        self.add_switch("keep_history", _("Keep conversations on this computer"))
        self.add_switch("export_thinking", _("Show the model's thinking in exports and prints"))
        self.add_switch("ledger", _("Keep a ledger of requests: when, where to, and how much; none of their content"))
        self.kept_aside = KeptAsideList()
        self.form.add_row("", self.kept_aside)
