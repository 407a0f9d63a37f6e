"""Exports conversations of the history to files, and imports exported files, in the background."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.pages.page_texts import questions_of
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import LONGEST_TEXT, ExportBundle, images_of
from desktop.core.conversation.export.covering import covered, covers_by_id, has_later_covers
from desktop.core.conversation.export.format import FileFormat
from desktop.core.conversation.export.page_words import PageWords
from desktop.core.conversation.export.registry import format_of
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.geometry.rect import Rect
from desktop.core.settings.settings import Settings
from desktop.services.conversation.export_reader import ids_in, read_export, save_imported
from desktop.services.conversation.export_writer import WriteFile, write_export
from desktop.services.conversation.stored_images import StoredImages
from desktop.services.ports.decoder import ImageDecoder
from desktop.services.ports.store import Store
from desktop.services.ports.work_progress import Step, WorkProgress, no_step
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

IMAGES_AT_ONCE = 50  # whose texts are read in one go; chosen
ALL = 1_000_000_000  # rows of the list; more than there are


class ImportExport(QObject):
    """Runs one export and one import at a time. A second import replaces the first."""

    done = Signal(Path)  # of the written file
    done_covered = Signal(Path, str, bool)  # instead, where today's covers are in it: path, id, all branches
    taken_in = Signal(int)  # the number of imported conversations
    refused = Signal(Problem)
    export_began = Signal(object)  # WorkProgress
    import_began = Signal(object)  # WorkProgress

    def __init__(
        self,
        tasks: Tasks,
        storage: StorageThread,
        decoder: ImageDecoder,
        write: WriteFile,
        words: PageWords,
        settings: Callable[[], Settings] = Settings,
    ) -> None:
        """`settings` returns those in force, with the rules of the house."""
        super().__init__()
        self._settings = settings
        self._tasks = tasks
        self._importing = tasks.slot("take in")
        self._storage = storage
        self._decoder = decoder
        self._write = write
        self._words = words

    def export(self, path: Path, conversation_id: str = "", as_sent: bool = False, all_branches: bool = False) -> None:
        """Writes a conversation (or all) to `path`, in the file format of its suffix (core/conversation/export).

        With `as_sent`, its images are as they went, whatever has been covered since; with `all_branches`, branches that
        were left are there, too.
        """
        self._tasks.start("export", self._export(path, conversation_id, as_sent, all_branches))

    def import_file(self, path: Path) -> None:
        """Imports the conversations of a JSON export."""
        if self._settings().allow_import:
            self._importing.start(self._import(path))
        else:
            self.refused.emit(Problem(ProblemKind.NOT_ALLOWED))

    async def collect(
        self,
        conversation_id: str = "",
        with_images: bool = True,
        as_sent: bool = False,
        all_branches: bool = False,
        step: Step = no_step,
    ) -> ExportBundle:
        """Returns a conversation (or all) with the bytes of its images and their texts, under the covers that they
        carry today unless `as_sent`. Raises StorageError, also where the rules of the house allow no export, which
        `refused` tells, and what `step` raises.
        """
        if not self._settings().allow_export:
            self.refused.emit(problem := Problem(ProblemKind.NOT_ALLOWED))
            raise StorageError(problem)

        waiting = self._storage.waiting  # what could not be written yet is part of it
        every = (conversation_id,) if conversation_id else await self._storage.query(_all_ids)
        ids = tuple(dict.fromkeys((*every, *(waiting.unkept.conversations if not conversation_id else ()))))
        conversations = []
        for wanted in ids:  # one at a time: other work goes on in between
            step(0, 1)
            conversation = waiting.added_to(await self._storage.query(partial(_conversation, wanted)))
            if conversation.all_turns or conversation_id:
                conversations.append(conversation)
        images: Mapping[str, bytes] = {}
        if with_images:
            shown = (image.id for conversation in conversations for image in images_of(conversation))
            images = StoredImages(self._storage, shown)
        bundle = ExportBundle(tuple(conversations), images, self._settings().export_thinking, all_branches)
        if with_images:
            bundle = replace(bundle, texts=await self._texts(bundle, {} if as_sent else covers_by_id(bundle)))
        if not as_sent:
            bundle = await self._tasks.run_blocking(covered, bundle)
        return replace(bundle, questions=await self._tasks.run_blocking(questions_of, bundle.conversations))

    async def _texts(self, bundle: ExportBundle, covers: Mapping[str, tuple[Rect, ...]]) -> dict[str, str]:
        """Returns what was read on the images of a bundle, without what is covered by now."""
        ids = list(dict.fromkeys(image.id for one in bundle.conversations for image in images_of(one)))
        texts: dict[str, str] = {}
        for start in range(0, len(ids), IMAGES_AT_ONCE):
            wanted = ids[start : start + IMAGES_AT_ONCE]
            texts |= await self._storage.query(partial(_texts, wanted, covers))
        return texts

    async def _export(self, path: Path, conversation_id: str, as_sent: bool, all_branches: bool) -> None:
        export_format, progress = format_of(path.suffix), WorkProgress()
        if not isinstance(export_format, FileFormat):
            raise ValueError(f"{export_format.name} is painted by the window")
        self.export_began.emit(progress)
        with progress.working():
            try:
                bundle = await self.collect(conversation_id, True, as_sent, all_branches, progress.step)
            except StorageError:
                return  # StorageThread has reported it
            try:
                problem = await self._tasks.run_blocking(
                    write_export,
                    export_format,
                    bundle,
                    self._words,
                    path,
                    not conversation_id,
                    self._write,
                    progress.step,
                )
            except StorageError as failed:
                problem = failed.problem
            if problem is not None:
                self.refused.emit(problem)
            elif has_later_covers(bundle) and not as_sent:
                self.done_covered.emit(path, conversation_id, all_branches)
            else:
                self.done.emit(path)

    async def _import(self, path: Path) -> None:
        progress = WorkProgress()
        self.import_began.emit(progress)
        with progress.working():
            try:
                bundle = await self._tasks.run_blocking(read_export, path, self._decoder, progress.step)
            except (OSError, ValueError, RecursionError, MemoryError) as error:
                detail = error.strerror or "" if isinstance(error, OSError) else ""
                self.refused.emit(Problem(ProblemKind.NOT_AN_EXPORT, path.name, detail=detail))
                return
            await self._save(bundle)

    async def _save(self, bundle: ExportBundle) -> None:
        self._storage.undelete_imported(ids_in(bundle))
        try:
            count = await self._storage.query(lambda store: save_imported(store, bundle))
        except StorageError:
            return
        self.taken_in.emit(count)


def _all_ids(store: Store) -> tuple[str, ...]:
    return tuple(row.id for row in store.page(0, ALL))


def _conversation(conversation_id: str, store: Store) -> Conversation:
    return store.conversation(conversation_id)


def _texts(ids: list[str], covers: Mapping[str, tuple[Rect, ...]], store: Store) -> dict[str, str]:
    """Returns the beginnings of what was read on images."""
    results = store.ocr_results(ids)
    shown = {key: result.without_words_under(covers.get(key, ())) for key, result in results.items()}
    return {key: result.text[: 2 * LONGEST_TEXT] for key, result in shown.items()}
