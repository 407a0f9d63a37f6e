"""Everything that a question goes through, over a scripted provider and a store in memory."""

from collections.abc import Callable
from typing import Any, Protocol

from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.files.text_file import read_text
from desktop.adapters.storage.memory_store import MemoryStore
from desktop.adapters.system.image_sources import images_in_folder, read_file
from desktop.core.asking.question import Question
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.turn import Turn
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.settings.settings import Settings
from desktop.services.asking.answering.answer_stream import Timeouts
from desktop.services.asking.ask_again import build_ask_again
from desktop.services.asking.ask_question import ask_question
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.asking.request_builder import RequestBuilder
from desktop.services.asking.send_question import QuestionSender
from desktop.services.conversation.history import History
from desktop.services.image.answer_image import open_answer_image
from desktop.services.image.draft_redactor import DraftRedactor
from desktop.services.image.image_importer import ImageImporter, ReadText
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.ports.decoder import ImageDecoder
from desktop.services.ports.provider import AnswerChunk, FinishReason
from desktop.services.ports.store import Store
from desktop.services.privacy.send_guard import SendGuard
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from desktop.ui.canvas.annotation_painter import draw_annotated
from tests.helpers.images import png
from tests.services.fakes import ReadyServices, ScriptedProvider, ScriptedReader, SilentUser, Step
from tests.services.qt_loop import until

STOP = AnswerChunk(finish=FinishReason.STOP)


def image(width: int = 80) -> AnnotatedImage:
    data = png(width)
    return AnnotatedImage.new(SourceImage(sha256_hex(data), data, width, 60, "image/png"))


class ClosableDecoder(ImageDecoder, Protocol):
    """A decoder with something to end."""

    def close(self) -> None: ...


class Room:
    """The parts that images go through, with a real decoder unless another is given."""

    def __init__(
        self,
        fetch: Callable[[str, tuple[str, ...]], Any] | None = None,
        decoder: ClosableDecoder | None = None,
        read_text: ReadText = read_text,
    ) -> None:
        async def no_network(address: str, known: tuple[str, ...]) -> bytes:
            raise ImageRejectedError(Problem(ProblemKind.ADDRESS_FAILED, address))

        self.tasks = Tasks()
        self.decoder = decoder or Decoder()
        self.image_pipeline = ImagePipeline(self.tasks, self.decoder, draw_annotated)
        self.workspace = Workspace()
        self.image_importer = ImageImporter(
            self.tasks,
            self.image_pipeline,
            self.workspace,
            read_file,
            images_in_folder,
            fetch or no_network,
            lambda: 2000,
            read_text,
        )
        self.refused: list[Problem] = []
        self.image_importer.refused.connect(lambda problems: self.refused.extend(problems))

    async def close(self) -> None:
        await self.tasks.close()
        self.decoder.close()


def provider_at(provider: ScriptedProvider) -> Callable[[str], Any]:
    """Returns what finds this provider at every endpoint."""

    async def at(endpoint: str) -> ScriptedProvider:
        return provider

    return at


class Program(Room):
    """Everything that a question goes through, over a scripted provider and a store in memory unless another is given.

    `redactor` burns in the redactions of drafts before they are stored.
    """

    def __init__(
        self,
        *scripts: list[Step],
        store: Store | None = None,
        decoder: ClosableDecoder | None = None,
        redactor: DraftRedactor | None = None,
    ) -> None:
        super().__init__(decoder=decoder)
        self.store = store or MemoryStore()
        self.storage = StorageThread(lambda problem_occurred: self.store, covering=redactor)
        self.storage.start()
        self.asked_for_key_of = ""
        self.provider = ScriptedProvider(*scripts)
        timeouts = Timeouts(first_token_s=5, stall_s=5, total_s=9)
        self.request_builder = RequestBuilder(self.tasks, self.image_pipeline, self.storage)
        self.reader = ScriptedReader()
        self.ocr_queue = OcrQueue(self.tasks, self.image_pipeline, self.reader, idle_s=0.05)
        guard = SendGuard(self.ocr_queue.recognize, self.ocr_queue.recognize_bytes, self.tasks.run_blocking)
        self.ask = QuestionRunner(self.tasks, self.storage)
        sender = QuestionSender(provider_at(self.provider), self._key, guard, self.ask, self._open_image, timeouts)
        self.services = ReadyServices(self.ask, self.request_builder, sender)
        self.history = History(self.tasks, self.storage, self.workspace)
        self.turns: list[Turn] = []
        self.ask.turn_changed.connect(self.turns.append)
        self.ask.turn_changed.connect(self.history.update_turn)

    async def _open_image(self, address: str) -> EncodedImage:
        return await self.tasks.run_blocking(open_answer_image, self.decoder, address)

    async def _key(self, settings: Settings) -> str | None:
        self.asked_for_key_of = settings.host
        return "k"

    async def start(
        self,
        prompt: str,
        *images: AnnotatedImage,
        settings: Settings = Settings(),  # noqa: B008 (a frozen value)
        instead_of: Turn | None = None,
        injection_notice: str = "",
    ) -> Turn:
        """Asks a question. Returns its turn as soon as it is kept."""
        conversation = self.history.conversation
        if instead_of is not None:
            conversation = conversation.before(instead_of.id)
        inputs = RequestInputs(settings, conversation, prompt, images, injection_notice=injection_notice)
        return await self._ask(Question(inputs, instead_of))

    async def again(
        self, turn_id: str, workspace: tuple[AnnotatedImage, ...] = (), resend_policy: ResendPolicy = ResendPolicy.FULL
    ) -> None:
        conversation = self.history.conversation
        old = next(turn for turn in conversation.turns if turn.id == turn_id)
        await self._ask(build_ask_again(old, conversation, Settings(), workspace, resend_policy))

    async def _ask(self, question: Question) -> Turn:
        count = len(self.turns)
        self.ask.start(
            question, lambda show: ask_question(question, lambda: question, self.services, SilentUser(), show)
        )
        await until(lambda: len(self.turns) > count)
        return self.turns[count]

    async def ended(self, turn: Turn) -> Turn:
        await until(lambda: any(state.id == turn.id and state.stage.ended for state in self.turns))
        await until(lambda: not self.ask.is_busy(turn.conversation_id))
        return [state for state in self.turns if state.id == turn.id][-1]

    async def close(self) -> None:
        await super().close()
        self.storage.close()
