"""The words of reasons that Askance itself gives for a problem, where another side gives none.

The rest of the program names such a reason by a short English text, which is stored with the problem and never changes;
users read the words here.
"""

from desktop.messages.language.catalogue import N_, _
from desktop.messages.problem_tables.file_kinds import FILE_KINDS

REASONS = {
    **{words: words for words in FILE_KINDS},
    "it took too long": N_("it took too long"),
    "it leads in circles": N_("it redirects in circles"),
    "it leads to another port": N_("it leads to another port"),
    "it leads to something that is not a web page": N_("it leads to something that isn't a web page"),
    "it leads into a private network": N_("it leads into a private network"),
    "it leads into a private network, and a proxy would connect": N_(
        "it leads into a private network, and a proxy would connect to it"
    ),
    "only web addresses are fetched": N_("only web links can be downloaded"),
    "it is no ordinary file": N_("it isn't a regular file"),
    "it cannot be run": N_("it can't be run"),
    "it cannot be read": N_("it can't be read"),
    "it has no certificates in PEM form": N_("it has no certificates in PEM form"),
    "it is not in UTF-8": N_("it isn't in UTF-8"),
    "it is empty": N_("it is empty"),
    "it is no JSON object": N_("it isn't a JSON object"),
    "it cannot be parsed": N_("it can't be parsed"),
    "nothing in it is known to this version of Askance": N_("this version of Askance knows nothing in it"),
    "there is no screen": N_("there is no screen"),
    "this desktop has no portal": N_("this desktop has no screenshot portal"),
    "the desktop's portal did not answer": N_("the desktop's screenshot portal didn't respond"),
    "over 2 GB; export fewer conversations, or back up": N_(
        "it would be over 2 GB; export fewer conversations, or save a backup instead"
    ),
    "too large": N_("too large"),
    "another version": N_("it was made by another version"),
    "larger than it says": N_("it is larger than it claims"),
    "its history is empty": N_("its history is empty"),
    "its history holds more than it should": N_("its history contains more than it should"),
    "its history holds a value of another kind": N_("its history contains a value of the wrong type"),
    "the link or its target belongs to another user": N_("the link or its target belongs to another user"),
    "the text reader is not installed": N_("text recognition isn't installed"),
    "the text reader took too long": N_("text recognition stopped responding"),
    "the text reader broke off": N_("text recognition crashed"),
}


def reason_words(detail: str) -> str:
    """Returns the detail of a problem as people read it: a reason of ours in their language, others as they are."""
    return _(REASONS[detail]) if detail in REASONS else detail
