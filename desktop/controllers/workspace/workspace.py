"""The desk shows what is on it, its tools change it, and undo takes that back."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QMenu

from desktop.composition.container import Container
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.hint_bar import HintBarController
from desktop.controllers.image.legibility import LegibilityController
from desktop.controllers.usage.price_labels import detail_of, model_of, price_of, saving_of
from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.core.annotation.kinds.number_badge import MOST_NUMBER
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.number_badges import circled_digit
from desktop.core.model_catalog import DETAILS, Detail
from desktop.core.workspace.badge_lookup import BadgeTarget, find_badge
from desktop.core.workspace.draft import Draft
from desktop.core.workspace.undo_history import UndoHistory
from desktop.ui.canvas.tools import Tool
from desktop.ui.dialogs.request_preview_model import RESEND_POLICY_WORDS


class WorkspaceController:
    """Between the desk's draft, the canvas, the strip and the answers that speak of marks."""

    def __init__(
        self, container: Container, problems: ErrorNotices, hints: HintBarController, spots: CanvasNavigation
    ) -> None:
        self._container = container
        self._spots = spots
        self._problems = problems
        self.legible = LegibilityController(container, hints)
        self._show()
        self._tools()
        self._strip()
        self._numbers_speak()

    # what is seen

    def _show(self) -> None:
        container, window = self._container, self._container.window
        workspace, viewing, canvas, actions = (
            container.workspace,
            container.canvas_images,
            window.canvas,
            window.actions_,
        )
        workspace.changed.connect(self.show_draft)
        viewing.shown.connect(canvas.show_pixels)
        viewing.shown.connect(lambda _, levels: window.empty.setVisible(not levels))
        viewing.thumbnail.connect(lambda image_id, small: window.strip.show_thumbnail(image_id, small))
        viewing.failed.connect(self._problems.tell)
        canvas.zoomed.connect(window.show_zoom)
        window.zoom_label.clicked.connect(lambda: canvas.set_zoom(1.0))
        actions["fit"].triggered.connect(canvas.fit)
        actions["actual"].triggered.connect(lambda: canvas.set_zoom(1.0))
        actions["zoom_in"].triggered.connect(lambda: canvas.zoom_by(1.25))
        actions["zoom_out"].triggered.connect(lambda: canvas.zoom_by(0.8))
        actions["undo"].triggered.connect(workspace.undo)
        actions["redo"].triggered.connect(workspace.redo)
        workspace.steps_changed.connect(self._name_steps)
        self._name_steps(workspace.steps)

    def show_draft(self, draft: Draft) -> None:
        """Show the desk as it is now."""
        container = self._container
        taken = container.history.conversation.numbers
        container.window.composer.show_prompt(draft.prompt)
        container.window.canvas.show_annotated_image(draft.image, draft.next_number(taken))
        container.canvas_images.look(draft)
        self.legible.look()

    def _name_steps(self, steps: UndoHistory) -> None:
        for name, words, step in (("undo", "Undo", steps.undo_name), ("redo", "Redo", steps.redo_name)):
            action = self._container.window.actions_[name]
            action.setEnabled(bool(step))
            action.setText(f"{words} {step[:1].lower()}{step[1:]}" if step else words)
            action.setIconText(words)
            action.setToolTip(f"{action.text()} ({action.shortcut().toString()})")

    def _edit(self, name: str, image: AnnotatedImage) -> None:
        workspace = self._container.workspace
        workspace.change(name, workspace.draft.with_image(image))

    # tools

    def _tools(self) -> None:
        window = self._container.window
        canvas, tools, actions = window.canvas, window.tools, window.actions_
        canvas.edited.connect(self._edit)
        canvas.tool_changed.connect(tools.show_tool)
        canvas.color_changed.connect(tools.show_color)
        canvas.numbers_used_up.connect(lambda: window.notice.say(f"{MOST_NUMBER} numbers are the most."))
        tools.tool_chosen.connect(self._take_tool)
        tools.color_chosen.connect(canvas.set_color)
        actions["turn_left"].triggered.connect(partial(self._turn, -1))
        actions["turn_right"].triggered.connect(partial(self._turn, 1))
        actions["uncrop"].triggered.connect(self._uncrop)

    def _take_tool(self, tool: Tool) -> None:
        canvas = self._container.window.canvas
        canvas.set_tool(Tool.CHOOSE if tool is canvas.tool else tool)
        self._container.window.tools.show_tool(canvas.tool)
        canvas.setFocus()

    def _turn(self, quarters: int) -> None:
        image = self._container.workspace.draft.image
        if image is not None:
            self._edit("Turn", image.rotated(quarters))

    def _uncrop(self) -> None:
        image = self._container.workspace.draft.image
        if image is not None and image.crop is not None:
            self._edit("Show all", image.cropped(None))

    # the strip

    def _strip(self) -> None:
        workspace, strip = self._container.workspace, self._container.window.strip
        strip.chosen.connect(lambda at: workspace.set_draft(workspace.draft.looking_at(at)))
        strip.removed.connect(lambda at: workspace.change("Remove picture", workspace.draft.without(at)))
        strip.moved.connect(lambda at, to: workspace.change("Move picture", workspace.draft.moved(at, to)))
        strip.menu_wanted.connect(self._fill_menu)

    def _fill_menu(self, at: int, menu: QMenu) -> None:
        """What can be done with a picture of the strip, and what each choice costs or saves."""
        image, settings = self._container.workspace.draft.images[at], self._container.settings_service.effective
        model, now = model_of(settings), detail_of(image, settings)
        menu.addSeparator()
        menu.addAction("Turn right", partial(self._edit, "Turn", image.rotated(1)))
        details = menu.addMenu("Detail")
        for detail in DETAILS:
            tokens = model.view_of(image.view.size, detail).tokens
            action = details.addAction(f"{detail.capitalize()} · {price_of(model, tokens)}")
            action.setCheckable(True)
            action.setChecked(now == detail)
            action.triggered.connect(partial(self._set_detail, image, detail))
        resend_policies = menu.addMenu("In later questions")
        seen = model.view_of(image.view.size, now)
        for resend_policy in ResendPolicy:
            saving = saving_of(resend_policy, (seen.width, seen.height), now, model)
            action = resend_policies.addAction(
                f"{RESEND_POLICY_WORDS[resend_policy]}{f' · {saving}' if saving else ''}"
            )
            action.setCheckable(True)
            action.setChecked(image.resend_policy is resend_policy)
            action.triggered.connect(partial(self._set_resend_policy, image, resend_policy))

    def _now(self, image: AnnotatedImage) -> AnnotatedImage:
        """The sheet as it is by now: a menu may have been open for long."""
        return next((mine for mine in self._container.workspace.draft.images if mine.id == image.id), image)

    def _set_detail(self, image: AnnotatedImage, detail: Detail, _checked: bool = False) -> None:
        self._edit("Detail", replace(self._now(image), detail=detail))

    def _set_resend_policy(self, image: AnnotatedImage, resend_policy: ResendPolicy, _checked: bool = False) -> None:
        self._edit("Later questions", self._now(image).with_resend_policy(resend_policy))
        history = self._container.history
        for sent in history.conversation.images:
            if sent.content_key == image.content_key or sent.id == image.source.id:
                history.set_resend_policy(sent.id, resend_policy)

    # numbers speak

    def _numbers_speak(self) -> None:
        window = self._container.window
        window.canvas.number_named.connect(self._name_number)
        window.transcript.mark_pointed.connect(self._light)
        window.transcript.mark_chosen.connect(self._go_to)

    def _name_number(self, number: int) -> None:
        self._container.window.composer.insert(circled_digit(number))
        self._container.window.focus_question()

    def _spot(self, turn_id: str, number: int) -> BadgeTarget | None:
        turns = self._container.history.conversation.turns
        return find_badge(number, turn_id, turns, self._container.workspace.draft)

    def _light(self, turn_id: str, number: int) -> None:
        draft, canvas = self._container.workspace.draft, self._container.window.canvas
        spot = self._spot(turn_id, number) if number else None
        if draft.image is not None:
            canvas.light(spot.rect if spot is not None and spot.at == draft.current_index else None)

    def _go_to(self, turn_id: str, number: int) -> None:
        spot = self._spot(turn_id, number)
        if spot is None:
            return
        if spot.at is not None:
            self._container.workspace.set_draft(self._container.workspace.draft.looking_at(spot.at))
            self._container.window.canvas.go_to(spot.rect)
        elif spot.sent is not None:
            self._spots.show(spot.sent, spot.rect)
