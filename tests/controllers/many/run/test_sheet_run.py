"""An open run in its window."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.errors import Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.many.batch.batch_standing import BatchStanding
from desktop.core.many.cell import Cell, CellState, Fault, FaultKind
from desktop.core.many.export.table import table_of
from desktop.core.many.run import Area, RunEdits, Sample, Spread
from desktop.messages.many.cell_words import cell_problem_words
from desktop.services.many.run_control import RunState, WaitingKind
from desktop.ui.sheet.table.row_view import RowState
from tests.controllers.fakes import plain
from tests.controllers.many.fake_run import MODEL, PLAN, answered, rows, run_of
from tests.controllers.many.opened import Opened, play
from tests.services.qt_loop import until

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_table_follows_the_run() -> None:
    async def story(opened: Opened) -> None:
        opened.run.tell(Cell(0, MODEL, CellState.CLAIMED))
        assert opened.texts(0) == ["0.png", "", "", "Asking…"]
        opened.run.tell(answered(0, "Café Lumen", Decimal("1015.90")))
        assert opened.texts(0) == ["0.png", "Café Lumen", "1,015.90", "Done"]
        faulty = replace(answered(1, "x"), faults=(Fault(FaultKind.NOT_A_NUMBER, "Total", "nine"),))
        opened.run.tell(replace(faulty, state=CellState.FAILED))
        assert opened.texts(1) == ["1.png", "x", "", "Failed: “Total” isn't a number: “nine”."]
        opened.run.tell(Cell(2, MODEL, CellState.NOT_CONFIRMED))
        assert opened.window.progress.words.startswith("2 of 7, ✓ 1 done, ✕ 1 failed, 1 not confirmed, perhaps paid")

    play(story, run_of())


def test_a_double_shows_the_answer_of_the_first_and_a_broken_file_says_why() -> None:
    first, second, third = rows(3)
    broken = replace(third, problem=Problem(ProblemKind.MISSING, "2.png"))

    async def story(opened: Opened) -> None:
        opened.run.tell(answered(0, "Café Lumen"))
        assert opened.texts(1)[1] == "Café Lumen"
        assert opened.texts(2)[3] == "Skipped: Can't find “2.png”."
        assert "1 is the same as another one" in opened.window.notice.words
        assert "1 picture couldn't be opened and won't be asked about: “2.png”." in opened.window.notice.words

    play(story, run_of(first, replace(second, same_as=0), broken))


def test_what_is_wrong_with_a_double_names_the_double() -> None:
    first, second = rows(2)

    async def story(opened: Opened) -> None:
        opened.run.tell(Cell(0, MODEL, CellState.FAILED, problem=Problem(ProblemKind.MISSING, "0.png")))
        assert [opened.texts(row)[3] for row in (0, 1)] == [f"Failed: Can't find “{row}.png”." for row in (0, 1)]
        table = table_of(opened.run.run, lambda which: opened.run.cell(*which), cell_problem_words)
        assert [line.problems for line in table.lines] == [(f"Can't find “{row}.png”.",) for row in (0, 1)]

    play(story, run_of(first, replace(second, same_as=0)))


def test_names_with_newlines_stay_on_their_line() -> None:
    async def story(opened: Opened) -> None:
        assert opened.texts(0)[0] == "a b.png, page 2"

    play(story, run_of(replace(rows(1)[0], name="a\nb.png", page=1, pages=3)))


def test_five_are_asked_first_and_what_the_rest_costs_is_said_before_all_are() -> None:
    async def story(opened: Opened) -> None:
        opened.run.sampled = Sample(5, 2, Spread(900, 1000, 1200), Spread(0.001, 0.002, 0.004), 90.0)
        assert "7 pictures are listed." in opened.window.notice.words
        opened.press("Ask the first 5")
        await opened.idle()
        assert opened.window.notice.words == (
            "5 pictures were asked about: about 1,000 (900 to 1,200) tokens each. The 2 that are left will cost about"
            " $0.0040 ($0.0020 to $0.0080) and take about 1 min 30 s."
        )
        opened.press("Run all 2")
        assert opened.run.calls == [("sample", 5), ("start",)]
        assert opened.window.notice.words == "" and opened.window.progress.main_button.text() == "Pause"
        opened.press("Pause")
        await opened.idle()
        assert opened.run.calls[-1] == ("pause",)

    play(story, run_of())


def test_a_sample_without_an_answer_says_so() -> None:
    async def story(opened: Opened) -> None:
        opened.press("Ask the first 5")
        await opened.idle()
        assert "None of the first pictures was answered" in opened.window.notice.words

    play(story, run_of())


def test_a_price_that_nobody_knows_is_called_unknown() -> None:
    async def story(opened: Opened) -> None:
        opened.run.sampled = Sample(1, 6, Spread(10, 10, 10), None, 5.0)
        opened.press("Ask the first 5")
        await opened.idle()
        assert "1 picture was asked about: 10 tokens." in opened.window.notice.words
        assert "Their price isn't known." in opened.window.notice.words

    play(story, run_of())


def test_decisions_wait_in_a_queue_by_kind_and_hold_back_no_other_row() -> None:
    async def story(opened: Opened) -> None:
        opened.run.waiting = (WaitingKind("e-mail address", (0, 1), True), WaitingKind("key", (2,), False))
        waiting = [Cell(row, MODEL, CellState.HELD_BACK, waits_for=("e-mail address",)) for row in (0, 1)]
        opened.run.tell(*waiting)
        notice = opened.window.notice
        assert notice.words == "2 pictures wait: each shows an e-mail address. The others go on."
        assert [step.text() for step in notice.steps] == ["Cover on all", "Show them", "Send on all", "Decide later"]
        opened.press("Show them")
        assert opened.window.model.rowCount() == 2
        opened.press("Decide later")
        assert notice.words.startswith("1 picture waits: it shows a key.")
        assert "Send on all" not in [step.text() for step in notice.steps]  # where it insists
        opened.press("Cover on all")
        await opened.idle()
        assert opened.run.calls == [("decide", RunEdits(covered_kinds=frozenset({"key"})))]

    play(story, run_of())


def test_what_was_perhaps_paid_is_asked_again_only_after_a_question() -> None:
    async def story(opened: Opened) -> None:
        opened.run.tell(Cell(3, MODEL, CellState.NOT_CONFIRMED))
        opened.window.table.choose(3, 0)
        opened.window.side.editor.again_pressed.emit("")
        assert opened.run.calls == []
        assert "You may pay for it twice" in opened.window.notice.words
        opened.press("Ask again", opened.window.notice)
        assert opened.run.calls == [("ask again", (3, MODEL)), ("start",)]

    play(story, run_of())


def test_a_run_that_was_left_says_what_is_left_and_what_was_perhaps_paid() -> None:
    run = run_of()
    run.known = {(0, MODEL): answered(0, "x"), (1, MODEL): Cell(1, MODEL, CellState.NOT_CONFIRMED)}

    async def story(opened: Opened) -> None:
        words = opened.window.notice.words
        assert "5 pictures are left to ask." in words and "1 picture was sent without an answer being kept." in words
        opened.press("Resume", opened.window.notice)
        assert opened.run.calls == [("start",)]

    play(story, run)


def test_a_run_in_a_copied_file_says_what_was_asked_from_the_other_copy_and_what_to_do() -> None:
    run = run_of()
    copied = {(at, MODEL): Cell(at, MODEL).asked_from_copy(1) for at in (0, 2)}
    run.known = copied | {(1, MODEL): Cell(1, MODEL, CellState.NOT_CONFIRMED)}

    async def story(opened: Opened) -> None:
        words = opened.window.notice.words
        assert "2 pictures were asked from another copy of this file, where the answers may be. Open that copy" in words
        assert "1 picture was sent without an answer being kept." in words  # and only that one
        assert opened.texts(2)[3].startswith("Not confirmed: It was asked from another copy of this file")
        opened.run.tell(Cell(2, MODEL, CellState.NOT_CONFIRMED))
        assert "another copy" not in opened.texts(2)[3]

    play(story, run)


def test_a_new_run_with_files_that_cannot_be_opened_begins_as_any_other() -> None:
    run = run_of()
    lost = replace(run.run.rows[2], problem=Problem(ProblemKind.EMPTY, "2.png"))
    run.run = replace(run.run, rows=(*run.run.rows[:2], lost, *run.run.rows[3:]))

    async def story(opened: Opened) -> None:
        assert opened.window.progress.main_button.text() == "Run all"
        opened.press("Ask the first 5", opened.window.notice)
        await opened.idle()
        assert opened.run.calls == [("sample", 5)]

    play(story, run)


def test_what_failed_is_asked_again_and_another_model_can_be_compared() -> None:
    async def story(opened: Opened) -> None:
        opened.run.tell(answered(0, "Café"), Cell(1, MODEL, CellState.REFUSED, problem=Problem(ProblemKind.QUOTA)))
        opened.press("Try failed again")
        assert opened.run.calls == [("ask again", (1, MODEL)), ("start",)]
        opened.window.head.models_wanted.emit()
        opened.window.head.model_pressed.emit("gpt-4o-mini")
        assert opened.run.calls[-2] == ("ask again", *((row, "gpt-4o-mini") for row in range(7)))
        opened.run.tell(answered(0, "Cafe", None, "gpt-4o-mini"))
        assert opened.window.model.columns[2].head == "Shop · gpt-4o-mini"
        assert opened.window.model.differing == 1

    play(story, run_of())


def test_an_edit_is_kept_and_marked_and_a_wrong_one_is_explained() -> None:
    async def story(opened: Opened) -> None:
        opened.run.tell(answered(0, "Café", Decimal(9)))
        model = opened.window.model
        model.setData(model.index(0, 2), "nine")
        assert opened.window.passing.words == "“Total” isn't a number: “nine”."
        model.setData(model.index(0, 2), "10.5")
        await opened.idle()
        assert opened.run.calls == [("edit", (0, MODEL), "Total", Decimal("10.5"))]
        assert model.spoken(model.rows[0], 1) == "Total: 10.5, edited"
        opened.run.tell(answered(0, "Café", Decimal("1.234")))
        opened.window.table.choose(0, 1)
        await opened.idle()
        opened.window.side.editor.typed.emit("1.234")  # as it stands there, where alone it might be a thousand
        await opened.idle()
        assert opened.run.calls[1:] == [("edit", (0, MODEL), "Total", Decimal("1.234"))]
        opened.window.table.choose(0, 0)
        await opened.idle()
        opened.window.side.editor.typed.emit("Kite")
        await opened.idle()
        assert opened.texts(0)[1] == "Kite"

    play(story, run_of())


def test_a_chosen_cell_is_lit_and_marked_where_it_does_not_stand_there() -> None:
    async def story(opened: Opened) -> None:
        opened.run.tell(answered(0, "Café", Decimal("260.00")))
        opened.window.table.choose(0, 1)
        await until(lambda: opened.window.model.rows[0].state is RowState.UNSURE)
        assert "Not found in the picture" in opened.window.side.editor.known
        assert opened.window.side.editor.field.text() == "260.00"

    play(story, run_of(), unfound="always")


def test_a_picture_that_has_changed_says_so_at_its_side() -> None:
    async def story(opened: Opened) -> None:
        opened.run.broken = frozenset({1})
        opened.window.table.choose(1, 0)
        await opened.idle()
        assert "1.png" in opened.window.side.about
        opened.window.side.sent_pressed.emit()
        await opened.idle()
        assert opened.window.passing.words == "Can't find “1.png”."

    play(story, run_of())


def test_a_cover_that_is_drawn_on_one_picture_goes_to_all() -> None:
    async def story(opened: Opened) -> None:
        opened.window.table.choose(0, 0)
        await until(lambda: opened.window.side.canvas.image is not None)
        shown = opened.window.side.canvas.image
        assert shown is not None
        opened.window.side.edited.emit(shown.with_annotation(Redaction("c", Rect(0, 0, 40, 30))))
        await opened.idle()
        assert opened.run.calls == [("decide", RunEdits((Area(0, 0, 0.5, 0.5),)))]
        opened.window.side.plain_pressed.emit()
        await opened.idle()
        assert opened.run.calls[-1] == ("decide", RunEdits())
        opened.window.side.edited.emit(plain("#ff0000").cropped(Rect(0, 0, 40, 60)))  # of another picture
        await opened.idle()
        assert len(opened.run.calls) == 2

    play(story, run_of())


def test_a_crop_that_is_drawn_on_one_picture_goes_to_all() -> None:
    async def story(opened: Opened) -> None:
        opened.window.table.choose(0, 0)
        await until(lambda: opened.window.side.canvas.image is not None)
        shown = opened.window.side.canvas.image
        assert shown is not None
        width, height = shown.view.size
        opened.window.side.edited.emit(shown.cropped(Rect(0, 0, width // 2, height)))
        await opened.idle()
        assert opened.run.calls == [("decide", RunEdits(crop=Area(0, 0, 0.5, 1)))]

    play(story, run_of())


def test_what_stops_the_run_is_said_once_and_offers_to_go_on() -> None:
    async def story(opened: Opened) -> None:
        opened.run.state = RunState.PAUSED
        opened.run.tell(stopped_by=Problem(ProblemKind.QUOTA, "models.example"))
        assert "models.example" in opened.window.notice.words
        opened.press("Resume", opened.window.notice)
        assert opened.run.calls == [("start",)] and opened.window.notice.words == ""

    play(story, run_of())


def test_a_budget_that_is_used_up_can_be_raised() -> None:
    async def story(opened: Opened) -> None:
        opened.run.state = RunState.PAUSED
        opened.run.tell(stopped_by=Problem(ProblemKind.RUN_BUDGET))
        opened.press("Raise the budget to $2.00")
        await opened.idle()
        assert opened.run.run.plan.budget_usd == 2.0 and opened.run.calls == [("start",)]

    play(story, run_of(plan=replace(PLAN, budget_usd=1.0)))


def test_values_are_looked_for_in_the_background() -> None:
    async def story(opened: Opened) -> None:
        opened.run.tell(answered(1, "Café", Decimal("9.00")), answered(2, "Kite", Decimal("9.00")))
        await until(lambda: opened.window.model.count(RowState.UNSURE) == 1)
        assert opened.window.model.spoken(opened.window.model.rows[1], 0) == "Shop: Café, found in the picture"
        assert opened.window.model.spoken(opened.window.model.rows[2], 0) == "Shop: Kite, not found in the picture"

    play(story, run_of(), unfound="always")


def test_a_table_that_is_kept_nowhere_is_not_closed_by_mistake() -> None:
    async def story(opened: Opened) -> None:
        assert "this run can't be resumed" in opened.window.notice.words
        opened.window.close()
        assert opened.window.isVisible()
        assert "isn't saved" in opened.window.notice.words
        opened.press("Close", opened.window.notice)
        await opened.idle()
        assert not opened.window.isVisible() and opened.run.calls == [("close",)]

    play(story, run_of(is_kept=False))


def test_changing_the_question_closes_the_run_and_keeps_its_plan() -> None:
    async def story(opened: Opened) -> None:
        opened.press("Change", opened.window.notice)
        await opened.idle()
        assert not opened.window.shows_table and opened.run.calls == [("close",)]
        choice = opened.window.setup.choice
        assert (choice.name, choice.ask, len(choice.fields)) == ("Receipts", "Read it.", 2)
        assert len(opened.window.setup.sources.names) == 7

    play(story, run_of())


def test_answers_that_are_kept_nowhere_are_not_dropped_on_the_way_to_another_question() -> None:
    async def story(opened: Opened) -> None:
        opened.run.tell(answered(0, "Café"))
        opened.window.head.column_pressed.emit()
        assert opened.window.shows_table and "isn't saved" in opened.window.notice.words
        opened.press("Discard", opened.window.notice)
        await opened.idle()
        assert not opened.window.shows_table

    play(story, run_of(is_kept=False))


def test_pictures_that_come_while_a_run_is_open_are_added_to_it(tmp_path: Path) -> None:
    async def story(opened: Opened) -> None:
        before = opened.window.model.count()
        opened.sheet.open((tmp_path / "new.png",))
        await opened.idle()
        assert opened.run.calls == [("add", tmp_path / "new.png")]
        assert opened.window.shows_table and opened.window.model.count() == before + 1

    play(story, run_of())


def test_a_run_with_a_batch_says_so_and_its_answers_can_be_fetched() -> None:
    async def story(opened: Opened) -> None:
        opened.run.batches = BatchStanding("api.example", 0, 0, 7, 0, 1, 0.0)
        opened.run.state = RunState.PAUSED
        opened.run.tell()
        assert "7 pictures are in a batch at api.example" in opened.window.notice.words
        opened.press("Resume", opened.window.notice)
        assert opened.run.calls == [("start",)]
        opened.run.tell()
        assert "api.example works on a batch: 0 of 7" in opened.window.progress.words

    play(story, run_of())


def test_a_batch_that_is_worked_on_can_be_ended() -> None:
    async def story(opened: Opened) -> None:
        opened.run.batches = BatchStanding("api.example", 0, 0, 7, 0, 1, 0.0)
        opened.run.state = RunState.PAUSED
        opened.run.tell()
        opened.press("Cancel the batch", opened.window.notice)
        assert opened.run.calls == [("call off",)]

    play(story, run_of())


def test_the_first_ones_of_a_batch_are_said_to_be_asked_at_once_and_at_the_full_price() -> None:
    async def story(opened: Opened) -> None:
        assert "answered at once, at the full price" in opened.window.notice.words
        opened.run.sampled = Sample(
            5, 100, Spread(1000, 1050, 1100), Spread(0.001, 0.0015, 0.002), 86_400.0, as_batch=True
        )
        opened.press("Ask the first 5", opened.window.notice)
        await opened.idle()
        assert "only the others go as a batch" in opened.window.notice.words
        assert "$0.15" in opened.window.notice.words

    play(story, run_of(plan=replace(PLAN, as_batch=True)))


def test_a_run_that_nothing_was_asked_of_leaves_nothing_behind() -> None:
    async def story(opened: Opened) -> None:
        opened.press("Change", opened.window.notice)
        await opened.idle()
        assert opened.runs.deleted == ["r"]

    play(story, run_of())


def test_a_run_whose_files_lie_at_an_endpoint_is_not_thrown_away() -> None:
    async def story(opened: Opened) -> None:
        opened.run.batches = BatchStanding("api.example", 0, 0, 0, 0, 1, 0.0)
        opened.press("Change", opened.window.notice)
        await opened.idle()
        assert opened.runs.deleted == []

    play(story, run_of())


def test_a_run_with_answers_stays_among_the_earlier_ones() -> None:
    async def story(opened: Opened) -> None:
        opened.run.tell(answered(0, "Café"))
        opened.window.close()
        await opened.idle()
        assert opened.runs.deleted == [] and opened.run.calls == [("close",)]
        opened.sheet.open(())
        assert opened.window.isVisible() and not opened.window.shows_table

    play(story, run_of())


def test_the_menu_of_a_cell_copies_and_sorts() -> None:
    async def story(opened: Opened) -> None:
        opened.run.tell(answered(0, "Café"))
        opened.window.table.choose(0, 0)
        copied: list[str] = []
        opened.window.copy_wanted.connect(copied.append)
        menu = opened.window.cell_menu()
        actions = {action.text(): action for action in menu.actions()}
        assert list(actions) == [
            "Edit",
            "Copy",
            "Ask again",
            "With another model",
            "What is sent…",
            "",
            "Sort by this column",
        ]
        actions["Copy"].trigger()
        actions["Sort by this column"].trigger()
        assert copied == ["Café"] and opened.window.model.order.by == 0

    play(story, run_of())
