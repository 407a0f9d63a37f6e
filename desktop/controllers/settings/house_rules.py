"""The rules of the house in the window: what they do not allow is not offered, and a new policy is told of."""

from desktop.adapters.system import clipboard
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.policy.policy import Policy
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.actions import Actions
from desktop.ui.keys.copy_guard import CopyGuard
from desktop.ui.transcript.interaction.drag_out import DragOut

ACTIONS = {
    "allow_capture": ("capture", "capture_screen", "capture_later"),
    "allow_export": ("export", "export_all", "print", "save_picture"),
    "allow_copy": ("copy_all", "copy_picture", "copy_as_sent", "copy_text"),
    "allow_backup": ("backup",),
    "allow_import": ("import", "restore"),
}
"""The actions that each rule takes away, by its field name. What they lead to asks the rule again."""


class HouseRulesController:
    """Hides actions, keeps the clipboard, and tells of mistakes in a policy that came while the window was open."""

    def __init__(
        self,
        settings_service: SettingsService,
        actions: Actions,
        drag_out: DragOut,
        notices: ErrorNotices,
        copy_guard: CopyGuard,
    ) -> None:
        self._settings_service = settings_service
        self._actions = actions
        self._drag_out = drag_out
        self._notices = notices
        self._copy_guard = copy_guard

    def connect(self) -> None:
        """Connects the policy and the clipboard."""
        clipboard.RULE.use(self._may_copy)
        self._copy_guard.refused.connect(lambda: self._notices.tell(Problem(ProblemKind.NOT_ALLOWED)))
        self._settings_service.policy_changed.connect(self._tell)
        self._settings_service.changed.connect(lambda _: self.show())

    def show(self) -> None:
        """Shows what is allowed."""
        rules = self._settings_service.settings
        for rule, names in ACTIONS.items():
            for name in names:
                self._actions[name].setVisible(getattr(rules, rule))
        self._drag_out.is_allowed = rules.allow_copy
        self._copy_guard.switch(not rules.allow_copy)

    def _may_copy(self) -> bool:
        is_allowed = self._settings_service.settings.allow_copy
        if not is_allowed:
            self._notices.tell(Problem(ProblemKind.NOT_ALLOWED))
        return is_allowed

    def _tell(self, policy: Policy) -> None:
        for problem in policy.problems:
            self._notices.tell(problem)
