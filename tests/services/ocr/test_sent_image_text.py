"""The text of sent images is stored and found again."""

import pytest
import regex

from desktop.core.privacy.custom_patterns import CustomPattern, CustomPatterns
from desktop.services.ocr.sent_image_text import SentImageText
from desktop.services.ports.provider import AnswerChunk, FinishReason
from desktop.services.privacy.privacy_scanner import PrivacyScanner
from tests.services.fakes import Step, lines_of
from tests.services.ocr_inputs import EmptyOcrQueue, images
from tests.services.program import Program
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")

SAID: list[Step] = [AnswerChunk("An answer."), AnswerChunk(finish=FinishReason.STOP)]


def test_what_was_sent_is_kept_and_found_again() -> None:
    async def run() -> None:
        program = Program(SAID)
        program.reader.says[400, 300] = lines_of("invoice 4711")
        (image,) = await images(program, (400, 300))
        program.ocr_queue.prioritize(program.workspace.draft)
        turn = await program.ended(await program.start("what?", image))
        texts = SentImageText(program.tasks, program.ocr_queue, program.storage)
        texts.remember(turn)
        (picture,) = turn.images
        await until(lambda: program.store.ocr_results([picture.id]))
        later = SentImageText(program.tasks, EmptyOcrQueue(), program.storage)  # type: ignore[arg-type]
        found = await later.of(picture)
        assert found is not None and found.text == "invoice 4711"
        number = CustomPatterns((CustomPattern("invoice", regex.compile(r"invoice \d{4}")),))
        privacy_scanner = PrivacyScanner(program.tasks, EmptyOcrQueue(), later, program.storage, number.patterns)  # type: ignore[arg-type]
        assert privacy_scanner.findings_on_sent(picture) is None, "it is being fetched"
        await until(lambda: privacy_scanner.findings_on_sent(picture) is not None)
        assert [finding.name for finding in privacy_scanner.findings_on_sent(picture) or ()] == ["invoice"]
        await program.close()

    on_the_loop(run())
