"""The words of a table over many pictures: what is wrong with an answer, and what a row waits for."""

from desktop.core.many.cell import Cell, CellState, Fault, FaultKind
from desktop.messages.finding_words import summarize_joined
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import sentences
from desktop.messages.problems import message_for

FAULT_WORDS = {
    FaultKind.NOT_JSON: N_("The answer isn't in the form that was asked for: “{found}”."),
    FaultKind.MISSING: N_("“{field}” is missing."),
    FaultKind.NOT_A_NUMBER: N_("“{field}” isn't a number: “{found}”."),
    FaultKind.NOT_A_DATE: N_("“{field}” isn't a date: “{found}”."),
    FaultKind.NOT_A_CHOICE: N_("“{field}” is none of the choices: “{found}”."),
    FaultKind.NOT_YES_OR_NO: N_("“{field}” is neither yes nor no: “{found}”."),
    FaultKind.NOT_A_LIST: N_("“{field}” isn't a list: “{found}”."),
    FaultKind.NOT_TEXT: N_("“{field}” isn't text: “{found}”."),
}
STATE_LABELS = {
    CellState.PLANNED: N_("waiting"),
    CellState.CLAIMED: N_("asking"),
    CellState.ANSWERED: N_("done"),
    CellState.REFUSED: N_("refused"),
    CellState.FAILED: N_("failed"),
    CellState.NOT_CONFIRMED: N_("not confirmed"),
    CellState.HELD_BACK: N_("held back"),
}
NOT_CONFIRMED = N_("Askance ended before the answer was saved. It was perhaps paid, so it isn't asked again by itself.")
HELD_BACK = N_("Held back until you decide about: {kinds}.")


def fault_words(fault: Fault) -> str:
    """Returns the sentence about one thing that is wrong with an answer."""
    return _(FAULT_WORDS[fault.kind]).format(field=fault.field, found=fault.found)


def cell_problem_words(cell: Cell) -> str:
    """Returns what is to be said about a cell that was not simply answered; empty if nothing is."""
    if cell.state is CellState.NOT_CONFIRMED:
        return message_for(cell.problem).statement if cell.is_in_a_copy and cell.problem else _(NOT_CONFIRMED)
    if cell.state is CellState.HELD_BACK:
        return _(HELD_BACK).format(kinds=summarize_joined(", ".join(cell.waits_for)))
    if cell.faults:
        return sentences(*map(fault_words, cell.faults))
    return message_for(cell.problem).statement if cell.problem is not None else ""
