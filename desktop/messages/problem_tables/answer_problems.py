"""The sentences about answers that stop before their end."""

from desktop.core.errors import ProblemKind
from desktop.messages.language.catalogue import N_
from desktop.messages.problem_tables.problem_words import Kept, ProblemWords, words
from desktop.messages.suggested_actions import SuggestedAction

_AGAIN, _CONTINUE, _OTHER = SuggestedAction.AGAIN, SuggestedAction.CONTINUE, SuggestedAction.OTHER_MODEL
_ANSWER = Kept.ANSWER

ANSWER_WORDS: dict[ProblemKind, ProblemWords] = {
    ProblemKind.CUT_OFF: words(
        N_("The connection to {name} dropped."),
        _CONTINUE,
        kept=_ANSWER,
        with_detail=N_("The connection to {name} through the proxy {detail} dropped."),
    ),
    ProblemKind.STREAM_STALLED: words(
        N_("{name} stopped sending."), _CONTINUE, kept=_ANSWER, with_wait=N_("{name} sent nothing for {wait}.")
    ),
    ProblemKind.TOTAL_TIMEOUT: words(N_("The answer took over {seconds} s and was stopped."), _CONTINUE, kept=_ANSWER),
    ProblemKind.TOKEN_LIMIT_REACHED: words(
        N_("The answer hit the model's length limit. Continue to get the rest."), _CONTINUE
    ),
    ProblemKind.LENGTH_SPENT_THINKING: words(
        N_("The model used up the whole length of the answer for thinking, so there is no answer."),
        SuggestedAction.LONGER,
        SuggestedAction.LESS_EFFORT,
        _OTHER,
    ),
    ProblemKind.CONTENT_FILTERED: words(N_("{name} stopped the answer under its content policy."), kept=_ANSWER),
    ProblemKind.STREAM_ERROR: words(N_("{name} stopped with an error{detail_words}."), _CONTINUE, kept=_ANSWER),
    ProblemKind.ANSWER_TOO_LARGE: words(N_("The answer passed {bound} and was stopped."), kept=_ANSWER),
    ProblemKind.MALFORMED_RESPONSE: words(
        N_("Couldn't understand the reply from {name}{detail_words}."), _AGAIN, kept=_ANSWER
    ),
    ProblemKind.EMPTY_ANSWER: words(N_("{name} sent an empty answer."), _AGAIN),
    ProblemKind.UNKNOWN_ENDING: words(
        N_("{name} ended the answer for a reason that Askance doesn't know{detail_words}. Its end may be missing."),
        _CONTINUE,
        kept=_ANSWER,
    ),
    ProblemKind.TOOL_WANTED: words(
        N_("The model wanted to use a tool{detail_words}. Askance gives models no tools."),
        _AGAIN,
        _OTHER,
        kept=_ANSWER,
    ),
    ProblemKind.IMAGE_IN_ANSWER: words(
        N_("{name} sent a picture in its answer that can't be opened."), _AGAIN, _OTHER, kept=_ANSWER
    ),
    ProblemKind.APP_CLOSED: words(N_("Askance was closed during this answer."), _CONTINUE, kept=_ANSWER),
}

IMAGE_IN_ANSWER_WORDS = {
    (ProblemKind.IMAGE_IN_ANSWER, code): words(sentence, _AGAIN, _OTHER, kept=_ANSWER)
    for code, sentence in (
        ("", N_("{name} answered with a picture and no text. The window of Askance shows it.")),
        (
            ProblemKind.TOO_MANY_BYTES.value,
            N_("{name} sent a picture over 10 MB in its answer, so it isn't shown."),
        ),
        (
            ProblemKind.TOO_MANY_PIXELS.value,
            N_("{name} sent a picture over 120 million pixels in its answer, so it isn't shown."),
        ),
        (
            ProblemKind.TOO_MANY_IMAGES.value,
            N_("{name} sent more than 20 pictures in its answer. The first 20 are shown."),
        ),
    )
}
"""The reasons for which an image of an answer is not shown, by the kind of the problem with it."""
