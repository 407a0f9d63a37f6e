"""Sentences about one cell of a run: what is wrong with its answer, and why there is none."""

from desktop.core.many.cell import Cell, CellState, Fault, FaultKind
from desktop.messages.finding_words import summarize_names
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import sentences
from desktop.messages.problems import message_for

_FAULTS = {
    FaultKind.NOT_JSON: N_("The answer isn't a table row: “{found}”."),
    FaultKind.MISSING: N_("“{field}” is missing in the answer."),
    FaultKind.NOT_A_NUMBER: N_("“{field}” isn't a number: “{found}”."),
    FaultKind.NOT_A_DATE: N_("“{field}” isn't a date: “{found}”."),
    FaultKind.NOT_A_CHOICE: N_("“{field}” isn't one of the choices: “{found}”."),
    FaultKind.NOT_YES_OR_NO: N_("“{field}” isn't yes or no: “{found}”."),
    FaultKind.NOT_A_LIST: N_("“{field}” isn't a list: “{found}”."),
    FaultKind.NOT_TEXT: N_("“{field}” isn't text: “{found}”."),
}
NOT_CONFIRMED = N_("It was sent, but no answer was kept. It may have been paid for. Ask again if you want an answer.")


def fault_words(fault: Fault) -> str:
    """Returns a sentence about one thing that is wrong with an answer."""
    return _(_FAULTS[fault.kind]).format(field=fault.field, found=fault.found)


def cell_problem(cell: Cell) -> str:
    """Returns what is wrong with a cell, in sentences; empty if nothing is."""
    if cell.state is CellState.NOT_CONFIRMED:
        return _(NOT_CONFIRMED)
    if cell.state is CellState.HELD_BACK and cell.waits_for:
        return _("Not sent, as it shows {findings}.").format(findings=summarize_names(cell.waits_for))
    if cell.problem is not None:
        return message_for(cell.problem).text
    return sentences(*map(fault_words, cell.faults))


def value_fault(kind: FaultKind, field: str, typed: str) -> str:
    """Returns a sentence about a value that the user has typed and that its column does not take."""
    return fault_words(Fault(kind, field, typed[:60]))
