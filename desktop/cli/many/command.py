"""`askance many`: asks one question about many pictures and writes the answers as a table. Does not import Qt."""

import argparse
import asyncio
import contextlib
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.adapters.files.user_file import write_user_file
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.adapters.providers.provider_entry import OpenProvider
from desktop.cli.asking.terminal_user import confirmed
from desktop.cli.exit_codes import ANSWERED, HELD_BACK, INCOMPLETE, STOPPED, exit_code, fail, usage
from desktop.cli.many.dry_run import print_forecast
from desktop.cli.many.line_files import export_requests, import_results
from desktop.cli.many.options import check_options, files_of, opened_run, plan_of
from desktop.cli.many.progress import Progress, spent_words, summary
from desktop.cli.many.settings_now import SettingsNow
from desktop.composition import config_files, factories
from desktop.composition.many.many_pictures import FindOpenProvider, RunsAndTools, build_runs
from desktop.core.errors import Problem, ProblemKind, SendBlockedError
from desktop.core.many.cell import CellState
from desktop.core.many.export.registry import table_format_of
from desktop.core.many.export.table import table_of
from desktop.core.many.run_settings import run_settings
from desktop.core.settings.endpoint import host_of
from desktop.core.settings.settings import Settings
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.finding_words import countable_names
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, sentences
from desktop.messages.many import notice_words
from desktop.messages.many.batch_words import strange_batch_words, waiting_batch_words
from desktop.messages.many.cell_words import cell_problem_words
from desktop.services.asking.rate.paces import Paces
from desktop.services.many.live_run import LiveRun
from desktop.services.many.run_control import RunState, RunUpdate

