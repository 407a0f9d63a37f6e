"""The slot above the table: what the run waits for, one thing at a time, with the steps that help."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from desktop.core.errors import Problem, ProblemKind
from desktop.core.many.batch.batch_standing import BatchStanding
from desktop.core.many.run import RunEdits, Sample
from desktop.messages.language.locale_forms import sentences
from desktop.messages.many import notice_words
from desktop.messages.many.batch_words import sampled_at_once_words, strange_batch_words, waiting_batch_words
from desktop.messages.many.run_words import lost_words, not_kept_words, sample_words, waiting_words
from desktop.messages.notices import offer_labels
from desktop.messages.problems import message_for
from desktop.messages.suggested_actions import SuggestedAction, offer_label
from desktop.services.many.run_control import RunControl, RunState, RunUpdate, WaitingKind
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.sheet.sheet_notice import Step
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.sheet.table.row_view import RowState, one_line

SAMPLE = 5
NAMED = 3  # pictures that are named of those that could not be opened


class RunSteps(Protocol):
    """The steps that notices offer."""

    def run(self) -> None: ...
    def sample(self) -> None: ...
    def call_off(self) -> None: ...
    def decide(self, edits: RunEdits) -> None: ...
    def raise_budget(self, usd: float) -> None: ...


class SheetNotices:
    """Decides what the slot says: what stopped the run, a decision, the sample, or how to begin."""

    def __init__(
        self,
        window: SheetWindow,
        control: RunControl,
        settings_service: SettingsService,
        change_setup: Callable[[], None],
    ) -> None:
        self._window = window
        self._control = control
        self._settings_service = settings_service
        self._change_setup = change_setup
        self._stopped_by: Problem | None = None
        self._put_off: set[str] = set()  # names of findings that the user will decide about later

    def show(self, steps: RunSteps) -> None:
        """Shows how to begin, or what an earlier run waits for."""
        totals, state = self._control.totals, self._control.state
        if self._control.waiting:
            self._show_waiting(self._control.waiting, steps)
        elif state is RunState.IDLE and totals.ended <= self._control.run.unopened:
            self._show_beginning(steps)
        elif self._control.batches is not None:
            self._show_batches(self._control.batches, steps)
        elif totals.planned:
            words = sentences(notice_words.left_to_ask(totals.planned), self._not_confirmed_words())
            self._window.notice.say(words, (notice_words.resume_label(), steps.run))
        else:
            self._window.notice.say(self._not_confirmed_words())

    def _show_batches(self, batches: BatchStanding, steps: RunSteps) -> None:
        """Shows what is at the service; a batch that is worked on can be ended."""
        end = ((notice_words.cancel_batch_label(), steps.call_off),) if batches.rows else ()
        self._window.notice.say(waiting_batch_words(batches), (notice_words.resume_label(), steps.run), *end)

    def _not_confirmed_words(self) -> str:
        copied = sum(cell.is_in_a_copy for cell in self._control.cells())
        lost = self._control.totals.not_confirmed - copied
        return sentences(
            strange_batch_words(self._control.run),
            *((notice_words.asked_from_copy(copied), notice_words.use_that_copy()) if copied else ()),
            *((notice_words.sent_without_answer(lost),) if lost > 0 else ()),
        )

    def _show_beginning(self, steps: RunSteps) -> None:
        run = self._control.run
        lost = [row for row in run.rows if row.problem is not None]
        doubles = sum(row.same_as is not None for row in run.rows)
        unread = lost_words([one_line(row.name) for row in lost[:NAMED]], len(lost)) if lost else ""
        listed = notice_words.listed_words(len(run.rows), unread, doubles)
        change = notice_words.change_label(), self._change_setup
        if not self._control.totals.planned:
            self._window.notice.say(listed, change)
            return
        words = sentences(
            listed,
            notice_words.try_first(SAMPLE),
            sampled_at_once_words() if run.plan.as_batch else "",
            "" if run.is_kept else not_kept_words(),
        )
        sample = notice_words.ask_first_label(SAMPLE), steps.sample
        self._window.notice.say(words, sample, (notice_words.run_all_label(), steps.run), change)

    def show_sample(self, sample: Sample | None, steps: RunSteps) -> None:
        """Shows what the first rows have measured; None if none of them was answered."""
        if self._control.waiting:
            self._show_waiting(self._control.waiting, steps)
        elif sample is None:
            again, change = notice_words.try_again_label(), notice_words.change_label()
            self._window.notice.say(notice_words.none_answered(), (again, steps.sample), (change, self._change_setup))
        elif sample.rows_left:
            run_all, change = notice_words.run_all_label(sample.rows_left), notice_words.change_label()
            words = sentences(sample_words(sample), "" if self._control.run.is_kept else not_kept_words())
            self._window.notice.say(words, (run_all, steps.run), (change, self._change_setup))
        else:
            self._window.notice.say("")

    def follow(self, update: RunUpdate, steps: RunSteps) -> None:
        """Shows what has stopped the run, or the next decision; what is decided goes away."""
        waiting = tuple(kind for kind in update.waiting if kind.name not in self._put_off)
        if update.stopped_by is not None:
            if update.stopped_by != self._stopped_by:
                words = message_for(update.stopped_by).text
                self._window.notice.say(words, *self._ways_on(update.stopped_by, steps))
        elif waiting:
            self._show_waiting(waiting, steps)
        elif update.batches is not None and update.state in (RunState.PAUSED, RunState.FINISHED):
            self._show_batches(update.batches, steps)
        elif self._stopped_by is not None:
            self._window.notice.say("")
        self._stopped_by = update.stopped_by

    def _ways_on(self, problem: Problem, steps: RunSteps) -> tuple[Step, ...]:
        """Returns the steps after a run has stopped: at the end of its budget, first of all a larger one."""
        budget = 2 * self._control.run.plan.budget_usd
        on = (notice_words.resume_label(), steps.run), (notice_words.change_label(), self._change_setup)
        if problem.kind is not ProblemKind.RUN_BUDGET:
            return on
        return (notice_words.raise_budget_label(budget), partial(steps.raise_budget, budget)), *on[1:]

    def _show_waiting(self, waiting: tuple[WaitingKind, ...], steps: RunSteps) -> None:
        """Shows the first decision that rows wait for."""
        kind = next((kind for kind in waiting if kind.name not in self._put_off), waiting[0])
        edits = self._control.run.plan.edits
        cover = replace(edits, covered_kinds=edits.covered_kinds | {kind.name})
        allow = replace(edits, allowed_kinds=edits.allowed_kinds | {kind.name})
        offers: list[tuple[str, Callable[[], object]]] = [
            (notice_words.cover_on_all_label(), partial(steps.decide, cover)),
            (notice_words.show_them_label(), partial(self._window.filters.choose, RowState.HELD)),
        ]
        if kind.may_allow:
            offers.append((notice_words.send_on_all_label(), partial(steps.decide, allow)))
        offers.append((notice_words.decide_later_label(), partial(self._put_off_kind, kind.name, waiting, steps)))
        self._window.notice.say(waiting_words(kind.name, len(kind.rows)), *offers)

    def _put_off_kind(self, name: str, waiting: tuple[WaitingKind, ...], steps: RunSteps) -> None:
        self._put_off.add(name)
        left = tuple(kind for kind in waiting if kind.name not in self._put_off)
        if left:
            self._show_waiting(left, steps)
        else:
            self.dismiss()

    def confirm_again(self, again: Callable[[], None]) -> None:
        """Asks whether a row that was perhaps paid shall be asked again."""

        def agreed() -> None:
            self.dismiss()
            again()

        again_label, cancel = offer_label(SuggestedAction.AGAIN), offer_labels.cancel()
        self._window.notice.say(notice_words.may_pay_twice(), (again_label, agreed), (cancel, self.dismiss))
        self._window.notice.focus_first()

    def dismiss(self) -> None:
        """Says nothing any more."""
        self._window.notice.say("")
