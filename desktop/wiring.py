"""Every signal and its slot, a block for each story of the user. The one page to read to know how the product works."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from desktop import __version__, parts
from desktop.adapters import clipboard, links
from desktop.adapters.clipboard import Found
from desktop.adapters.intake import data_address, is_web_address
from desktop.core.draft import Draft
from desktop.core.errors import Kind, PictureRefused, Trouble
from desktop.core.forecast import Load, forecast
from desktop.core.models import known_models, model_at, model_named
from desktop.core.picture import Picture
from desktop.core.settings import Settings
from desktop.core.sheet import Sheet
from desktop.core.turn import Stage, Turn
from desktop.core.undo import Steps
from desktop.flows.arrivals import Arrival
from desktop.flows.check import Checked
from desktop.flows.preferences import KeyStatus
from desktop.launch import Launch, is_address
from desktop.product import Product
from desktop.ui.actions import shortcut_lines
from desktop.ui.said import Offer, offer_label, said, several, successor_of
from desktop.ui.settings_window import SettingsWindow, day_in_words
from desktop.ui.theme import Look, colours_for

PICTURE_FILES = (
    "Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp *.tif *.tiff *.avif *.heic *.heif *.ico);;All files (*)"
)
WARN_DAYS = 60
MENU_MODELS = 40
WELCOME = "Nothing leaves this computer until you press Ask."


class Wiring:
    """Connects the parts of one product. Holds nothing of its own but the settings window while it is open."""

    def __init__(self, product: Product, font: QFont) -> None:
        self._product = product
        self._font = font
        self._settings_window: SettingsWindow | None = None
        self._warmed = False
        self._waiting_question: tuple[str, str] | None = None  # conversation and prompt that Enter meant
        self._listed: tuple[str, ...] = ()  # what the endpoint said it offers
        self._warned_of: set[str] = set()
        self._endpoint = product.preferences.settings.endpoint
        self._pictures_come_in()
        self._the_desk_shows()
        self._a_question_goes_out()
        self._conversations()
        self._preferences()
        self._the_rest()
        self._settings_changed(product.preferences.settings)
        self._draft_changed(product.desk.draft)
        for trouble in product.early_troubles:
            self._notice(trouble)

    # a picture comes in: paste, drop, open, command line, address

    def _pictures_come_in(self) -> None:
        window, arrivals = self._product.window, self._product.arrivals
        window.paste_pressed.connect(lambda: self._pasted(clipboard.on_clipboard(text_first=False), in_question=False))
        window.empty.paste_requested.connect(window.paste_pressed)
        window.composer.pasted.connect(
            lambda mime: self._pasted(clipboard.found_in(mime, text_first=True), in_question=True)
        )
        window.dropped.connect(self._dropped)
        window.actions_["open"].triggered.connect(self._choose_files)
        window.empty.open_requested.connect(self._choose_files)
        window.strip.add_requested.connect(self._choose_files)
        arrivals.taken.connect(lambda _: window.focus_question())
        arrivals.refused.connect(lambda troubles: window.notice.say(several(troubles)))
        arrivals.noted.connect(self._note_animated)

    def launch(self, launch: Launch) -> None:
        """Take in what a start of the program named, and come to the front."""
        self._product.window.come_to_front()
        named = [each for each in launch.pictures if not is_address(each)]
        inside = tuple(each for each in launch.pictures if is_address(each))
        known = tuple(each for each in inside if is_web_address(each) or each[:5].lower() == "data:")
        self._take("Open", Found(paths=tuple(map(Path, named)), addresses=known))
        for other in set(inside) - set(known):
            self._notice(Trouble(Kind.ADDRESS_REFUSED, other[:60], "only web addresses are fetched"))

    def _pasted(self, found: Found, in_question: bool) -> None:
        composer, notice = self._product.window.composer, self._product.window.notice
        if in_question and found.text and not found.picture and not found.paths:
            composer.insert(found.text)
            if found.picture_beside:
                notice.say("The text was pasted. There is a picture beside it.", "Paste as picture instead", self._swap)
            elif found.addresses:
                self._offer_to_fetch(found.addresses)
            return
        taken = self._take("Paste", found)
        if taken and found.text.strip() and found.picture:
            text = found.text
            notice.say("The picture was pasted. There is text beside it.", "Paste the text", partial(self._type, text))
        elif not taken and found.text:
            self._type(found.text)
        elif not taken:
            self._notice(Trouble(Kind.CLIPBOARD, detail=_formats(found.formats)))

    def _swap(self) -> None:
        """The picture instead of the text that was just pasted."""
        self._product.window.composer.field.undo()
        self._take("Paste", clipboard.on_clipboard(text_first=False))

    def _type(self, text: str) -> None:
        self._product.window.composer.insert(text)
        self._product.window.focus_question()

    def _dropped(self, mime: QMimeData) -> None:
        found = clipboard.found_in(mime)
        if self._take("Drop", found):
            return
        if found.text:
            self._type(found.text)
        else:
            self._notice(Trouble(Kind.CLIPBOARD, detail=_formats(found.formats)))

    def _take(self, step: str, found: Found) -> bool:
        """Take in what was found; whether there was anything to take."""
        arrivals = tuple(Arrival(path.name or str(path), path=path) for path in found.paths)
        if found.picture is not None:
            arrivals += (Arrival("The picture" if step == "Drop" else "The clipboard's picture", data=found.picture),)
        inside = tuple(each for each in found.addresses if not is_web_address(each))
        for address in inside:
            try:
                arrivals += (Arrival("The picture in the address", data=data_address(address)),)
            except PictureRefused as refused:
                self._notice(refused.trouble)
        self._product.arrivals.take(step, arrivals)
        outside = tuple(each for each in found.addresses if is_web_address(each))
        if outside:
            self._offer_to_fetch(outside)
        return bool(arrivals or inside or outside)

    def _offer_to_fetch(self, addresses: tuple[str, ...]) -> None:
        hosts = ", ".join(dict.fromkeys(Settings(endpoint=address).host for address in addresses))
        what = "a picture" if len(addresses) == 1 else f"{len(addresses)} pictures"
        fetch = tuple(Arrival(Settings(endpoint=each).host, address=each) for each in addresses)
        self._product.window.notice.say(
            f"This names {what} at {hosts}. Nothing has been fetched.",
            "Fetch it" if len(addresses) == 1 else "Fetch them",
            lambda: self._product.arrivals.take("Fetch", fetch),
            passing=False,
        )

    def _choose_files(self) -> None:
        dialog = QFileDialog(self._product.window, "Open pictures", "", PICTURE_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.launch(Launch(tuple(names))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _note_animated(self, picture: Picture) -> None:
        what = "page" if picture.mime == "image/tiff" else "frame"
        self._product.window.notice.say(f"“{picture.name}” has more than one {what}. Only the first is shown and sent.")

    # the desk shows what is on it, and undoes

    def _the_desk_shows(self) -> None:
        product, window = self._product, self._product.window
        desk, viewing, strip = product.desk, product.viewing, window.strip
        desk.changed.connect(self._draft_changed)
        viewing.shown.connect(window.canvas.show_picture)
        viewing.shown.connect(lambda levels: window.empty.setVisible(not levels))
        viewing.thumbnail.connect(self._desk_thumbnail)
        viewing.prepared.connect(self._show_forecast)
        viewing.failed.connect(self._notice)
        strip.chosen.connect(lambda at: desk.put(desk.draft.looking_at(at)))
        strip.removed.connect(lambda at: desk.change("Remove picture", desk.draft.without(at)))
        strip.moved.connect(lambda at, to: desk.change("Move picture", desk.draft.moved(at, to)))
        window.canvas.zoomed.connect(window.show_zoom)
        window.zoom_label.clicked.connect(lambda: window.canvas.set_zoom(1.0))
        actions, canvas = window.actions_, window.canvas
        actions["fit"].triggered.connect(canvas.fit)
        actions["actual"].triggered.connect(lambda: canvas.set_zoom(1.0))
        actions["zoom_in"].triggered.connect(lambda: canvas.zoom_by(1.25))
        actions["zoom_out"].triggered.connect(lambda: canvas.zoom_by(0.8))
        actions["undo"].triggered.connect(desk.undo)
        actions["redo"].triggered.connect(desk.redo)
        desk.steps_changed.connect(self._name_steps)
        self._name_steps(desk.steps)

    def _name_steps(self, steps: Steps) -> None:
        for name, words, step in (("undo", "Undo", steps.undo_name), ("redo", "Redo", steps.redo_name)):
            action = self._product.window.actions_[name]
            action.setEnabled(bool(step))
            action.setText(f"{words} {step[:1].lower()}{step[1:]}" if step else words)
            action.setIconText(words)
            action.setToolTip(f"{action.text()} ({action.shortcut().toString()})")

    def _draft_changed(self, draft: Draft) -> None:
        product = self._product
        product.window.composer.show_prompt(draft.prompt)
        product.viewing.look(draft, product.preferences.settings)
        self._show_forecast()
        if (draft.sheets or draft.prompt) and not self._warmed:
            self._warmed = True
            product.tasks.start("warm", product.providers.warm(product.preferences.settings.endpoint))
            product.preferences.look_for_key()

    def _desk_thumbnail(self, picture_id: str, level: object) -> None:
        self._product.window.strip.show_thumbnail(picture_id, level)  # type: ignore[arg-type]
        self._show_strip()

    def _show_strip(self) -> None:
        product, settings = self._product, self._product.preferences.settings
        model = model_named(settings.model)
        tokens = []
        for sheet in product.desk.draft.sheets:
            seen = model.seen((sheet.picture.width, sheet.picture.height), settings.detail)
            tokens.append(f"{'' if seen.exact else '≈ '}{seen.tokens:,}")
        product.window.strip.show_draft(product.desk.draft, tuple(tokens))

    def _fresh_sheets(self) -> tuple[Sheet, ...]:
        """The sheets that Enter would send: those that this conversation has not seen yet."""
        product, settings = self._product, self._product.preferences.settings
        known = {picture.id for picture in product.history.conversation.carried}
        fresh = []
        for sheet in product.desk.draft.sheets:
            ready = product.darkroom.ready(sheet, settings.model, settings.detail)
            if sheet.picture.id not in known and (ready is None or ready.id not in known):
                fresh.append(sheet)
        return tuple(fresh)

    def _show_forecast(self) -> None:
        product, settings = self._product, self._product.preferences.settings
        conversation, draft = product.history.conversation, product.desk.draft
        loads = [Load(picture.size, picture.bytes) for picture in conversation.carried]
        for sheet in self._fresh_sheets():
            ready = product.darkroom.ready(sheet, settings.model, settings.detail)
            size = ready.size if ready else (sheet.picture.width, sheet.picture.height)
            loads.append(Load(size, len(ready.data) if ready else 0))
        model = model_at(settings.model, settings.host)
        told = forecast(model, settings.detail, settings.instructions, conversation, draft.prompt, loads)
        product.window.composer.show_forecast(told)
        busy = product.ask.busy(conversation.id)
        product.window.composer.show_state(busy, bool(draft.prompt.strip()))
        product.window.actions_["stop"].setEnabled(busy)
        self._show_strip()

    # a question goes out, its answer comes in

    def _a_question_goes_out(self) -> None:
        product, window = self._product, self._product.window
        window.composer.typed.connect(product.desk.type)
        window.composer.ask_requested.connect(self._ask)
        product.arrivals.settled.connect(self._arrived)
        window.composer.stop_requested.connect(self._stop)
        window.composer.last_question_wanted.connect(self._last_question)
        window.actions_["stop"].triggered.connect(self._stop)
        product.ask.turn_changed.connect(self._turn_changed)
        product.ask.troubled.connect(self._notice)
        window.transcript.again_requested.connect(self._again)
        window.transcript.offer_requested.connect(self._next_step)
        window.transcript.copied.connect(clipboard.put_text)
        window.transcript.link_requested.connect(self._open_link)
        window.transcript.show_empty(WELCOME)

    def _ask(self) -> None:
        product = self._product
        prompt = product.desk.draft.prompt.strip()
        conversation = product.history.conversation
        if not prompt or product.ask.busy(conversation.id):
            return
        self._waiting_question = None
        if product.arrivals.under_way:
            self._waiting_question = conversation.id, prompt
            product.window.composer.show_arriving()
            return
        sheets = self._fresh_sheets()
        product.desk.type("")
        last = conversation.turns[-1] if conversation.turns else None
        failed = last if last is not None and not last.answer and last.prompt == prompt else None
        product.ask.start(product.preferences.settings, conversation, prompt, sheets, instead_of=failed)
        self._show_forecast()

    def _arrived(self, all_taken: bool) -> None:
        """Who pastes, types and presses Enter quickly means the picture to go along, even if it is still being read."""
        waiting, self._waiting_question = self._waiting_question, None
        self._show_forecast()
        here = self._product.history.conversation.id, self._product.desk.draft.prompt.strip()
        if all_taken and waiting == here:  # nothing was typed on, no other conversation opened
            self._ask()

    def _stop(self) -> None:
        self._waiting_question = None
        self._product.ask.stop(self._product.history.conversation.id)

    def _last_question(self) -> None:
        turns = self._product.history.conversation.turns
        if turns:
            self._product.desk.type(turns[-1].prompt)

    def _turn_changed(self, turn: Turn) -> None:
        history, desk = self._product.history, self._product.desk
        history.note(turn)
        here = turn.conversation_id == history.conversation.id
        lost = turn.stage in (Stage.FAILED, Stage.STOPPED) and not turn.answer
        if here and lost and not desk.draft.prompt:
            desk.type(turn.prompt)  # a question without an answer is not used up
        if here and turn.stage is not Stage.ANSWERING:
            self._show_forecast()
        if turn.stage is Stage.DONE:
            self._warn_of_last_day(turn.model)
        if turn.stage.ended:
            self._product.tasks.start("after", self._after_turn())

    def _warn_of_last_day(self, name: str) -> None:
        """Once in each run, while a model's last day is near: say so, with a successor one click away."""
        model, settings = model_named(name), self._product.preferences.settings
        near = model.last_day is not None and model.last_day - date.today() < timedelta(days=WARN_DAYS)
        if near and model.last_day and settings.is_openai and name == settings.model and name not in self._warned_of:
            self._warned_of.add(name)
            self._product.window.notice.say(
                f"{name} will be shut down on {day_in_words(model.last_day)}.",
                f"Use {successor_of(name)} from now on",
                partial(self._choose_model, successor_of(name)),
            )

    async def _after_turn(self) -> None:
        """Once the task of the question has really ended."""
        self._show_forecast()

    def _again(self, turn_id: str) -> None:
        product = self._product
        if not product.ask.busy(product.history.conversation.id):
            turn = next(turn for turn in product.history.conversation.turns if turn.id == turn_id)
            if product.desk.draft.prompt == turn.prompt:
                product.desk.type("")
            settings, sheets = product.preferences.settings, self._fresh_sheets()
            product.ask.again(settings, product.history.conversation, turn_id, sheets)
            product.window.focus_question()

    def _next_step(self, turn_id: str) -> None:
        turn = next(turn for turn in self._product.history.conversation.turns if turn.id == turn_id)
        offer = said(turn.trouble).offer if turn.trouble else Offer.AGAIN
        if offer is Offer.SETTINGS:
            self._open_settings()
        elif offer is Offer.CONTINUE and turn.answer:
            self._product.desk.type("Please continue where you stopped.")
            self._ask()
        else:
            if offer is Offer.OTHER_MODEL:
                self._product.preferences.change(model=successor_of(turn.model))
            self._again(turn_id)

    def _open_link(self, address: str) -> None:
        if not links.opened(address):
            self._product.window.notice.say("That link was not opened: only web and mail addresses are.")

    # conversations: list, open, rename, delete

    def _conversations(self) -> None:
        product, window = self._product, self._product.window
        history, panel = product.history, window.history
        history.changed.connect(lambda rows: panel.show_summaries(rows, history.conversation.id))
        history.opened.connect(window.transcript.show_conversation)
        history.opened.connect(lambda conversation: panel.show_open(conversation.id))
        history.opened.connect(lambda _: self._show_forecast())
        history.grown.connect(window.transcript.show_conversation)
        panel.new_requested.connect(self._new)
        window.actions_["new"].triggered.connect(self._new)
        panel.open_requested.connect(history.open)
        panel.rename_requested.connect(history.rename)
        panel.delete_requested.connect(self._confirm_delete)
        panel.model.more_wanted.connect(history.read_more)
        panel.model.thumbnail_wanted.connect(product.thumbnails.want)
        window.transcript.thumbnail_wanted.connect(lambda picture: product.thumbnails.want(picture.id))
        product.thumbnails.made.connect(panel.model.show_thumbnail)
        product.thumbnails.made.connect(window.transcript.show_thumbnail)
        product.keeper.troubled.connect(self._notice)
        product.keeper.relieved.connect(lambda: window.notice.say("Everything is being saved again."))

    def _new(self) -> None:
        self._product.history.start_new()
        self._product.window.focus_question()

    def _confirm_delete(self, conversation_id: str) -> None:
        box = QMessageBox(self._product.window)
        box.setTextFormat(box.textFormat().PlainText)
        box.setWindowTitle("Delete")
        titles = {row.id: row.title for row in self._product.history.summaries}
        box.setText(f"Delete “{titles.get(conversation_id, '')}” and its pictures? This cannot be undone.")
        cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        delete = box.addButton("Delete", QMessageBox.ButtonRole.DestructiveRole)
        delete.clicked.connect(lambda: self._delete(conversation_id))
        box.finished.connect(box.deleteLater)
        box.open()

    def _delete(self, conversation_id: str) -> None:
        self._product.tasks.start("delete", self._delete_when_stopped(conversation_id))

    async def _delete_when_stopped(self, conversation_id: str) -> None:
        await self._product.ask.stopped(conversation_id)
        self._product.history.delete(conversation_id)

    # settings, the key, the endpoint

    def _preferences(self) -> None:
        product, window = self._product, self._product.window
        product.preferences.changed.connect(self._settings_changed)
        product.preferences.troubled.connect(self._notice)
        product.preferences.key_changed.connect(self._show_key)
        product.check.checked.connect(self._show_checked)
        window.history.settings_requested.connect(self._open_settings)
        window.actions_["settings"].triggered.connect(self._open_settings)
        window.colours_wanted.connect(self._show_colours)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._show_colours())
        menu = QMenu(window.model_button)
        menu.aboutToShow.connect(lambda: self._fill_models(menu))
        window.model_button.setMenu(menu)

    def _settings_changed(self, settings: Settings) -> None:
        product, window = self._product, self._product.window
        window.model_button.setText(f"{settings.model} ▾")
        day = model_named(settings.model).last_day
        ending = f"{settings.host} · until {day_in_words(day)}" if day and settings.is_openai else settings.host
        window.host_label.setText(ending)
        window.composer.show_enter(settings.enter_asks)
        if self._settings_window is not None:
            self._settings_window.show_settings(settings)
        if settings.endpoint != self._endpoint:
            self._endpoint, self._listed = settings.endpoint, ()
        self._show_colours()
        self._keep_or_not(settings.keep_history)
        product.viewing.look(product.desk.draft, settings)
        self._show_forecast()

    def _keep_or_not(self, keep: bool) -> None:
        product = self._product
        if keep != product.keeper.keeps:
            product.keeper.use(parts.open_store(keep), keep)
            product.history.start_over()

    def _show_colours(self) -> None:
        colours = colours_for(self._product.preferences.settings.theme)
        if colours != self._product.window.colours:
            self._product.window.show_colours(Look(colours, self._font))

    def _fill_models(self, menu: QMenu) -> None:
        menu.clear()
        settings = self._product.preferences.settings
        names = list(self._listed) or [model.name for model in known_models() if settings.is_openai]
        for name in names if settings.model in names else [settings.model, *names]:
            day = model_named(name).last_day if settings.is_openai else None
            action = menu.addAction(f"{name}   until {day_in_words(day)}" if day else name)
            action.setCheckable(True)
            action.setChecked(name == settings.model)
            action.triggered.connect(partial(self._choose_model, name))

    def _choose_model(self, name: str, _checked: bool = False) -> None:
        self._product.preferences.change(model=name)

    def _open_settings(self) -> None:
        product = self._product
        if self._settings_window is None:
            made = SettingsWindow(product.window)
            made.changed.connect(lambda values: product.preferences.change(**values))
            made.key_given.connect(product.preferences.keep_key)
            made.key_forgotten.connect(product.preferences.forget_key)
            made.check_requested.connect(product.check.start)
            self._settings_window = made
        self._settings_window.show_settings(product.preferences.settings)
        self._show_key(product.preferences.key_status)
        product.preferences.look_for_key()
        self._settings_window.open()

    def _show_key(self, status: KeyStatus) -> None:
        if self._settings_window is not None:
            self._settings_window.show_key(status.known, status.source, status.ending, status.has_store, status.trouble)

    def _show_checked(self, checked: Checked) -> None:
        self._listed = tuple(model.name for model in checked.models) if len(checked.models) <= MENU_MODELS else ()
        if self._settings_window is not None:
            models = tuple((model.name, model.last_day) for model in checked.models)
            self._settings_window.show_checked(checked.host, models, checked.trouble)

    # the rest

    def _the_rest(self) -> None:
        window = self._product.window
        window.actions_["copy_all"].triggered.connect(lambda: clipboard.put_text(window.transcript.plain_text()))
        window.actions_["keys"].triggered.connect(self._show_shortcuts)
        window.actions_["about"].triggered.connect(self._show_about)

    def _show_shortcuts(self) -> None:
        lines = shortcut_lines()
        longest = max(len(words) for words, _ in lines)
        self._say_box("Keyboard shortcuts", "\n".join(f"{words.ljust(longest)}\t{keys}" for words, keys in lines))

    def _show_about(self) -> None:
        self._say_box("About Askance", f"Askance {__version__}\n\nPaste a screenshot, ask about it, read the answer.")

    def _say_box(self, title: str, words: str) -> None:
        box = QMessageBox(self._product.window)
        box.setTextFormat(box.textFormat().PlainText)
        box.setWindowTitle(title)
        box.setText(words)
        box.finished.connect(box.deleteLater)
        box.open()

    def _notice(self, trouble: Trouble) -> None:
        told = said(trouble)
        keeps = trouble.kind.value.startswith("store_")
        if told.offer is Offer.SETTINGS:
            label = offer_label(trouble, "")
            self._product.window.notice.say(told.text, label, self._open_settings, passing=False)
        else:
            self._product.window.notice.say(told.text, passing=not keeps)


def _formats(formats: tuple[str, ...]) -> str:
    return f"it offers {', '.join(formats[:4])}" if formats else "it is empty"
