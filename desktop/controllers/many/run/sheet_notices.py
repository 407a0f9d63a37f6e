"""The slot above the table: what the run waits for, one thing at a time, with the steps that help."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from desktop.core.errors import Problem, ProblemKind
from desktop.core.many.batch.batch_standing import BatchStanding
from desktop.core.many.run import RunEdits, Sample
from desktop.messages.formatting import money
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, number, sentences
from desktop.messages.many.batch_words import sampled_at_once_words, strange_batch_words, waiting_batch_words
from desktop.messages.many.run_words import lost_words, not_kept_words, sample_words, waiting_words
from desktop.messages.problems import message_for
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
        """Show how to begin, or what an earlier run waits for."""
        totals, state = self._control.totals, self._control.state
        if self._control.waiting:
            self._show_waiting(self._control.waiting, steps)
        elif state is RunState.IDLE and not totals.ended:
            self._show_beginning(steps)
        elif self._control.batches is not None:
            self._show_batches(self._control.batches, steps)
        elif totals.planned:
            words = counted("{count} picture is left to ask.", "{count} pictures are left to ask.", totals.planned)
            paid = self._not_confirmed_words()
            self._window.notice.say(sentences(words, paid), (_("Resume"), steps.run))
        else:
            self._window.notice.say(self._not_confirmed_words())

    def _show_batches(self, batches: BatchStanding, steps: RunSteps) -> None:
        """Show what is at the service; a batch that is worked on can be ended."""
        end = ((_("Cancel the batch"), steps.call_off),) if batches.rows else ()
        self._window.notice.say(waiting_batch_words(batches), (_("Resume"), steps.run), *end)

    def _not_confirmed_words(self) -> str:
        count, strange = self._control.totals.not_confirmed, strange_batch_words(self._control.run)
        if not count:
            return strange
        words = counted(
            "{count} picture was sent without an answer being kept. It may have been paid for, so it isn't sent again"
            " until you choose “Ask again” on it.",
            "{count} pictures were sent without an answer being kept. They may have been paid for, so they aren't sent"
            " again until you choose “Ask again” on them.",
            count,
        )
        return sentences(strange, words)

    def _show_beginning(self, steps: RunSteps) -> None:
        run = self._control.run
        lost = [row for row in run.rows if row.problem is not None]
        doubles = sum(row.same_as is not None for row in run.rows)
        words = [
            counted("{count} picture is listed.", "{count} pictures are listed.", len(run.rows)),
            lost_words([one_line(row.name) for row in lost[:NAMED]], len(lost)) if lost else "",
            counted(
                "{count} is the same as another one and is asked about once.",
                "{count} are the same as others and are asked about once.",
                doubles,
            )
            if doubles
            else "",
            _("Ask about the first {count} to see what all of them will cost.").format(count=number(SAMPLE)),
            sampled_at_once_words() if run.plan.as_batch else "",
            "" if run.is_kept else not_kept_words(),
        ]
        sample = (_("Ask the first {count}").format(count=number(SAMPLE)), steps.sample)
        offers = (sample, (_("Run all"), steps.run), (_("Change"), self._change_setup))
        if not self._control.totals.planned:
            self._window.notice.say(sentences(*filter(None, words[:3])), (_("Change"), self._change_setup))
            return
        self._window.notice.say(sentences(*filter(None, words)), *offers)

    def show_sample(self, sample: Sample | None, steps: RunSteps) -> None:
        """Show what the first rows have measured; None if none of them was answered."""
        if self._control.waiting:
            self._show_waiting(self._control.waiting, steps)
        elif sample is None:
            words = _("None of the first pictures was answered. Their rows say why.")
            self._window.notice.say(words, (_("Try again"), steps.sample), (_("Change"), self._change_setup))
        elif sample.rows_left:
            run_all = _("Run all {count}").format(count=number(sample.rows_left))
            words = sentences(sample_words(sample), "" if self._control.run.is_kept else not_kept_words())
            self._window.notice.say(words, (run_all, steps.run), (_("Change"), self._change_setup))
        else:
            self._window.notice.say("")

    def follow(self, update: RunUpdate, steps: RunSteps) -> None:
        """Show what has stopped the run, or the next decision; what is decided goes away."""
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
        on = (_("Resume"), steps.run), (_("Change"), self._change_setup)
        if problem.kind is not ProblemKind.RUN_BUDGET:
            return on
        words = _("Raise the budget to {amount}").format(amount=money(budget))
        return (words, partial(steps.raise_budget, budget)), *on[1:]

    def _show_waiting(self, waiting: tuple[WaitingKind, ...], steps: RunSteps) -> None:
        """Show the first decision that rows wait for."""
        kind = next((kind for kind in waiting if kind.name not in self._put_off), waiting[0])
        edits = self._control.run.plan.edits
        cover = replace(edits, covered_kinds=edits.covered_kinds | {kind.name})
        allow = replace(edits, allowed_kinds=edits.allowed_kinds | {kind.name})
        offers: list[tuple[str, Callable[[], object]]] = [
            (_("Cover on all"), partial(steps.decide, cover)),
            (_("Show them"), partial(self._window.filters.choose, RowState.HELD)),
        ]
        if kind.may_allow:
            offers.append((_("Send on all"), partial(steps.decide, allow)))
        offers.append((_("Decide later"), partial(self._put_off_kind, kind.name, waiting, steps)))
        self._window.notice.say(waiting_words(kind.name, len(kind.rows)), *offers)

    def _put_off_kind(self, name: str, waiting: tuple[WaitingKind, ...], steps: RunSteps) -> None:
        self._put_off.add(name)
        left = tuple(kind for kind in waiting if kind.name not in self._put_off)
        if left:
            self._show_waiting(left, steps)
        else:
            self.dismiss()

    def confirm_again(self, again: Callable[[], None]) -> None:
        """Ask whether a row that was perhaps paid shall be asked again."""

        def agreed() -> None:
            self.dismiss()
            again()

        words = _("This picture was sent, but no answer was kept. You may pay for it twice if you ask again.")
        self._window.notice.say(words, (_("Ask again"), agreed), (_("Cancel"), self.dismiss))
        self._window.notice.focus_first()

    def dismiss(self) -> None:
        """Say nothing any more."""
        self._window.notice.say("")
