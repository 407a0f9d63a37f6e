"""Progress of long work, and Cancel."""

from desktop.controllers.conversation.files.long_work import LongWork, words_for
from desktop.services.ports.work_progress import WorkProgress
from desktop.services.tasks import Tasks
from tests.controllers.conftest import Bar
from tests.services.qt_loop import on_the_loop, until


def test_progress_and_the_time_left_are_shown_and_go_with_the_work(bar: Bar) -> None:
    times = iter((0.0, 10.0))  # at the beginning, and when progress is shown first

    async def story() -> None:
        tasks, progress = Tasks(), WorkProgress()
        progress.step(1, 4)
        LongWork(tasks, bar.notices, lambda: next(times, 10.0), moment_s=0).watch("Saving the backup…", progress)
        await until(lambda: "25 %" in bar.text)
        assert bar.text == "Saving the backup… 25 % · 30 s left" and bar.labels == ["Cancel"]
        with progress.working():
            pass
        await until(lambda: not bar.text)
        await tasks.close()

    on_the_loop(story())


def test_cancel_ends_the_work_and_is_told(bar: Bar) -> None:
    async def story() -> None:
        tasks, progress = Tasks(), WorkProgress()
        LongWork(tasks, bar.notices, moment_s=0).watch("Exporting…", progress)
        await until(lambda: bar.labels == ["Cancel"])
        bar.press("Cancel")
        with progress.working():
            progress.step(1, 2)
        assert progress.was_cancelled
        await until(lambda: bar.text == "Cancelled. Nothing was changed.")
        await tasks.close()

    on_the_loop(story())


def test_another_notice_is_not_displaced_by_progress(bar: Bar) -> None:
    async def story() -> None:
        tasks, progress = Tasks(), WorkProgress()
        bar.notices.say("Something else.", passing=False, about="x")
        LongWork(tasks, bar.notices, moment_s=0).watch("Exporting…", progress)
        await tasks.run_blocking(int)
        assert bar.text == "Something else."
        bar.notices.withdraw("x")
        await until(lambda: bar.text == "Exporting…")
        await tasks.close()

    on_the_loop(story())


def test_the_time_left_is_told_once_it_can_be() -> None:
    assert words_for("Exporting…", 0.01, 5.0) == "Exporting…"
    assert words_for("Exporting…", 0.5, 8.0) == "Exporting… 50 % · 8 s left"
