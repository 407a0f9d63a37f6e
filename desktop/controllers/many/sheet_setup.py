"""The page on which a run is put together: where its pictures come from, earlier runs, and the listing of rows."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.adapters.files.user_file import write_user_file
from desktop.controllers.many.run_file_choice import RunFileChoice
from desktop.controllers.many.sheet_services import SheetServices
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.image_formats import file_patterns
from desktop.core.many.run import PictureRun, RunEdits, RunPlan, RunSummary
from desktop.messages.files.file_filters import pictures_filter
from desktop.messages.many import setup_words
from desktop.messages.many.table_words import window_title
from desktop.messages.problems import message_for
from desktop.services.many.run_control import RunControl
from desktop.ui.look.file_dialog import give_room
from desktop.ui.sheet.setup.run_choice import RunChoice
from desktop.ui.sheet.setup.setup_page import SetupPage
from desktop.ui.sheet.table.row_view import one_line

TELL_EVERY_S = 0.1


class SheetSetup:
    """Owns what was added to the page; `opened` is called with a run that was created or opened."""

    def __init__(self, page: SetupPage, services: SheetServices, opened: Callable[[RunControl], None]) -> None:
        self._page = page
        self._services = services
        self._opened = opened
        self._paths: tuple[Path, ...] = ()
        self._runs: tuple[RunSummary, ...] = ()
        self._listed = ""  # the id of the run that was last created of these paths
        self._working = services.tasks.slot("list pictures")
        self._run_file = RunFileChoice(page, services, lambda file: self._work(partial(services.runs.open_file, file)))

    def connect(self) -> None:
        """Connects the page."""
        page = self._page
        page.pictures_pressed.connect(lambda: self.choose_pictures())
        page.folder_pressed.connect(self._choose_folder)
        page.conversation_pressed.connect(self._choose_place_for_sent)
        page.source_removed.connect(self._remove)
        page.list_pressed.connect(self._list)
        page.run_opened.connect(self._open)
        page.run_deleted.connect(self._delete)
        self._run_file.connect()

    def show(self) -> None:
        """Shows where questions go, whether the run is kept, and earlier runs."""
        settings = self._services.settings_service.effective
        if settings.is_local:
            where = setup_words.computer_would_answer()
        else:
            where = setup_words.goes_to(settings.host, settings.model)
        self._page.show_where(where)
        self._run_file.show()
        self._page.show_state("")
        self._services.tasks.start("list runs", self._show_runs())

    async def _show_runs(self) -> None:
        try:
            self._runs = await self._services.runs.kept()
        except AskanceError as error:
            self._page.show_state(message_for(error.problem).text)
            return
        self._page.show_runs([setup_words.earlier_run(run, one_line(run.name)) for run in self._runs])
        self._page.focus_first()

    # sources

    def add(self, paths: tuple[Path, ...]) -> None:
        """Adds files and folders; one that is there already is not added again."""
        self._paths = tuple(dict.fromkeys((*self._paths, *paths)))
        self._show_sources()

    def _show_sources(self) -> None:
        self._page.show_sources([_source_words(path) for path in self._paths])

    def _remove(self, at: int) -> None:
        self._paths = (*self._paths[:at], *self._paths[at + 1 :])
        self._show_sources()

    def choose_pictures(self, chosen: Callable[[tuple[Path, ...]], None] | None = None) -> None:
        """Asks for files, which are added to the page, or given to `chosen`."""
        dialog = give_room(
            QFileDialog(self._page, setup_words.add_pictures_title(), "", pictures_filter(file_patterns()))
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: (chosen or self.add)(tuple(map(Path, names))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose_folder(self) -> None:
        dialog = self._folder_dialog(setup_words.add_folder_title())
        dialog.fileSelected.connect(lambda name: self.add((Path(name),)))

    def _choose_place_for_sent(self) -> None:
        """Asks where the pictures of the conversation shall be saved: a run reads its pictures from files."""
        ids = self._services.sent_images()
        if not self._services.settings_service.settings.allow_export:
            self._page.show_state(message_for(Problem(ProblemKind.NOT_ALLOWED)).text)
            return
        if not ids:
            self._page.show_state(setup_words.nothing_sent_yet())
            return
        dialog = self._folder_dialog(setup_words.save_sent_title())
        dialog.fileSelected.connect(lambda name: self._working.start(self._save_sent(ids, Path(name))))

    def _folder_dialog(self, title: str) -> QFileDialog:
        dialog = give_room(QFileDialog(self._page, title))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    async def _save_sent(self, ids: tuple[str, ...], folder: Path) -> None:
        """Saves pictures as they were sent, covers and all, and adds the files."""
        saved: list[Path] = []
        found = await self._services.storage.images(ids)
        for at, image_id in enumerate(ids, 1):
            if (data := found.get(image_id)) is None:
                continue
            suffix = ".png" if data.startswith(b"\x89PNG") else ".jpg"
            path = (
                folder / f"{image_id[:12]}-{at}{suffix}"
            )  # the same picture has the same name, whoever saves it again
            problem = await self._services.tasks.run_blocking(write_user_file, path, data)
            if problem is not None:
                self._page.show_state(message_for(problem).text)
                return
            saved.append(path)
        self.add(tuple(saved))

    # listing, opening and deleting

    def _list(self) -> None:
        choice, settings = self._page.choice, self._services.settings_service.effective
        if settings.is_local:
            self._page.show_state(setup_words.computer_cannot())
        elif not choice.ask and not choice.fields:
            self._page.show_state(setup_words.nothing_asked())
            self._page.ask.setFocus()
        else:
            self._work(partial(self._create, choice))

    async def _create(self, choice: RunChoice) -> RunControl:
        settings = self._services.settings_service.effective
        plan = RunPlan(
            name=choice.name or one_line(self._paths[0].name) or window_title(),
            ask=choice.ask,
            endpoint=settings.endpoint,
            model=settings.model,
            detail=settings.detail,
            fields=choice.fields,
            instructions=settings.instructions,
            parameters=settings.parameters,
            edits=RunEdits(covered_kinds=choice.covered_kinds),
            budget_usd=choice.budget_usd,
            rate=choice.rate,
            as_batch=choice.as_batch,
        )
        loop, told_at = asyncio.get_running_loop(), 0.0

        def progress(count: int) -> None:
            nonlocal told_at
            if (now := time.monotonic()) - told_at > TELL_EVERY_S:
                told_at = now
                loop.call_soon_threadsafe(self._show_progress, count)

        file, keep = self._run_file.file, settings.keep_history
        control = await self._services.runs.create(plan, self._paths, keep, progress, file)
        self._run_file.forget()
        self._listed = control.run.id
        return control

    def _show_progress(self, count: int) -> None:
        if not self._working.running:
            return
        self._page.show_state(setup_words.reading_files(count), is_busy=True)

    def _open(self, at: int) -> None:
        if 0 <= at < len(self._runs):
            self._work(partial(self._services.runs.open, self._runs[at].id))

    def _work(self, opening: Callable[[], Awaitable[RunControl]]) -> None:
        """Creates or opens a run, and shows it; or says what went wrong, and stays."""

        async def open_run() -> None:
            self._page.show_state(setup_words.reading_files(), is_busy=True)
            try:
                control = await opening()
            except AskanceError as error:
                self._page.show_state(message_for(error.problem).text)
                return
            self._page.show_state("")
            self._opened(control)

        self._working.start(open_run())

    def _delete(self, at: int) -> None:
        if 0 <= at < len(self._runs):
            self._services.tasks.start("delete a run", self._delete_run(self._runs[at].id))

    async def _delete_run(self, run_id: str) -> None:
        try:
            await self._services.runs.delete(run_id)
        except AskanceError as error:
            self._page.show_state(message_for(error.problem).text)
            return
        await self._show_runs()

    def show_run(self, run: PictureRun) -> None:
        """Puts an open run on the page, to change it into another one."""
        plan = run.plan
        if run.id != self._listed:
            self._paths = tuple(dict.fromkeys(Path(row.path) for row in run.rows))
            self._show_sources()
        covered, budget = plan.edits.covered_kinds, plan.budget_usd
        self._page.show_choice(RunChoice(plan.name, plan.ask, plan.fields, covered, budget, plan.rate, plan.as_batch))


def _source_words(path: Path) -> str:
    name = one_line(path.name or str(path))
    return setup_words.folder_source(name) if path.is_dir() else name
