"""The desk shows what is on it, its tools change it, and undo takes that back."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QMenu

from desktop.core.area import Area
from desktop.core.draft import Draft
from desktop.core.errors import Kind, Trouble
from desktop.core.legibility import DOUBTFUL_PX, Legibility, legibility
from desktop.core.lights import Spot, spot_of
from desktop.core.marks import MOST_NUMBER, Box, Number
from desktop.core.models import DETAILS, Detail, Model, model_at
from desktop.core.numbers import sign
from desktop.core.picture import Picture
from desktop.core.sheet import Fate, Sheet
from desktop.core.tiles import tiles, tokens_of
from desktop.core.turn import SentPicture
from desktop.core.undo import Steps
from desktop.product import Product
from desktop.ui.canvas.tools import Tool
from desktop.ui.said import FATE_WORDS, money
from desktop.wiring.savings import saving_of
from desktop.wiring.troubles import Troubles


class DeskShows:
    """Between the desk's draft, the canvas, the strip and the answers that speak of marks."""

    def __init__(self, product: Product, troubles: Troubles) -> None:
        self._product = product
        self._troubles = troubles
        self._letters: tuple[Sheet, float | None] | None = None
        self._hints_closed: set[str] = set()
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
        viewing.letters.connect(self._letters_known)
        viewing.as_seen.connect(self._show_as_seen)
        window.hint.closed.connect(self._hint_closed)
        canvas.zoomed.connect(window.show_zoom)
        window.zoom_label.clicked.connect(lambda: canvas.set_zoom(1.0))
        actions["fit"].triggered.connect(canvas.fit)
        actions["actual"].triggered.connect(lambda: canvas.set_zoom(1.0))
        actions["zoom_in"].triggered.connect(lambda: canvas.zoom_by(1.25))
        actions["zoom_out"].triggered.connect(lambda: canvas.zoom_by(0.8))
        actions["as_seen"].triggered.connect(self._toggle_as_seen)
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
        self._hint()

    def _name_steps(self, steps: Steps) -> None:
        for name, words, step in (("undo", "Undo", steps.undo_name), ("redo", "Redo", steps.redo_name)):
            action = self._product.window.actions_[name]
            action.setEnabled(bool(step))
            action.setText(f"{words} {step[:1].lower()}{step[1:]}" if step else words)
            action.setIconText(words)
            action.setToolTip(f"{action.text()} ({action.shortcut().toString()})")

    @property
    def _model(self) -> Model:
        settings = self._product.preferences.settings
        return model_at(settings.model, settings.host)

    def _detail(self, sheet: Sheet) -> Detail:
        return sheet.detail or self._product.preferences.settings.detail

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
        actions["tiles"].triggered.connect(self._split)

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

    # as the model sees it, and whether it can read it

    def _toggle_as_seen(self) -> None:
        canvas, sheet = self._product.window.canvas, self._product.desk.draft.sheet
        if canvas.shows_as_seen:
            canvas.show_as_seen(())
        elif sheet is not None:
            canvas.set_tool(Tool.CHOOSE)
            self._product.viewing.look_as_model(sheet, self._model.name, self._detail(sheet))

    def _show_as_seen(self, sheet: Sheet, levels: object) -> None:
        current = self._product.desk.draft.sheet
        if current is not None and current.look == sheet.look:
            self._product.window.canvas.show_as_seen(levels)  # type: ignore[arg-type]

    def _letters_known(self, sheet: Sheet, letters_px: float | None) -> None:
        self._letters = sheet, letters_px
        self._hint()

    def settings_changed(self) -> None:
        """Another model may see another size."""
        self._product.window.canvas.show_as_seen(())
        self._hint()

    def _letters_of(self, sheet: Sheet) -> float | None:
        """About how high the smallest letters are, if that is known yet."""
        if self._letters is None or self._letters[0].look != sheet.look:
            return None
        return self._letters[1]

    def _hint_closed(self) -> None:
        sheet = self._product.desk.draft.sheet
        if sheet is not None:
            self._hints_closed.add(sheet.look)

    def _hint(self) -> None:
        """A quiet offer where the model would not read what is on the picture."""
        hint, sheet = self._product.window.hint, self._product.desk.draft.sheet
        if sheet is None or sheet.look in self._hints_closed:
            hint.hide()
            return
        size, model, detail = sheet.frame.size, self._model, self._detail(sheet)
        scale = model.seen(size, detail).width / size[0]
        what = legibility(self._letters_of(sheet), scale)
        if what is Legibility.GOOD:
            hint.hide()
            return
        would = "would not be readable" if what is Legibility.UNREADABLE else "may be hard to read"
        words = f"{model.name} sees this at {scale:.0%}: its smallest text {would}."
        hint.say(words, self._crop_offer(sheet, model, detail), *self._tile_offer(sheet), passing=False)

    def _crop_offer(self, sheet: Sheet, model: Model, detail: Detail) -> tuple[str, "partial[None]"]:
        marked = [mark for mark in sheet.marks if isinstance(mark, Number | Box) and not mark.area.empty]
        if not marked:
            return "Crop", partial(self._product.window.canvas.set_tool, Tool.CROP)
        cropped = sheet.cropped(marked[-1].area.grown(12))
        price = _price(model, model.seen(cropped.frame.size, detail).tokens)
        return f"Crop to the mark · {price}", partial(self._edit, "Crop", cropped)

    def _tile_offer(self, sheet: Sheet) -> "tuple[tuple[str, partial[None]], ...]":
        grid = self._grid(sheet)
        if len(grid) < 2:
            return ()
        price = _price(self._model, tokens_of(grid, self._model, self._detail(sheet)))
        return ((f"Split into {len(grid)} · {price}", partial(self._split, sheet)),)

    def _grid(self, sheet: Sheet) -> tuple[Area, ...]:
        known = self._letters_of(sheet)
        wanted = min(1.0, (DOUBTFUL_PX + 0.5) / known) if known else 1.0
        return tiles(sheet.frame.size, self._model, self._detail(sheet), wanted)

    def _split(self, sheet: Sheet | bool | None = None) -> None:
        desk = self._product.desk
        sheet = sheet if isinstance(sheet, Sheet) else desk.draft.sheet
        if sheet is None:
            return
        grid = self._grid(sheet)
        if len(grid) < 2:
            self._product.window.notice.say(
                f"{self._model.name} sees this picture as sharp as it is; tiles win nothing."
            )
            return
        frame = sheet.frame
        parts = tuple(sheet.cropped(frame.picture_area(area)).again() for area in grid)
        at = desk.draft.sheets.index(sheet)
        desk.change("Split into tiles", desk.draft.split(at, parts))

    # the strip

    def _strip(self) -> None:
        desk, strip = self._product.desk, self._product.window.strip
        strip.chosen.connect(lambda at: desk.put(desk.draft.looking_at(at)))
        strip.removed.connect(lambda at: desk.change("Remove picture", desk.draft.without(at)))
        strip.moved.connect(lambda at, to: desk.change("Move picture", desk.draft.moved(at, to)))
        strip.menu_wanted.connect(self._fill_menu)

    def _fill_menu(self, at: int, menu: QMenu) -> None:
        """What can be done with a picture of the strip, and what each choice costs or saves."""
        sheet, model = self._product.desk.draft.sheets[at], self._model
        menu.addSeparator()
        menu.addAction("Turn right", partial(self._edit, "Turn", sheet.turned(1)))
        details = menu.addMenu("Detail")
        for detail in DETAILS:
            tokens = model.seen(sheet.frame.size, detail).tokens
            action = details.addAction(f"{detail.capitalize()} · {_price(model, tokens)}")
            action.setCheckable(True)
            action.setChecked(self._detail(sheet) == detail)
            action.triggered.connect(partial(self._set_detail, sheet, detail))
        fates = menu.addMenu("In later questions")
        seen = model.seen(sheet.frame.size, self._detail(sheet))
        for fate in Fate:
            saving = saving_of(fate, (seen.width, seen.height), self._detail(sheet), model)
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
            self._product.tasks.replace("bring back", self._bring_back(spot.sent, turn_id, number))

    async def _bring_back(self, sent: SentPicture, turn_id: str, number: int) -> None:
        """The picture is not on the desk any more: lay it there as it was sent."""
        data = (await self._product.keeper.pictures([sent.id])).get(sent.id)
        if data is None:
            self._troubles.tell(Trouble(Kind.PICTURE_GONE, "1"))
            return
        sheet = Sheet.of(Picture(sent.id, data, sent.width, sent.height, sent.mime))
        desk = self._product.desk
        desk.change("Bring back", desk.draft.with_sheets([sheet]))
        self._go_to(turn_id, number)


def _price(model: Model, tokens: int) -> str:
    cost = model.price.cost_usd(tokens, 0) if model.price else None
    return f"{tokens:,} tokens" + (f", {money(cost)}" if cost is not None else "")
