"""The button that asks, or stops the answer that is coming."""

from PySide6.QtWidgets import QPushButton

from desktop.messages.language.catalogue import N_, _

ANSWER_FIRST = N_("Answer the notice above first")


class AskButton(QPushButton):
    """Ask in the look of what Enter does; without that look while Enter answers a notice."""

    def __init__(self) -> None:
        super().__init__(_("Ask ⏎"))
        self.setProperty("primary", True)
        self.setAccessibleName(_("Ask"))

    def show_state(self, busy: bool, can_ask: bool, enter_asks: bool, is_gated: bool) -> None:
        """Offers Stop while an answer is coming (`busy`); Ask is at rest while a notice is in the way (`is_gated`)."""
        is_gated = is_gated and not busy
        self.setText(_("Stop") if busy else _("Ask ⏎") if enter_asks and not is_gated else _("Ask"))
        self.setAccessibleName(_("Stop") if busy else _("Ask"))
        self.setToolTip(_("Stop the answer (Esc)") if busy else _(ANSWER_FIRST) if is_gated else _("Ask (Enter)"))
        self.setEnabled(busy or (can_ask and not is_gated))
        if self.property("primary") is is_gated:
            self.setProperty("primary", not is_gated)
            self.setProperty("raised", is_gated)
            self.style().unpolish(self)
            self.style().polish(self)
