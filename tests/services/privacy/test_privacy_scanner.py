"""Looking through the images of the workspace."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.asking.question import Question
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.conversation import Conversation
from desktop.core.errors import OcrError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.text.page_text import Letter, PageText
from desktop.core.privacy.findings import FindingKind
from desktop.core.privacy.left_out import IP_ADDRESSES
from desktop.core.privacy.typed.typed_text import UNKNOWN_TEXT
from desktop.core.settings.settings import PrivateText
from desktop.core.workspace.draft import Draft
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.ocr.sent_image_text import SentImageText
from desktop.services.ports.provider import AnswerChunk, FinishReason
from desktop.services.privacy.privacy_scanner import PrivacyScanner
from desktop.services.privacy.send_consents import SendConsents
from tests.helpers.images import png
from tests.services.fakes import Step, lines_of
from tests.services.ocr_inputs import INSISTS, images, private
from tests.services.program import Program
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")

SAID: list[Step] = [AnswerChunk("An answer."), AnswerChunk(finish=FinishReason.STOP)]


def test_hundreds_of_pictures_are_all_looked_through_before_they_go() -> None:
    async def run() -> None:
        program = Program(SAID)
        texts = SentImageText(program.tasks, program.ocr_queue, program.storage)
        privacy_scanner = PrivacyScanner(program.tasks, program.ocr_queue, texts, program.storage, ())
        one = await program.image_pipeline.decode(png(9, 9), "one")
        wanted_images = [AnnotatedImage.new(replace(one, id=f"{at:064}")) for at in range(320)]
        program.workspace.set_draft(Draft(images=tuple(wanted_images)))
        program.ocr_queue.prioritize(program.workspace.draft)
        await until(lambda: len(program.reader.read_sizes) == 320)  # looking at all of them again and again is slow
        await until(lambda: None not in [privacy_scanner.scan(image) for image in wanted_images])
        assert len(program.reader.read_sizes) == 320, "each of them once"
        await program.close()

    on_the_loop(run())


class Breaking:
    """A pattern that breaks off, as no pattern should."""

    name = "broken"

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        raise KeyError(text)


@pytest.mark.logs("scanning for private text failed")
def test_where_looking_breaks_off_all_of_the_picture_counts_as_private(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        program = Program(SAID)
        (image,) = await images(program, (400, 300))
        texts = SentImageText(program.tasks, program.ocr_queue, program.storage)
        privacy_scanner = PrivacyScanner(program.tasks, program.ocr_queue, texts, program.storage, (Breaking(),))
        program.reader.says[400, 300] = private((400, 300))
        program.ocr_queue.prioritize(program.workspace.draft)
        await until(lambda: privacy_scanner.findings_on(image) is not None)
        (finding,) = privacy_scanner.findings_on(image) or ()
        assert (finding.kind, finding.rect) == (FindingKind.PRIVATE, Rect(0, 0, 400, 300))
        turn = await program.ended(await program.start("what?", image))
        away = replace(turn.images[0], content_key="")
        privacy_scanner = PrivacyScanner(program.tasks, program.ocr_queue, texts, program.storage, (Breaking(),))
        texts.remember(turn)
        await until(lambda: program.store.ocr_results([away.id]))
        await until(lambda: privacy_scanner.findings_on_sent(away) is not None)
        (finding,) = privacy_scanner.findings_on_sent(away) or ()
        assert (finding.kind, finding.rect.size) == (FindingKind.PRIVATE, away.size)
        await program.close()

    on_the_loop(run())
    assert "KeyError" in caplog.text and "hunter" not in caplog.text


def test_what_is_to_be_looked_at_is_found_in_a_thread_and_once_for_all_marks_that_hide_nothing() -> None:
    async def run() -> None:
        program = Program(SAID)
        texts, changes = SentImageText(program.tasks, program.ocr_queue, program.storage), list[bool]()
        privacy_scanner = PrivacyScanner(program.tasks, program.ocr_queue, texts, program.storage, ())
        privacy_scanner.changed.connect(lambda: changes.append(True))
        (image,) = await images(program, (400, 300))
        assert privacy_scanner.findings_on(image) is None, "it has not been read"
        program.reader.says[400, 300] = private((400, 300))
        await program.ocr_queue.recognize(image)
        assert privacy_scanner.findings_on(image) is None, "it is being looked through"
        await until(lambda: changes)
        assert [finding.name for finding in privacy_scanner.findings_on(image) or ()] == ["password"]
        assert privacy_scanner.findings_on(
            image.with_annotation(Box("b", Rect(5, 5, 90, 90)))
        ) == privacy_scanner.findings_on(image)
        covered = image.with_annotation(Redaction("r", Rect(0, 0, 400, 60)))
        assert privacy_scanner.findings_on(covered) is None
        await until(lambda: privacy_scanner.findings_on(covered) == ())
        assert (len(changes), len(program.reader.read_sizes)) == (2, 1)
        program.reader.says[300, 400] = Problem(ProblemKind.OCR_CRASHED)
        with pytest.raises(OcrError):
            await program.ocr_queue.recognize(image.rotated(1))
        problem = privacy_scanner.scan(image.rotated(1))
        assert isinstance(problem, Problem) and problem.kind is ProblemKind.OCR_CRASHED
        await program.close()

    on_the_loop(run())


def test_a_scan_leaves_out_the_families_that_the_settings_left_out_when_it_was_asked_for() -> None:
    async def run() -> None:
        program, off = Program(SAID), {IP_ADDRESSES}
        texts = SentImageText(program.tasks, program.ocr_queue, program.storage)
        privacy_scanner = PrivacyScanner(
            program.tasks, program.ocr_queue, texts, program.storage, (), lambda: frozenset(off)
        )
        (image,) = await images(program, (400, 300))
        program.reader.says[400, 300] = lines_of("host 84.17.52.201 is up")
        await program.ocr_queue.recognize(image)
        assert privacy_scanner.findings_on(image) is None, "it is being looked through"
        off.clear()
        await until(lambda: privacy_scanner.findings_on(image) is not None)
        assert [finding.name for finding in privacy_scanner.findings_on(image) or ()] == ["IP address"]
        off.add(IP_ADDRESSES)
        await until(lambda: privacy_scanner.findings_on(image) is not None)
        assert privacy_scanner.findings_on(image) == ()
        await program.close()

    on_the_loop(run())


@pytest.mark.parametrize("private_text", ["warn", "insist"])
def test_a_text_that_was_looked_through_says_nothing_of_a_picture_that_cannot_be_read(
    private_text: PrivateText,
) -> None:
    async def run() -> None:
        program = Program(SAID)
        texts = SentImageText(program.tasks, program.ocr_queue, program.storage)
        scanner = PrivacyScanner(program.tasks, program.ocr_queue, texts, program.storage, ())
        (bare,) = await images(program, (400, 300))
        program.reader.says[400, 300] = Problem(ProblemKind.OCR_NOT_INSTALLED)
        places = [Rect(20 + 10 * at, 20, 30 + 10 * at, 36) for at in range(9)]
        image = replace(bare, page_text=PageText.of("page 1, text", [Letter("a", place, place) for place in places]))
        program.ocr_queue.request(image)
        await until(lambda: isinstance(scanner.scan(image), tuple))
        turn = await program.ended(await program.start("what?", image))
        away = replace(turn.images[0], content_key="")
        await until(lambda: isinstance(scanner.scan(away), tuple))
        for outgoing in (image, away):
            result = scanner.scan(outgoing)
            assert isinstance(result, tuple) and [finding.name for finding in result] == [UNKNOWN_TEXT]
        consents, conversation = SendConsents(), Conversation("c")
        review = PrivacyReview(scanner, consents, lambda: conversation, lambda: (), lambda: private_text, found_nothing)
        question = Question(RequestInputs(INSISTS, conversation, "what?", (image,)))
        assert await review.kinds_found(question) == (UNKNOWN_TEXT,)
        assert await review.concern(question) is None, "as of a picture without a text"
        await program.close()

    on_the_loop(run())


async def found_nothing(text: str) -> tuple[()]:
    return ()
