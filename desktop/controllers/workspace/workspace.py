"""The desk shows what is on it, its tools change it, and undo takes that back."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QMenu

from desktop.composition.container import Product
from desktop.controllers.error_notices import Troubles
from desktop.controllers.hint_bar import Hints
from desktop.controllers.image.legibility import Legible
from desktop.controllers.usage.price_labels import detail_of, model_of, price_of, saving_of
from desktop.controllers.workspace.canvas_navigation import Spots
from desktop.core.image.annotated_image import Fate, Sheet
from desktop.core.image.annotations import MOST_NUMBER
from desktop.core.image.number_badges import sign
from desktop.core.model_catalog import DETAILS, Detail
from desktop.core.workspace.badge_lookup import Spot, spot_of
from desktop.core.workspace.draft import Draft
from desktop.core.workspace.undo_history import Steps
from desktop.ui.canvas.tools import Tool
from desktop.ui.dialogs.request_preview_model import FATE_WORDS


class DeskShows:
    """Between the desk's draft, the canvas, the strip and the answers that speak of marks."""

    def __init__(self, product: Product, troubles: Troubles, hints: Hints, spots: Spots) -> None:
        self._product = product
        self._spots = spots
        self._troubles = troubles
        self.legible = Legible(product, hints)
        self._show()
        self._tools()
        self._strip()
        self._numbers_speak()

    # what is seen

    def _show(self) -> None:
        product, window = self._product, self._product.window
        desk, viewing, canvas, actions = product.desk, product.viewing, window.canvas, window.actions_
        desk.changed.connect(self.show_draft)
        viewing.shown.connect(canvas.show_picture)
        viewing.shown.connect(lambda _, levels: window.empty.setVisible(not levels))
        viewing.thumbnail.connect(lambda sheet_id, small: window.strip.show_thumbnail(sheet_id, small))
        viewing.failed.connect(self._troubles.tell)
        canvas.zoomed.connect(window.show_zoom)
        window.zoom_label.clicked.connect(lambda: canvas.set_zoom(1.0))
        actions["fit"].triggered.connect(canvas.fit)
        actions["actual"].triggered.connect(lambda: canvas.set_zoom(1.0))
        actions["zoom_in"].triggered.connect(lambda: canvas.zoom_by(1.25))
        actions["zoom_out"].triggered.connect(lambda: canvas.zoom_by(0.8))
        actions["undo"].triggered.connect(desk.undo)
        actions["redo"].triggered.connect(desk.redo)
        desk.steps_changed.connect(self._name_steps)
        self._name_steps(desk.steps)

    def show_draft(self, draft: Draft) -> None:
        """Show the desk as it is now."""
        product = self._product
        taken = product.history.conversation.numbers
        product.window.composer.show_prompt(draft.prompt)
        product.window.canvas.show_sheet(draft.sheet, draft.next_number(taken))
        product.viewing.look(draft)
        self.legible.look()

    def _name_steps(self, steps: Steps) -> None:
        for name, words, step in (("undo", "Undo", steps.undo_name), ("redo", "Redo", steps.redo_name)):
            action = self._product.window.actions_[name]
            action.setEnabled(bool(step))
            action.setText(f"{words} {step[:1].lower()}{step[1:]}" if step else words)
            action.setIconText(words)
            action.setToolTip(f"{action.text()} ({action.shortcut().toString()})")

    def _edit(self, name: str, sheet: Sheet) -> None:
        desk = self._product.desk
        desk.change(name, desk.draft.replacing(sheet))

    # tools

    def _tools(self) -> None:
        window = self._product.window
        canvas, tools, actions = window.canvas, window.tools, window.actions_
        canvas.edited.connect(self._edit)
        canvas.tool_changed.connect(tools.show_tool)
        canvas.colour_changed.connect(tools.show_colour)
        canvas.numbers_used_up.connect(lambda: window.notice.say(f"{MOST_NUMBER} numbers are the most."))
        tools.tool_chosen.connect(self._take_tool)
        tools.colour_chosen.connect(canvas.set_colour)
        actions["turn_left"].triggered.connect(partial(self._turn, -1))
        actions["turn_right"].triggered.connect(partial(self._turn, 1))
        actions["uncrop"].triggered.connect(self._uncrop)

    def _take_tool(self, tool: Tool) -> None:
        canvas = self._product.window.canvas
        canvas.set_tool(Tool.CHOOSE if tool is canvas.tool else tool)
        self._product.window.tools.show_tool(canvas.tool)
        canvas.setFocus()

    def _turn(self, quarters: int) -> None:
        sheet = self._product.desk.draft.sheet
        if sheet is not None:
            self._edit("Turn", sheet.turned(quarters))

    def _uncrop(self) -> None:
        sheet = self._product.desk.draft.sheet
        if sheet is not None and sheet.crop is not None:
            self._edit("Show all", sheet.cropped(None))

    # the strip

    def _strip(self) -> None:
        desk, strip = self._product.desk, self._product.window.strip
        strip.chosen.connect(lambda at: desk.put(desk.draft.looking_at(at)))
        strip.removed.connect(lambda at: desk.change("Remove picture", desk.draft.without(at)))
        strip.moved.connect(lambda at, to: desk.change("Move picture", desk.draft.moved(at, to)))
        strip.menu_wanted.connect(self._fill_menu)

    def _fill_menu(self, at: int, menu: QMenu) -> None:
        """What can be done with a picture of the strip, and what each choice costs or saves."""
        sheet, settings = self._product.desk.draft.sheets[at], self._product.preferences.in_force
        model, now = model_of(settings), detail_of(sheet, settings)
        menu.addSeparator()
        menu.addAction("Turn right", partial(self._edit, "Turn", sheet.turned(1)))
        details = menu.addMenu("Detail")
        for detail in DETAILS:
            tokens = model.seen(sheet.frame.size, detail).tokens
            action = details.addAction(f"{detail.capitalize()} · {price_of(model, tokens)}")
            action.setCheckable(True)
            action.setChecked(now == detail)
            action.triggered.connect(partial(self._set_detail, sheet, detail))
        fates = menu.addMenu("In later questions")
        seen = model.seen(sheet.frame.size, now)
        for fate in Fate:
            saving = saving_of(fate, (seen.width, seen.height), now, model)
            action = fates.addAction(f"{FATE_WORDS[fate]}{f' · {saving}' if saving else ''}")
            action.setCheckable(True)
            action.setChecked(sheet.fate is fate)
            action.triggered.connect(partial(self._set_fate, sheet, fate))

    def _now(self, sheet: Sheet) -> Sheet:
        """The sheet as it is by now: a menu may have been open for long."""
        return next((mine for mine in self._product.desk.draft.sheets if mine.id == sheet.id), sheet)

    def _set_detail(self, sheet: Sheet, detail: Detail, _checked: bool = False) -> None:
        self._edit("Detail", replace(self._now(sheet), detail=detail))

    def _set_fate(self, sheet: Sheet, fate: Fate, _checked: bool = False) -> None:
        self._edit("Later questions", self._now(sheet).with_fate(fate))
        history = self._product.history
        for sent in history.conversation.pictures:
            if sent.look == sheet.look or sent.id == sheet.picture.id:
                history.set_fate(sent.id, fate)

    # numbers speak

    def _numbers_speak(self) -> None:
        window = self._product.window
        window.canvas.number_named.connect(self._name_number)
        window.transcript.mark_pointed.connect(self._light)
        window.transcript.mark_chosen.connect(self._go_to)

    def _name_number(self, number: int) -> None:
        self._product.window.composer.insert(sign(number))
        self._product.window.focus_question()

    def _spot(self, turn_id: str, number: int) -> Spot | None:
        turns = self._product.history.conversation.turns
        return spot_of(number, turn_id, turns, self._product.desk.draft)

    def _light(self, turn_id: str, number: int) -> None:
        draft, canvas = self._product.desk.draft, self._product.window.canvas
        spot = self._spot(turn_id, number) if number else None
        if draft.sheet is not None:
            canvas.light(spot.area if spot is not None and spot.at == draft.looked_at else None)

    def _go_to(self, turn_id: str, number: int) -> None:
        spot = self._spot(turn_id, number)
        if spot is None:
            return
        if spot.at is not None:
            self._product.desk.put(self._product.desk.draft.looking_at(spot.at))
            self._product.window.canvas.go_to(spot.area)
        elif spot.sent is not None:
            self._spots.go_to(spot.sent, spot.area)