_HELD_BACK = {
    *(ProblemKind.RUN_BUDGET, ProblemKind.RUN_UNPRICED, ProblemKind.RUN_LIMIT),
    *(ProblemKind.LEDGER_NOT_WRITTEN, ProblemKind.BATCH_FILE_UNLISTED),
    *(ProblemKind.POLICY_UNREADABLE, ProblemKind.HOST_NOT_ALLOWED, ProblemKind.CREDENTIAL_HELPER),
}
_AGAIN = {
    "failed": CellState.FAILED,
    "refused": CellState.REFUSED,
    "unconfirmed": CellState.NOT_CONFIRMED,
}


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Asks about every picture. Returns the exit code. Raises AskanceError."""
    check_options(chosen)
    if (chosen.out or chosen.export_requests) and not settings.allow_export:
        raise SendBlockedError(Problem(ProblemKind.NOT_ALLOWED))
    return asyncio.run(_Command(chosen, settings).run())


class _Command:
    """One call of the command."""

    def __init__(self, chosen: argparse.Namespace, settings: Settings) -> None:
        self._chosen = chosen
        self._rules = factories.command_rules()
        self._check_kinds(chosen.cover)
        if chosen.no_history:
            settings = replace(settings, keep_history=False)
        self._now = SettingsNow(self._rules, settings)
        self._providers: dict[str, OpenProvider] = {}
        self._stopped_by: Problem | None = None
        self._is_interrupted = self._had_files = False

    @staticmethod
    def _check_kinds(kinds: Sequence[str]) -> None:
        """Ends the program for a kind that nothing is ever found as: a slip of the keys must not let it go."""
        own = {pattern.name for pattern in config_files.load_patterns(config_files.load_policy()).patterns}
        for kind in kinds:
            if kind not in own and kind not in countable_names():
                known = ", ".join((*countable_names(), *sorted(own)))
                usage(_("--cover: “{kind}” is none of: {known}.").format(kind=kind, known=known))

    async def run(self) -> int:
        """Makes or opens the run, asks, and writes the table. Returns the exit code."""
        tools = build_runs(self._now.settings, self._now.locked, self._provider_with, self._key, Paces())
        try:
            opened = await self._opened(tools)
            try:
                return await self._done(opened)
            finally:
                await opened.close()
        finally:
            tools.close()
            for provider in self._providers.values():
                await provider.close()

    async def _opened(self, tools: RunsAndTools) -> LiveRun:
        chosen = self._chosen
        if not chosen.resume:
            keep = not chosen.dry_run
            file = chosen.run_file if keep else None
            return await tools.runs.create(plan_of(chosen, self._now.settings()), files_of(chosen), keep, file=file)
        opened = await opened_run(tools.runs, chosen.resume)
        plan = opened.run.plan
        rate, budget = chosen.rate or plan.rate, chosen.budget or plan.budget_usd
        edits = replace(plan.edits, covered_kinds=plan.edits.covered_kinds | set(chosen.cover))
        await opened.change(replace(plan, rate=rate, budget_usd=budget, as_batch=plan.as_batch or chosen.batch))
        await opened.decide(edits)
        if chosen.pictures:
            added = await opened.add(files_of(chosen))
            _tell(counted("{count} row was added.", "{count} rows were added.", added))
        wanted = {_AGAIN[name] for name in chosen.again}
        opened.ask_again(tuple(cell.id for cell in opened.cells() if cell.state in wanted))
        return opened

    async def _done(self, opened: LiveRun) -> int:
        """Does with the run what was chosen. Returns the exit code."""
        if self._chosen.dry_run:
            return await print_forecast(opened, self._now.settings(), self._now.locked())
        if self._chosen.export_requests is not None:
            return await export_requests(opened, self._chosen.export_requests)
        if self._chosen.import_results:
            await import_results(opened, self._chosen.import_results)
            return self._ended(opened)
        return await self._asked(opened)

    async def _asked(self, opened: LiveRun) -> int:
        _tell_run(opened)
        settings = run_settings(opened.run.plan, self._now.settings())
        sends = not self._chosen.cancel_batch and not settings.is_local
        if (
            sends
            and settings.confirm_sending
            and not confirmed(settings.host, opened.totals.planned, self._chosen.anyway)
        ):
            return HELD_BACK
        progress, finished = Progress(opened.run), asyncio.Event()

        def hear(update: RunUpdate) -> None:
            self._stopped_by = update.stopped_by
            self._had_files = self._had_files or update.batches is not None
            progress.show(update)
            if update.state in (RunState.FINISHED, RunState.PAUSED):
                finished.set()

        if not self._chosen.resume:
            progress.begin(opened.cells())
        opened.listen(hear)
        with self._interrupts(opened):
            if self._chosen.cancel_batch:
                opened.call_off_batches()
            else:
                opened.start()
            if opened.state is not RunState.IDLE:
                await finished.wait()
            if self._chosen.anyway and not self._chosen.cancel_batch and opened.waiting and not self._is_interrupted:
                kinds = {kind.name for kind in opened.waiting if kind.may_allow}
                edits = opened.run.plan.edits
                await opened.decide(replace(edits, allowed_kinds=edits.allowed_kinds | kinds))
                finished.clear()  # only now: what was decided is told while the run still stands
                opened.start()
                await finished.wait()
        progress.close()
        return self._ended(opened)

    @contextlib.contextmanager
    def _interrupts(self, opened: LiveRun) -> Iterator[None]:
        """Pauses the run at the first Ctrl-C: answers on their way are waited for."""
        loop, tasks = asyncio.get_running_loop(), list[asyncio.Task[None]]()

        def pause() -> None:
            self._is_interrupted = True
            print(file=sys.stderr)
            _tell(_("Waiting for the answers on their way."))
            tasks.append(loop.create_task(opened.pause()))
            loop.remove_signal_handler(signal.SIGINT)

        with contextlib.suppress(NotImplementedError):  # Windows raises KeyboardInterrupt instead
            loop.add_signal_handler(signal.SIGINT, pause)
        yield
        with contextlib.suppress(NotImplementedError):
            loop.remove_signal_handler(signal.SIGINT)

    def _ended(self, opened: LiveRun) -> int:
        """Writes the table, tells how the run stands, and returns the exit code."""
        totals, problem = opened.totals, self._stopped_by
        _tell(" · ".join((summary(totals), *spent_words(totals))))
        for kind in opened.waiting:
            words = counted("{count} row waits: {kind}.", "{count} rows wait: {kind}.", len(kind.rows), kind=kind.name)
            way = _("Cover it with --cover, or add --anyway.") if kind.may_allow else _("Cover it with --cover.")
            _tell(f"{words} {way}")
        if opened.batches is not None:
            _tell(waiting_batch_words(opened.batches))
        elif self._had_files:
            _tell(_("The files of the batch were deleted at {host}.").format(host=host_of(opened.run.plan.endpoint)))
        written = self._write(opened)
        if written is not None:
            return fail(written, INCOMPLETE)
        if self._is_interrupted:
            return STOPPED
        if problem is not None:
            return fail(problem, HELD_BACK if problem.kind in _HELD_BACK else exit_code(problem))
        if totals.held_back:
            return HELD_BACK
        return ANSWERED if totals.answered == totals.cells else INCOMPLETE

    def _write(self, opened: LiveRun) -> Problem | None:
        out = self._chosen.out
        if out is None:
            return None
        table = table_of(opened.run, lambda which: opened.cell(*which), cell_problem_words)
        entry = table_format_of(out.suffix)
        assert entry is not None  # it was checked before anything was asked
        return write_user_file(out, entry.write(table))

    def _provider_with(self, reader: OcrReader) -> FindOpenProvider:
        loading = asyncio.Lock()

        async def find(endpoint: str) -> OpenProvider:
            async with loading:  # a library that two threads import at once is seen half initialised
                if endpoint not in self._providers:
                    self._providers[endpoint] = await asyncio.to_thread(
                        factories.provider_at, endpoint, reader, self._rules
                    )
                return self._providers[endpoint]

        return find

    async def _key(self, settings: Settings) -> str | None:
        key = self._rules.key_for(settings.origin, settings.endpoint_found)
        return key.text if key else None


def _tell_run(opened: LiveRun) -> None:
    if opened.run.file:
        words = _("This run is in “{file}”, and asks {host}. If it ends early, go on with --resume {file}.")
        _tell(words.format(file=untrusted_line(opened.run.file), host=host_of(opened.run.plan.endpoint)))
        if strange := strange_batch_words(opened.run):
            _tell(strange)
        if copied := notice_words.asked_from_copy(sum(cell.is_in_a_copy for cell in opened.cells())):
            _tell(sentences(copied, notice_words.resume_that_copy()))
    elif opened.run.is_kept:
        _tell(_("Run {id}. If it ends early, go on with --resume {id}.").format(id=opened.run.id))
    else:
        _tell(_("This run is not saved, so it cannot be resumed."))


def _tell(words: str) -> None:
    print(f"askance: {words}", file=sys.stderr)
