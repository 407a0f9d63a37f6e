"""The services of the desk: what is sent and kept of pictures, pages and folders, capture, the ledger."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Signal

from desktop.adapters.system.image_sources import pictures_at
from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.errors import AskanceError, EndpointRefused, Kind, Trouble
from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Fate, Sheet
from desktop.core.image.annotations import Number, Redaction
from desktop.core.image.pixel_buffer import Pixels
from desktop.core.image.screenshot import Shot
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import NOTHING_LEARNT
from desktop.core.usage.estimator import Counted
from desktop.core.usage.spending_limits import Limit
from desktop.core.workspace.draft import Draft
from desktop.services.asking.request_builder import Question
from desktop.services.image.canvas_images import Viewing
from desktop.services.image.draft_redactor import Covering
from desktop.services.image.image_importer import Arrival
from desktop.services.image.page_previews import Pages
from desktop.services.image.screen_capture import Capturing, What
from desktop.services.ports import Piece
from desktop.services.usage_tracker import Ledger
from tests.images import encoded, png, quarters, screenshot
from tests.services.qt_loop import on_the_loop, until
from tests.services.test_services import STOP, Program, Room, sheet

pytestmark = pytest.mark.usefixtures("qapp")


# what is sent


def test_each_picture_goes_at_its_own_detail_and_with_its_marks() -> None:
    async def run() -> None:
        program = Program([Piece("ok"), STOP])
        small = replace(sheet(900), detail="low")
        marked = sheet(80).marked(Number("n", Area(10, 10, 40, 30), 1))
        turn = await program.ended(program.start("what is ①?", small, marked))
        first, second = program.provider.requests[0].pictures
        assert (first.detail, max(first.size)) == ("low", 512)
        assert (second.detail, second.size) == ("auto", (80, 60))
        assert "Marks on picture 2 (80×60" in program.provider.requests[0].messages[-1].about
        assert [len(each.numbers) for each in turn.pictures] == [0, 1]
        assert turn.expected > 85 + 255
        await program.close()

    on_the_loop(run())


def test_a_sheet_goes_in_its_latest_state_alone() -> None:
    async def run() -> None:
        program = Program([Piece("one"), STOP])
        bare = sheet()
        covered = bare.marked(Redaction("r", Area(0, 0, 9, 9)))
        for at, each in enumerate((bare, bare, covered, covered, bare, bare)):
            await program.ended(program.start(str(at), each))
        requests = program.provider.requests
        assert [len(each.messages[-1].pictures) for each in requests] == [1, 0, 1, 0, 1, 0]
        assert [len(each.pictures) for each in requests] == [1] * 6
        first, second = requests[0].pictures[0].id, requests[2].pictures[0].id
        assert [each.pictures[0].id for each in requests] == [first, first, second, second, first, first]
        assert "left out now" in requests[2].messages[0].about
        await program.close()

    on_the_loop(run())


def test_a_thumbnail_of_a_state_that_has_gone_by_is_not_shown() -> None:
    async def run() -> None:
        room = Room()
        viewing = Viewing(room.tasks, room.darkroom)
        shown: list[tuple[int, int]] = []
        viewing.thumbnail.connect(lambda _, small: shown.append((small.width, small.height)))
        bare = sheet(160)
        viewing.look(Draft("", (bare,)))
        await until(lambda: shown)
        viewing.look(Draft("", (bare.turned(1),)))
        viewing.look(Draft("", (bare,)))
        await until(lambda: not room.tasks.running("thumbnails of the desk"))
        assert shown == [(160, 60)]
        await room.close()

    on_the_loop(run())


def test_pictures_go_small_or_not_at_all_in_later_questions() -> None:
    async def run() -> None:
        program = Program([Piece("one"), STOP])
        large, plain, out = sheet(1200).with_fate(Fate.SMALL), sheet(90), sheet(100).with_fate(Fate.OUT)
        first = await program.ended(program.start("1", large, plain, out))
        assert [each.fate for each in first.pictures] == [Fate.SMALL, Fate.AGAIN, Fate.OUT]
        assert len(program.provider.requests[0].pictures) == 3
        await program.ended(program.start("2", large, plain, out))
        message = program.provider.requests[1].messages[0]
        assert [(each.detail, max(each.size)) for each in message.pictures] == [("low", 512), ("auto", 90)]
        assert message.about == "(1 of the pictures that were here is left out now.)"
        program.history.set_fate(first.pictures[1].id, Fate.OUT)
        program.history.set_fate(first.pictures[2].id, Fate.AGAIN)
        await program.ended(program.start("3"))
        assert [each.width for each in program.provider.requests[2].pictures] == [512, 100]
        await program.close()
        kept = program.store.conversation(first.conversation_id).turns[0]
        assert [each.fate for each in kept.pictures] == [Fate.SMALL, Fate.OUT, Fate.AGAIN]

    on_the_loop(run())


def test_a_refused_picture_is_sent_smaller_or_left_out_and_the_turn_keeps_its_place() -> None:
    async def run() -> None:
        refused = EndpointRefused(Trouble(Kind.PICTURE_REJECTED, "h"))
        program = Program([refused], [refused], [Piece("ok"), STOP])
        turn = await program.ended(program.start("what?", sheet(1200)))
        assert turn.stage is Stage.FAILED
        program.again(turn.id, fate=Fate.SMALL)
        again = await _next_end(program, turn, 2)
        assert max(again.pictures[0].size) == 600
        program.again(turn.id, (sheet(9),), fate=Fate.OUT)
        last = await _next_end(program, turn, 3)
        assert (last.id, last.answer, last.pictures) == (turn.id, "ok", ())
        assert [len(each.pictures) for each in program.provider.requests] == [1, 1, 0]
        assert len(program.history.conversation.turns) == 1
        await program.close()

    on_the_loop(run())


async def _next_end(program: Program, turn: Turn, requests: int) -> Turn:
    await until(lambda: len(program.provider.requests) == requests and not program.ask.busy(turn.conversation_id))
    return program.history.conversation.turns[0]


def test_a_fate_chosen_while_it_is_answered_stays() -> None:
    async def run() -> None:
        program = Program([0.2, Piece("one"), 0.2, Piece("two"), STOP])
        turn = program.start("1", sheet())
        await until(lambda: program.turns[-1].stage is Stage.WAITING)
        program.history.set_fate(program.turns[-1].pictures[0].id, Fate.OUT)
        await program.ended(turn)
        assert program.history.conversation.turns[0].pictures[0].fate is Fate.OUT
        await program.close()
        assert program.store.conversation(turn.conversation_id).turns[0].pictures[0].fate is Fate.OUT

    on_the_loop(run())


def test_asked_again_a_turn_of_words_takes_no_picture_of_the_desk() -> None:
    async def run() -> None:
        program = Program([Piece("one"), STOP])
        turn = await program.ended(program.start("hello"))
        program.again(turn.id, (sheet(),))
        await until(lambda: len(program.provider.requests) == 2 and not program.ask.busy(turn.conversation_id))
        assert program.provider.requests[1].pictures == ()
        await program.close()

    on_the_loop(run())


def test_a_picture_that_was_left_out_and_is_pasted_again_goes() -> None:
    async def run() -> None:
        program = Program([Piece("one"), STOP])
        picture = sheet()
        await program.ended(program.start("1", picture.with_fate(Fate.OUT)))
        await program.ended(program.start("2", picture.again()))
        assert [len(each.messages[0].pictures) for each in program.provider.requests] == [1, 0]
        assert len(program.provider.requests[1].messages[-1].pictures) == 1
        await program.close()

    on_the_loop(run())


def test_typing_does_not_start_the_preparing_again() -> None:
    async def run() -> None:
        program = Program([Piece("ok"), STOP])
        question = Question(Settings(), program.history.conversation, "", (sheet(3000),))
        for at in range(5):
            assert program.packing.look(replace(question, prompt="x" * at)) is None
        assert len([name for name in program.tasks._tasks if name.startswith("pack")]) == 1
        await until(lambda: program.packing.look(question))
        await program.close()

    on_the_loop(run())


# what is kept


def test_what_is_covered_is_not_in_what_is_kept_unless_the_user_wants_originals() -> None:
    async def run() -> None:
        room = Room()
        whole = Image.new("RGB", (300, 200), "white")
        whole.paste((9, 200, 9), (50, 50, 90, 70))
        room.arrivals.take("Paste", (Arrival("a", data=encoded(whole)),))
        await until(lambda: room.desk.draft.sheets)
        (bare,) = room.desk.draft.sheets
        covered = bare.marked(Redaction("r", Area(40, 40, 100, 80))).turned(1)
        wants = [False]
        covering = Covering(room.darkroom.as_kept, lambda: wants[0])
        draft = Draft("q", (bare, covered), 1)
        kept = await room.tasks.in_thread(covering, draft)
        assert kept.sheets[0] == bare
        assert kept.sheets[1].look == covered.look
        assert kept.sheets[1].picture.id != bare.picture.id
        again = await room.darkroom.levels_of(kept.sheets[1].picture)
        colours = {colour for _, colour in again[0].image().getcolors() or []}
        assert colours == {(255, 255, 255), (0, 0, 0)}
        assert (await room.tasks.in_thread(covering, draft)).sheets[1].picture is kept.sheets[1].picture
        wants[0] = True
        assert covering(draft) == draft
        assert covering.meanwhile(draft) is None
        await room.close()

    on_the_loop(run())


def test_a_covered_picture_that_no_longer_decodes_is_not_kept_whole() -> None:
    def broken(_: Sheet) -> Sheet:
        from desktop.core.errors import PictureRefused

        raise PictureRefused(Trouble(Kind.DECODER_DIED))

    covered = sheet().marked(Redaction("r", Area(0, 0, 9, 9)))
    assert Covering(broken, lambda: False)(Draft("q", (covered,), 0)) == Draft("q")


def test_until_the_covered_form_is_made_the_covers_are_kept_over_what_the_disk_has() -> None:
    made: list[Sheet] = []

    def as_kept(each: Sheet) -> Sheet:
        made.append(each)
        return replace(each, picture=replace(each.picture, id=f"covered {len(made)}"))

    covering = Covering(as_kept, lambda: False)
    bare = sheet()
    once = bare.marked(Redaction("r", Area(0, 0, 9, 9)))
    twice = once.marked(Redaction("s", Area(20, 20, 29, 29)))
    first = covering.meanwhile(Draft("", (once,)))
    assert first is not None
    assert (first.sheets[0].picture, first.sheets[0].marks) == (bare.picture, once.marks)
    assert covering(Draft("", (once,))).sheets[0].picture.id == "covered 1"
    assert covering.meanwhile(Draft("", (once,))) is None
    second = covering.meanwhile(Draft("", (twice,)))
    assert second is not None
    assert (second.sheets[0].picture.id, second.sheets[0].marks) == ("covered 1", twice.marks)  # never whole again


def test_a_draft_is_kept_while_somebody_types_on() -> None:
    async def run() -> None:
        program = Program([Piece("ok"), STOP])
        for at in range(12):
            program.desk.type("x" * at)
            await asyncio.sleep(0.06)
        kept = program.store.draft(program.history.conversation.id)
        assert kept is not None
        assert kept.prompt
        await program.close()

    on_the_loop(run())


# pages and folders


def test_the_first_page_lies_down_at_once_and_others_are_chosen() -> None:
    async def run() -> None:
        room = Room()
        pages = [Image.new("L", (200, 300), shade) for shade in (250, 120, 10)]
        data = encoded(pages[0], "PDF", save_all=True, append_images=pages[1:])
        noted: list[Sheet] = []
        room.arrivals.noted.connect(noted.append)
        room.arrivals.take("Drop", (Arrival("plan.pdf", data=data), Arrival("a", data=png())))
        await until(lambda: noted)
        assert (noted[0].picture.pages, noted[0].picture.size) == (3, (1334, 2000))
        small = Pages(room.tasks, room.darkroom)
        seen: dict[int, Any] = {}
        small.made.connect(lambda page, pixels: seen.setdefault(page, pixels))
        small.open(noted[0].picture)
        for page in range(3):
            small.want(page)
        await until(lambda: len(seen) == 3)
        assert max(seen[1].width, seen[1].height) <= 400
        room.arrivals.choose_pages(noted[0], (2, 1))
        await until(lambda: len(room.desk.draft.sheets) == 3)
        assert [each.picture.page for each in room.desk.draft.sheets] == [2, 1, 0]
        assert room.desk.steps.undo_name == "Choose pages"
        levels = await room.darkroom.levels_of(room.desk.draft.sheets[0].picture)
        assert levels[0].image().getpixel((9, 9)) == (10, 10, 10)
        await room.close()

    on_the_loop(run())


def test_a_folder_is_its_pictures_and_a_word_about_the_rest(tmp_path: Path) -> None:
    for at in (2, 1):
        (tmp_path / f"{at}.png").write_bytes(png(80 + at))
    (tmp_path / "readme.txt").write_text("x")

    async def run() -> None:
        room = Room()
        room.arrivals.take("Drop", (Arrival("folder", path=tmp_path),))
        await until(lambda: room.refused)
        assert [each.picture.name for each in room.desk.draft.sheets] == ["1.png", "2.png"]
        assert room.refused == [Trouble(Kind.LEFT_OUT_OF_FOLDER, "folder", "1")]
        await room.close()

    on_the_loop(run())


def test_what_the_model_would_see_and_how_high_its_letters_are() -> None:
    async def run() -> None:
        room = Room()
        viewing = Viewing(room.tasks, room.darkroom)
        letters: list[tuple[Sheet, float | None]] = []
        seen: list[Any] = []
        viewing.letters.connect(lambda *told: letters.append(told))
        viewing.as_seen.connect(lambda _, levels: seen.append(levels))
        room.arrivals.take("Paste", (Arrival("a", data=encoded(screenshot(3840, 2160))),))
        await until(lambda: room.desk.draft.sheets)
        viewing.look(room.desk.draft)
        await until(lambda: letters)
        assert letters[0][1] is not None
        viewing.look_as_model(room.desk.draft.sheets[0], "gpt-4o", "high")
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


def capturing(room: Room, portal: QuietPortal | None = None, shots: Any = None) -> tuple[Capturing, list[Any]]:
    def look() -> tuple[Shot, ...]:
        return (Shot("s", Pixels.of(quarters(400, 300)), (Area(10, 10, 60, 60),)),)

    made = Capturing(
        room.tasks, room.arrivals, shots or look, lambda: portal is not None, lambda: portal or QuietPortal()
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
        made.start(What.CHOICE, 1)
        made.start(What.SCREEN)  # one at a time
        await until(lambda: len(heard) == 3)
        assert heard[:2] == [1, "aside"]
        made.take(heard[2][0], Area(0, 0, 200, 150))
        await until(lambda: room.desk.draft.sheets)
        assert heard[3:] == ["back"]
        assert room.desk.draft.sheets[0].picture.size == (200, 150)
        assert room.desk.steps.undo_name == "Capture"
        made.start(What.SCREEN)
        await until(lambda: len(room.desk.draft.sheets) == 2)
        assert room.desk.draft.sheets[1].picture.size == (400, 300)
        await room.close()

    on_the_loop(run())


def test_giving_up_and_being_refused_change_nothing() -> None:
    async def run() -> None:
        room = Room()
        made, heard = capturing(room)
        made.start(What.CHOICE)
        await until(lambda: len(heard) == 2)
        made.give_up()
        assert heard[2:] == ["back"]

        def refuse() -> tuple[Shot, ...]:
            raise AskanceError(Trouble(Kind.CAPTURE_FORBIDDEN))

        other, told = capturing(room, shots=refuse)
        other.start(What.SCREEN)
        await until(lambda: len(told) == 3)
        assert told == ["aside", "back", Trouble(Kind.CAPTURE_FORBIDDEN)]
        assert room.desk.draft == Draft()
        await room.close()

    on_the_loop(run())


def test_the_portal_is_asked_where_only_it_may_look_and_its_file_goes(tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    shot.write_bytes(png(70))

    async def run() -> None:
        room, portal = Room(), QuietPortal()
        made, heard = capturing(room, portal)
        made.start(What.CHOICE)
        await until(lambda: portal.asked)
        portal.taken.emit(str(shot))
        await until(lambda: room.desk.draft.sheets)
        made.start(What.SCREEN)
        await until(lambda: len(portal.asked) == 2)
        portal.given_up.emit()
        made.start(What.CHOICE)
        await until(lambda: len(portal.asked) == 3)
        portal.refused.emit(Trouble(Kind.CAPTURE_FORBIDDEN))
        assert portal.asked == [True, False, True]
        assert heard == ["aside", "back"] * 3 + [Trouble(Kind.CAPTURE_FORBIDDEN)]
        assert len(room.desk.draft.sheets) == 1
        await room.close()

    on_the_loop(run())
    assert not shot.exists()
    assert pictures_at(tmp_path / "shot.png") == ((tmp_path / "shot.png",), 0)


# the ledger


def test_the_ledger_adds_up_learns_and_asks_before_a_limit_is_passed() -> None:
    async def run() -> None:
        program = Program([Piece("ok"), STOP])
        written: list[dict[str, Any]] = []
        ledger = Ledger(program.tasks, program.keeper, {"h m": {"text": "nonsense"}, "x": 3}, written.append)
        assert ledger.learnt("h", "m") == NOTHING_LEARNT
        asked = replace(
            Turn.new("c", "q", "gpt-4o", "api.openai.com", 1_900_000_000.0).hearing("a", 0.1),
            stage=Stage.DONE,
            usage=Usage(400_000, 0),
        )
        program.keeper.save_turn(asked)
        ledger.learn(asked, Counted(0, 100_000, True))
        await until(lambda: ledger.spent.today_usd)
        assert ledger.spent.month_usd == pytest.approx(1.0)
        assert ledger.learnt("api.openai.com", "gpt-4o").text == pytest.approx(2.0)
        assert written == [{"api.openai.com gpt-4o": {"text": 2.0, "picture": 1.0}}]
        limited = Settings(daily_limit_usd=1.2)
        assert ledger.limit_passed(limited, 0.1) is None
        assert ledger.limit_passed(limited, 0.3) == Limit("today", 1.2, ledger.spent.today_usd)
        again = Ledger(program.tasks, program.keeper, written[0], written.append)
        assert again.learnt("api.openai.com", "gpt-4o").text == pytest.approx(2.0)
        await program.close()

    on_the_loop(run())
