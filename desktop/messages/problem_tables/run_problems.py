"""The sentences about runs over many pictures: their money, their files, and answers that are no row of a table."""

from desktop.core.errors import DISK_FULL, IS_LINK, RUN_MOVED, ProblemKind
from desktop.core.many.run import OF_A_COPY, OF_A_RUN
from desktop.messages.language.catalogue import N_
from desktop.messages.problem_tables.problem_words import ProblemWords, words
from desktop.messages.suggested_actions import SuggestedAction

_SETTINGS = SuggestedAction.SETTINGS

RUN_WORDS: dict[ProblemKind, ProblemWords] = {
    ProblemKind.IMAGE_CHANGED: words(
        N_("“{name}” has changed since it was added, so it wasn't asked about. Add it again.")
    ),
    ProblemKind.ANSWER_MISSHAPEN: words(
        N_("The answer isn't in the form that was asked for. Ask again, or type the values yourself.")
    ),
    ProblemKind.RUN_BUDGET: words(
        N_("The run has paused: another picture could cost more than its budget allows. Raise the budget to go on.")
    ),
    ProblemKind.RUN_UNPRICED: words(
        N_("The price of “{name}” isn't known, so a budget can't be kept. Enter its price, or run without a budget."),
        _SETTINGS,
    ),
    ProblemKind.RUN_LIMIT: words(
        N_("The run has paused: another picture could go over your spending limit. Go on when the limit allows it."),
        _SETTINGS,
    ),
    ProblemKind.RUN_NOT_WRITTEN: words(
        N_("The run has paused: its progress couldn't be saved. Nothing more is sent until it can be.")
    ),
    ProblemKind.RUN_IN_USE: words(
        N_("This run is open in another window or command. Close it there, or wait until it has ended.")
    ),
    ProblemKind.RUN_COPIED: words(
        N_("It was asked from another copy of this file, where the answer may be. It isn't asked again by itself.")
    ),
    ProblemKind.NO_SUCH_RUN: words(N_("There is no run “{name}”. It may have been deleted.")),
    ProblemKind.RUN_OVERLOADED: words(
        N_("The run has paused: {name} was too busy each time it was asked{detail_words}. Resume it later.")
    ),
    ProblemKind.RUN_NOT_SAVED: words(
        N_("A batch needs a saved run, since its answers come hours later. Turn history on, or ask without a batch.")
    ),
    ProblemKind.BATCH_UNSUPPORTED: words(
        N_("{name} doesn't take pictures as a batch{detail_words}. Ask about them one by one instead.")
    ),
    ProblemKind.BATCH_FAILED: words(
        N_("{name} didn't accept the batch{detail_words}. Nothing in it was asked about, and it cost nothing.")
    ),
    ProblemKind.BATCH_EXPIRED: words(
        N_("{name} ended the batch before it was through. Resume the run to ask about the pictures that are left.")
    ),
    ProblemKind.BATCH_NOT_CANCELLED: words(
        N_("{name} didn't cancel the batch{detail_words}. It goes on; resume the run to fetch its answers.")
    ),
    ProblemKind.BATCH_FILE_UNLISTED: words(
        N_("A file of an upload that was cut short may still lie at {name}, which lists no files. Look there for it.")
    ),
    ProblemKind.RUN_HAS_BATCH: words(
        N_(
            "This run can't be deleted yet: a batch or its files are still at the service. Open and resume the run to"
            " fetch the answers, then delete it."
        )
    ),
    ProblemKind.RUN_FILE_EXISTS: words(
        N_("“{name}” is there already. Choose another name for a new run, or resume the run that is in it.")
    ),
    ProblemKind.NOT_A_RUN: words(N_("“{name}” isn't a run of Askance, or it is damaged. Start a new one.")),
}
RUN_WORDS_BY_CODE: dict[tuple[ProblemKind, str], ProblemWords] = {
    (ProblemKind.RUN_IN_USE, OF_A_COPY): words(
        N_("Another copy of “{name}” is open in another window or command. Close it there, or wait until it has ended.")
    ),
    (ProblemKind.STORE_NEWER, OF_A_RUN): words(N_("A newer Askance wrote “{name}”. Update this one to open it.")),
    (ProblemKind.NOT_WRITTEN, IS_LINK): words(
        N_("“{name}” is a link, and Askance doesn't write through one. Name the file that it leads to, or delete it.")
    ),
    (ProblemKind.RUN_NOT_WRITTEN, DISK_FULL): words(
        N_("The run has paused: the disk is full. Make room, then go on; nothing more is sent until then.")
    ),
    (ProblemKind.RUN_NOT_WRITTEN, RUN_MOVED): words(
        N_(
            "The run has paused: its file was moved, deleted or replaced. Put it back, then go on; nothing more is sent"
            " until then."
        )
    ),
}
