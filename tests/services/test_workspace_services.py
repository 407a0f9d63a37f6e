"""The services of the desk: what is sent and kept of pictures, pages and folders, capture, the ledger."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Signal

from desktop.adapters.system.image_sources import images_in_folder
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.errors import AskanceError, EndpointRejectedError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.screenshot import Screenshot
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import UNCALIBRATED
from desktop.core.usage.estimator import TokenCount
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.core.workspace.draft import Draft
from desktop.services.image.canvas_images import CanvasImages
from desktop.services.image.draft_redactor import DraftRedactor
from desktop.services.image.image_importer import ImportItem
from desktop.services.image.page_previews import PagePreviews
from desktop.services.image.screen_capture import CaptureMode, ScreenCapture
from desktop.services.ports.provider import AnswerChunk
from desktop.services.usage_tracker import UsageTracker
from tests.helpers.images import encoded, png, quarters, screenshot
from tests.services.program import STOP, Program, Room, image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


# what is sent


def test_each_picture_goes_at_its_own_detail_and_with_its_marks() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("ok"), STOP])
        small = replace(image(900), detail="low")
        marked = image(80).with_annotation(NumberBadge("n", Rect(10, 10, 40, 30), 1))
        turn = await program.ended(await program.start("what is ①?", small, marked))
        first, second = program.provider.requests[0].images
        assert (first.detail, max(first.size)) == ("low", 512)
        assert (second.detail, second.size) == ("auto", (80, 60))
        assert "Marks on picture 2 (80×60" in program.provider.requests[0].messages[-1].about
        assert [len(each.badges) for each in turn.images] == [0, 1]
        assert turn.estimated_tokens > 85 + 255
        await program.close()

    on_the_loop(run())


def test_a_sheet_goes_in_its_latest_state_alone() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP])
        bare = image()
        covered = bare.with_annotation(Redaction("r", Rect(0, 0, 9, 9)))
        for at, each in enumerate((bare, bare, covered, covered, bare, bare)):
            await program.ended(await program.start(str(at), each))
        requests = program.provider.requests
        assert [len(each.messages[-1].images) for each in requests] == [1, 0, 1, 0, 1, 0]
        assert [len(each.images) for each in requests] == [1] * 6
        first, second = requests[0].images[0].id, requests[2].images[0].id
        assert [each.images[0].id for each in requests] == [first, first, second, second, first, first]
        assert "left out now" in requests[2].messages[0].about
        await program.close()

    on_the_loop(run())


def test_a_thumbnail_of_a_state_that_has_gone_by_is_not_shown() -> None:
    async def run() -> None:
        room = Room()
        viewing = CanvasImages(room.tasks, room.image_pipeline)
        shown: list[tuple[int, int]] = []
        viewing.thumbnail.connect(lambda _, small: shown.append((small.width, small.height)))
        bare = image(160)
        viewing.look(Draft("", (bare,)))
        await until(lambda: shown)
        viewing.look(Draft("", (bare.rotated(1),)))
        viewing.look(Draft("", (bare,)))
        await until(lambda: "thumbnails of the desk" not in room.tasks.names)
        assert shown == [(160, 60)]
        await room.close()

    on_the_loop(run())


def test_pictures_go_small_or_not_at_all_in_later_questions() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP])
        large, plain, out = (
            image(1200).with_resend_policy(ResendPolicy.REDUCED),
            image(90),
            image(100).with_resend_policy(ResendPolicy.OMIT),
        )
        first = await program.ended(await program.start("1", large, plain, out))
        assert [each.resend_policy for each in first.images] == [
            ResendPolicy.REDUCED,
            ResendPolicy.FULL,
            ResendPolicy.OMIT,
        ]
        assert len(program.provider.requests[0].images) == 3
        await program.ended(await program.start("2", large, plain, out))
        message = program.provider.requests[1].messages[0]
        assert [(each.detail, max(each.size)) for each in message.images] == [("low", 512), ("auto", 90)]
        assert message.about == "(1 of the pictures that were here is left out now.)"
        program.history.set_resend_policy(first.images[1].id, ResendPolicy.OMIT)
        program.history.set_resend_policy(first.images[2].id, ResendPolicy.FULL)
        await program.ended(await program.start("3"))
        assert [each.width for each in program.provider.requests[2].images] == [512, 100]
        await program.close()
        kept = program.store.conversation(first.conversation_id).turns[0]
        assert [each.resend_policy for each in kept.images] == [
            ResendPolicy.REDUCED,
            ResendPolicy.OMIT,
            ResendPolicy.FULL,
        ]

    on_the_loop(run())


def test_a_refused_picture_is_sent_smaller_or_left_out_and_the_turn_keeps_its_place() -> None:
    async def run() -> None:
        refused = EndpointRejectedError(Problem(ProblemKind.IMAGE_REJECTED, "h"))
        program = Program([refused], [refused], [AnswerChunk("ok"), STOP])
        turn = await program.ended(await program.start("what?", image(1200)))
        assert turn.stage is Stage.FAILED
        await program.again(turn.id, resend_policy=ResendPolicy.REDUCED)
        again = await _next_end(program, turn, 2)
        assert max(again.images[0].size) == 600
        await program.again(turn.id, (image(9),), resend_policy=ResendPolicy.OMIT)
        last = await _next_end(program, turn, 3)
        assert (last.id, last.answer, last.images) == (turn.id, "ok", ())
        assert [len(each.images) for each in program.provider.requests] == [1, 1, 0]
        assert len(program.history.conversation.turns) == 1
        await program.close()

    on_the_loop(run())


async def _next_end(program: Program, turn: Turn, requests: int) -> Turn:
    await until(lambda: len(program.provider.requests) == requests and not program.ask.is_busy(turn.conversation_id))
    return program.history.conversation.turns[0]


def test_a_fate_chosen_while_it_is_answered_stays() -> None:
    async def run() -> None:
        program = Program([0.2, AnswerChunk("one"), 0.2, AnswerChunk("two"), STOP])
        turn = await program.start("1", image())
        await until(lambda: program.turns[-1].stage is Stage.WAITING)
        program.history.set_resend_policy(program.turns[-1].images[0].id, ResendPolicy.OMIT)
        await program.ended(turn)
        assert program.history.conversation.turns[0].images[0].resend_policy is ResendPolicy.OMIT
        await program.close()
        assert program.store.conversation(turn.conversation_id).turns[0].images[0].resend_policy is ResendPolicy.OMIT

    on_the_loop(run())


def test_asked_again_a_turn_of_words_takes_no_picture_of_the_desk() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP])
        turn = await program.ended(await program.start("hello"))
        await program.again(turn.id, (image(),))
        await until(lambda: len(program.provider.requests) == 2 and not program.ask.is_busy(turn.conversation_id))
        assert program.provider.requests[1].images == ()
        await program.close()

    on_the_loop(run())


def test_a_picture_that_was_left_out_and_is_pasted_again_goes() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP])
        picture = image()
        await program.ended(await program.start("1", picture.with_resend_policy(ResendPolicy.OMIT)))
        await program.ended(await program.start("2", picture.duplicated()))
        assert [len(each.messages[0].images) for each in program.provider.requests] == [1, 0]
        assert len(program.provider.requests[1].messages[-1].images) == 1
        await program.close()

    on_the_loop(run())


def test_typing_does_not_start_the_preparing_again() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("ok"), STOP])
        question = RequestInputs(Settings(), program.history.conversation, "", (image(3000),))
        for at in range(5):
            assert program.request_builder.try_build(replace(question, prompt="x" * at)) is None
        assert len([name for name in program.tasks.names if name.startswith("build request")]) == 1
        await until(lambda: program.request_builder.try_build(question))
        await program.close()

    on_the_loop(run())


# what is kept


def test_what_is_covered_is_not_in_what_is_kept_unless_the_user_wants_originals() -> None:
    async def run() -> None:
        room = Room()
        whole = Image.new("RGB", (300, 200), "white")
        whole.paste((9, 200, 9), (50, 50, 90, 70))
        room.image_importer.add("Paste", (ImportItem("a", data=encoded(whole)),))
        await until(lambda: room.workspace.draft.images)
        (bare,) = room.workspace.draft.images
        covered = bare.with_annotation(Redaction("r", Rect(40, 40, 100, 80))).rotated(1)
        wants = [False]
        covering = DraftRedactor(room.image_pipeline.for_storage, lambda: wants[0])
        draft = Draft("q", (bare, covered), 1)
        kept = await room.tasks.run_blocking(covering, draft)
        assert kept.images[0] == bare
        assert kept.images[1].content_key == covered.content_key
        assert kept.images[1].source.id != bare.source.id
        again = await room.image_pipeline.mipmaps(kept.images[1].source)
        colors = {color for _, color in again[0].image().getcolors() or []}
        assert colors == {(255, 255, 255), (0, 0, 0)}
        assert (await room.tasks.run_blocking(covering, draft)).images[1].source is kept.images[1].source
        wants[0] = True
        assert covering(draft) == draft
        assert covering.interim_draft(draft) is None
        await room.close()

    on_the_loop(run())


def test_a_covered_picture_that_no_longer_decodes_is_not_kept_whole() -> None:
    def broken(_: AnnotatedImage) -> AnnotatedImage:
        from desktop.core.errors import ImageRejectedError

        raise ImageRejectedError(Problem(ProblemKind.DECODER_CRASHED))

    covered = image().with_annotation(Redaction("r", Rect(0, 0, 9, 9)))
    assert DraftRedactor(broken, lambda: False)(Draft("q", (covered,), 0)) == Draft("q")


def test_until_the_covered_form_is_made_the_covers_are_kept_over_what_the_disk_has() -> None:
    made: list[AnnotatedImage] = []

    def as_kept(each: AnnotatedImage) -> AnnotatedImage:
        made.append(each)
        return replace(each, source=replace(each.source, id=f"covered {len(made)}"))

    covering = DraftRedactor(as_kept, lambda: False)
    bare = image()
    once = bare.with_annotation(Redaction("r", Rect(0, 0, 9, 9)))
    twice = once.with_annotation(Redaction("s", Rect(20, 20, 29, 29)))
    first = covering.interim_draft(Draft("", (once,)))
    assert first is not None
    assert (first.images[0].source, first.images[0].annotations) == (bare.source, once.annotations)
    assert covering(Draft("", (once,))).images[0].source.id == "covered 1"
    assert covering.interim_draft(Draft("", (once,))) is None
    second = covering.interim_draft(Draft("", (twice,)))
    assert second is not None
    assert (second.images[0].source.id, second.images[0].annotations) == (
        "covered 1",
        twice.annotations,
    )  # never whole again


# pages and folders


def test_the_first_page_lies_down_at_once_and_others_are_chosen() -> None:
    async def run() -> None:
        room = Room()
        pages = [Image.new("L", (200, 300), shade) for shade in (250, 120, 10)]
        data = encoded(pages[0], "PDF", save_all=True, append_images=pages[1:])
        noted: list[AnnotatedImage] = []
        room.image_importer.noted.connect(noted.append)
        room.image_importer.add("Drop", (ImportItem("plan.pdf", data=data), ImportItem("a", data=png())))
        await until(lambda: noted)
        assert (noted[0].source.page_count, noted[0].source.size) == (3, (1334, 2000))
        small = PagePreviews(room.tasks, room.image_pipeline)
        seen: dict[int, Any] = {}
        small.made.connect(lambda page, pixels: seen.setdefault(page, pixels))
        small.open(noted[0].source)
        for page in range(3):
            small.want(page)
        await until(lambda: len(seen) == 3)
        assert max(seen[1].width, seen[1].height) <= 400
        room.image_importer.choose_pages(noted[0], (2, 1))
        await until(lambda: len(room.workspace.draft.images) == 3)
        assert [each.source.page_index for each in room.workspace.draft.images] == [2, 1, 0]
        assert room.workspace.steps.undo_name == "Choose pages"
        levels = await room.image_pipeline.mipmaps(room.workspace.draft.images[0].source)
        assert levels[0].image().getpixel((9, 9)) == (10, 10, 10)
        await room.close()

    on_the_loop(run())


def test_a_folder_is_its_pictures_and_a_word_about_the_rest(tmp_path: Path) -> None:
    for at in (2, 1):
        (tmp_path / f"{at}.png").write_bytes(png(80 + at))
    (tmp_path / "readme.txt").write_text("x")

    async def run() -> None:
        room = Room()
        room.image_importer.add("Drop", (ImportItem("folder", path=tmp_path),))
        await until(lambda: room.refused)
        assert [each.source.name for each in room.workspace.draft.images] == ["1.png", "2.png"]
        assert room.refused == [Problem(ProblemKind.LEFT_OUT_OF_FOLDER, "folder", "1")]
        await room.close()

    on_the_loop(run())


def test_what_the_model_would_see_and_how_high_its_letters_are() -> None:
    async def run() -> None:
        room = Room()
        viewing = CanvasImages(room.tasks, room.image_pipeline)
        letters: list[tuple[AnnotatedImage, float | None]] = []
        seen: list[Any] = []
        viewing.letters.connect(lambda *told: letters.append(told))
        viewing.as_seen.connect(lambda _, levels: seen.append(levels))
        room.image_importer.add("Paste", (ImportItem("a", data=encoded(screenshot(3840, 2160))),))
        await until(lambda: room.workspace.draft.images)
        viewing.look(room.workspace.draft)
        await until(lambda: letters)
        assert letters[0][1] is not None
        viewing.look_as_model(room.workspace.draft.images[0], "gpt-4o", "high")
        await until(lambda: seen)
        assert (seen[0][0].width, seen[0][0].height) == (1365, 768)
        await room.close()

    on_the_loop(run())


# capture


class QuietPortal(QObject):
    """A portal that answers when the test says so."""

    taken = Signal(str)
    given_up = Signal()
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[bool] = []

    def ask(self, interactive: bool) -> None:
        self.asked.append(interactive)


def capturing(
    room: Room, portal: QuietPortal | None = None, screenshots: Any = None
) -> tuple[ScreenCapture, list[Any]]:
    def look() -> tuple[Screenshot, ...]:
        return (Screenshot("s", PixelBuffer.of(quarters(400, 300)), (Rect(10, 10, 60, 60),)),)

    made = ScreenCapture(
        room.tasks,
        room.image_importer,
        screenshots or look,
        lambda: portal is not None,
        lambda: portal or QuietPortal(),
    )
    heard: list[Any] = []
    made.aside.connect(lambda aside: heard.append("aside" if aside else "back"))
    made.offered.connect(heard.append)
    made.counted_down.connect(heard.append)
    made.refused.connect(heard.append)
    return made, heard


def test_a_region_is_taken_after_the_window_stepped_aside() -> None:
    async def run() -> None:
        room = Room()
        made, heard = capturing(room)
        made.start(CaptureMode.CHOICE, 1)
        made.start(CaptureMode.SCREEN)  # one at a time
        await until(lambda: len(heard) == 3)
        assert heard[:2] == [1, "aside"]
        made.take(heard[2][0], Rect(0, 0, 200, 150))
        await until(lambda: room.workspace.draft.images)
        assert heard[3:] == ["back"]
        assert room.workspace.draft.images[0].source.size == (200, 150)
        assert room.workspace.steps.undo_name == "Capture"
        made.start(CaptureMode.SCREEN)
        await until(lambda: len(room.workspace.draft.images) == 2)
        assert room.workspace.draft.images[1].source.size == (400, 300)
        await room.close()

    on_the_loop(run())


def test_giving_up_and_being_refused_change_nothing() -> None:
    async def run() -> None:
        room = Room()
        made, heard = capturing(room)
        made.start(CaptureMode.CHOICE)
        await until(lambda: len(heard) == 2)
        made.give_up()
        assert heard[2:] == ["back"]

        def refuse() -> tuple[Screenshot, ...]:
            raise AskanceError(Problem(ProblemKind.CAPTURE_FORBIDDEN))

        other, told = capturing(room, screenshots=refuse)
        other.start(CaptureMode.SCREEN)
        await until(lambda: len(told) == 3)
        assert told == ["aside", "back", Problem(ProblemKind.CAPTURE_FORBIDDEN)]
        assert room.workspace.draft == Draft()
        await room.close()

    on_the_loop(run())


def test_the_portal_is_asked_where_only_it_may_look_and_its_file_goes(tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    shot.write_bytes(png(70))

    async def run() -> None:
        room, portal = Room(), QuietPortal()
        made, heard = capturing(room, portal)
        made.start(CaptureMode.CHOICE)
        await until(lambda: portal.asked)
        portal.taken.emit(str(shot))
        await until(lambda: room.workspace.draft.images)
        made.start(CaptureMode.SCREEN)
        await until(lambda: len(portal.asked) == 2)
        portal.given_up.emit()
        made.start(CaptureMode.CHOICE)
        await until(lambda: len(portal.asked) == 3)
        portal.refused.emit(Problem(ProblemKind.CAPTURE_FORBIDDEN))
        assert portal.asked == [True, False, True]
        assert heard == ["aside", "back"] * 3 + [Problem(ProblemKind.CAPTURE_FORBIDDEN)]
        assert len(room.workspace.draft.images) == 1
        await room.close()

    on_the_loop(run())
    assert not shot.exists()
    assert images_in_folder(tmp_path / "shot.png") == ((tmp_path / "shot.png",), 0)


# the ledger


def test_the_ledger_adds_up_learns_and_asks_before_a_limit_is_passed() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("ok"), STOP])
        written: list[dict[str, Any]] = []
        usage_tracker = UsageTracker(
            program.tasks, program.storage, {"h m": {"text": "nonsense"}, "x": 3}, written.append
        )
        assert usage_tracker.calibration_for("h", "m") == UNCALIBRATED
        asked = replace(
            Turn.new("c", "q", "gpt-4o", "api.openai.com", 1_900_000_000.0).as_streaming("a", 0.1),
            stage=Stage.DONE,
            usage=Usage(400_000, 0),
        )
        program.storage.save_turn(asked)
        usage_tracker.record(asked, TokenCount(0, 100_000, True))
        await until(lambda: usage_tracker.spent.today_usd)
        assert usage_tracker.spent.month_usd == pytest.approx(1.0)
        assert usage_tracker.calibration_for("api.openai.com", "gpt-4o").text == pytest.approx(2.0)
        assert written == [{"api.openai.com gpt-4o": {"text": 2.0, "picture": 1.0}}]
        limited = Settings(daily_limit_usd=1.2)
        assert usage_tracker.limit_passed(limited, 0.1) is None
        assert usage_tracker.limit_passed(limited, 0.3) == ExceededLimit("today", 1.2, usage_tracker.spent.today_usd)
        again = UsageTracker(program.tasks, program.storage, written[0], written.append)
        assert again.calibration_for("api.openai.com", "gpt-4o").text == pytest.approx(2.0)
        await program.close()

    on_the_loop(run())
