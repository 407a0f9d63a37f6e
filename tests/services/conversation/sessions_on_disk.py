"""The history on a real disk, with a program that is ended and started again and again, and what is checked then."""

import io
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.opening import open_history
from desktop.core.errors import ProblemKind, StorageError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.workspace.draft import Draft
from desktop.services.conversation.history import History
from desktop.services.image.draft_redactor import DraftRedactor
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.ports.provider import AnswerChunk
from desktop.services.ports.store import Store
from desktop.services.tasks import Tasks
from desktop.ui.canvas.annotation_painter import draw_annotated
from tests.helpers.reachable import unreachable
from tests.helpers.redactions import InProcess
from tests.services.program import STOP, Program
from tests.services.qt_loop import until

SECRET = (1, 2, 3)
"""The colour of what is covered; no other pixel has it."""


@dataclass(frozen=True, slots=True)
class Left:
    """What was in the workspace at one moment."""

    conversation_id: str
    prompt: str
    images: int


class SessionsOnDisk:
    """One run of the program after another. `unreachable` are rows and files that nothing led to, `lost` is what was
    not there any more, and `uncovered` are images of drafts on the disk that show what is covered.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.unreachable: list[str] = []
        self.lost: list[str] = []
        self.uncovered: list[str] = []
        self.walks = 0
        self.program = self._started()

    def _started(self) -> Program:
        pipeline = ImagePipeline(Tasks(), InProcess(), draw_annotated)
        redactor = DraftRedactor(pipeline.for_storage, lambda: False)
        store = open_history(self._folder, self._problem)
        return Program([AnswerChunk("an answer"), STOP], store=store, decoder=InProcess(), redactor=redactor)

    def _problem(self, problem: object) -> None:
        self.lost.append(str(problem))

    @property
    def history(self) -> History:
        return self.program.history

    @property
    def draft(self) -> Draft:
        return self.program.workspace.draft

    def now(self) -> Left:
        return Left(self.history.conversation.id, self.draft.prompt, len(self.draft.images))

    async def listed(self) -> list[str]:
        return [row.id for row in await self.program.storage.query(lambda store: store.page(0, 1000))]

    async def check_left(self, left: Left) -> None:
        """Checks that what was in the workspace is in the store under a row of the list."""
        if not (left.prompt or left.images) or left.conversation_id == self.history.conversation.id:
            return
        kept = await self.program.storage.query(lambda store: store.draft(left.conversation_id))
        found = Left(left.conversation_id, kept.prompt, len(kept.images)) if kept else None
        if found != left:
            self.lost.append(f"{left} is {found}")
        if left.conversation_id not in await self.listed():
            self.lost.append(f"{left} is not in the list")

    async def idle(self) -> None:
        """Waits until nothing is being read or written."""
        await until(lambda: not self.history.is_opening)
        await self.program.storage.query(lambda store: None)

    async def restored(self) -> None:
        self.history.restore()
        await self.idle()

    async def end(self, save: bool = True) -> None:
        if save:
            self.history.save_draft()
            self.history.purge_deleted()
        await self.program.close()
        await until(self._is_closed)

    def _is_closed(self) -> bool:
        """Returns True once nothing holds the history: the program leaves after a while, though it still writes."""
        try:
            with SqliteConnection(self._folder / NAME) as connection:
                connection.value("SELECT count(*) FROM sqlite_master")
        except StorageError as failed:
            assert failed.problem.kind is ProblemKind.STORE_BUSY
            return False
        return True

    async def restart(self) -> None:
        """Ends the program as a user does, walks the disk, and starts it again."""
        before = self.now()
        await self.end()
        self.walks += 1
        self.unreachable += unreachable(self._folder)
        self.program = self._started()
        await self._check_covers()
        await self.restored()
        if self.now() != before and (before.prompt or before.images or self.history.conversation.turns):
            self.lost.append(f"{before} came back as {self.now()}")

    async def _check_covers(self) -> None:
        for name in await self.listed():
            draft = await self.program.storage.query(partial(Store.draft, conversation_id=name))
            images = draft.images if draft else ()
            self.uncovered += [image.source.id for image in images if image.redacted_rects and _shows_secret(image)]

    async def kill(self) -> None:
        """Ends the program without a word to it, and starts it again."""
        await self.end(save=False)
        self.program = self._started()
        await self.restored()


def _shows_secret(image: AnnotatedImage) -> bool:
    pixels = Image.open(io.BytesIO(image.source.data)).convert("RGB").getcolors() or []
    return any(color == SECRET for _, color in pixels)
