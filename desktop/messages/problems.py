"""The sentence of each problem: what happened, what it means for the user's work, and the next steps."""

from dataclasses import dataclass

from desktop.core.conversation.healing_report import HealingReport
from desktop.core.errors import UNTRUSTED_ISSUER, Problem, ProblemKind
from desktop.core.settings.policy import PolicyReport
from desktop.core.settings.settings import HERE
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.endpoint_problems import (
    ANSWER_KEPT,
    ENDPOINT_WORDS,
    IMAGE_IN_ANSWER_WORDS,
    ProblemWords,
)
from desktop.messages.formatting import duration
from desktop.messages.healing import healing_message
from desktop.messages.images.problems import IMAGE_WORDS
from desktop.messages.network.proxy_problems import PROXY_WORDS
from desktop.messages.policy import policy_message
from desktop.messages.suggested_actions import SuggestedAction


@dataclass(frozen=True, slots=True)
class UserMessage:
    """A sentence or two, and the next steps that a button can do, the most likely first."""

    text: str
    offers: tuple[SuggestedAction, ...] = ()


_SETTINGS, _AGAIN, _CONTINUE = SuggestedAction.SETTINGS, SuggestedAction.AGAIN, SuggestedAction.CONTINUE
_WITHOUT, _HERE = SuggestedAction.WITHOUT, SuggestedAction.HERE

_WORDS: dict[ProblemKind, ProblemWords] = {
    ProblemKind.EMPTY: ("“{name}” is empty.",),
    ProblemKind.NOT_A_IMAGE: ("“{name}” is not a picture that Askance can read.",),
    ProblemKind.SVG: ("“{name}” is an SVG drawing. Open it in a browser and paste a screenshot of it instead.",),
    ProblemKind.HEIC_OFF: ("“{name}” is an HEIC picture, and these are switched off in the settings.", _SETTINGS),
    ProblemKind.TOO_MANY_IMAGES: ("{name} more were left out: {seconds} pictures at once is the most.",),
    ProblemKind.TRUNCATED: ("“{name}” is damaged or cut off, so it was not taken.",),
    ProblemKind.TOO_MANY_BYTES: ("“{name}” is larger than 100 MB.",),
    ProblemKind.TOO_MANY_PIXELS: ("“{name}” has more than 120 million pixels.",),
    ProblemKind.DIRECTORY: ("“{name}” is a folder. Name the pictures that are in it.",),
    ProblemKind.NOT_A_FILE: ("“{name}” is not an ordinary file.",),
    ProblemKind.MISSING: ("“{name}” is not there.",),
    ProblemKind.UNREADABLE: ("“{name}” could not be read.",),
    ProblemKind.DECODER_TIMED_OUT: ("Reading “{name}” took longer than {seconds} s, so it was given up.",),
    ProblemKind.DECODER_CRASHED: ("“{name}” could not be read: it broke the picture reader, which has been replaced.",),
    ProblemKind.ADDRESS_REFUSED: ("The address at {name} was not followed: {detail}.",),
    ProblemKind.ADDRESS_FAILED: ("No picture came from {name}{status_words}{detail_words}.",),
    ProblemKind.CLIPBOARD: ("There is nothing on the clipboard that Askance understands{detail_words}.",),
    ProblemKind.CONVERSATION_CHANGED: (
        "“{name}” arrived after you had gone on to another conversation. Paste it again where you want it.",
    ),
    ProblemKind.IMAGE_GONE: ("{name} of this conversation's pictures are no longer on the disk and did not go along.",),
    ProblemKind.IMAGE_INTERNAL_ERROR: ("“{name}” was not taken: something in Askance went wrong. The log says where.",),
    ProblemKind.PDF_LOCKED: (
        "“{name}” is locked by a password. Save a copy without one, or paste a screenshot of it.",
    ),
    ProblemKind.NO_SUCH_PAGE: ("“{name}” has no such page.",),
    ProblemKind.EMPTY_FOLDER: ("There is no picture in the folder “{name}”.",),
    ProblemKind.LEFT_OUT_OF_FOLDER: ("Not taken from “{name}”, because not pictures: {detail}.",),
    ProblemKind.CAPTURE_FORBIDDEN: (
        "The system does not let Askance take pictures of the screen{detail_words}. Allow it there, or take a "
        "screenshot with the system's own key and paste it.",
    ),
    ProblemKind.CAPTURE_IMPOSSIBLE: (
        "The screen cannot be captured from here{detail_words}. Take a screenshot with the system's own key and paste "
        "it.",
    ),
    ProblemKind.CAPTURE_FAILED: ("The capture did not come about{detail_words}. Nothing has changed.",),
    ProblemKind.OCR_NOT_INSTALLED: ("This Askance was installed without its text reader.",),
    ProblemKind.OCR_TIMED_OUT: (
        "Reading the text took longer than {seconds} s without a sign, so it was given up.",
        _AGAIN,
    ),
    ProblemKind.OCR_CANCELLED: ("The text was not read, because something else came first.", _AGAIN),
    ProblemKind.OCR_CRASHED: ("The text could not be read: the reader broke off and has been replaced.", _AGAIN),
    ProblemKind.PRIVACY_SCAN_FAILED: (
        "Nothing was sent: the pictures have to be looked through for private text, and that could not be done"
        "{detail_words}. Your question is kept.",
        _AGAIN,
    ),
    ProblemKind.PRIVATE_TEXT_VISIBLE: (
        "Nothing was sent: what would go out still shows {name}. Cover it and ask again. Your question is kept.",
        _WITHOUT,
    ),
    ProblemKind.PRIVATE_TEXT_TYPED: (
        "Nothing was sent: your words, your instructions or an earlier question here contain {name}. Take it out, or "
        "begin a new conversation, and ask again. Your question is kept.",
    ),
    ProblemKind.SPENDING_NOT_ENTERED: (
        "Nothing was sent: a spending limit is set, and “{name}”, which counts towards it, could not be "
        "written{detail_words}.",
        _AGAIN,
    ),
    **ENDPOINT_WORDS,
    ProblemKind.APP_CLOSED: ("Askance was closed during this answer. What came is kept.", _CONTINUE),
    ProblemKind.STORE_DAMAGED: (
        "The history was damaged and is set aside as “{name}”; the newest good copy is in use.",
    ),
    ProblemKind.STORE_RESET: (
        "The history was damaged and is set aside as “{name}”. There was no good copy, so it starts empty.",
    ),
    ProblemKind.STORE_INTEGRITY_CHECK_FAILED: (
        "Part of the history cannot be read. The rest is shown, and earlier copies are kept.",
    ),
    ProblemKind.DRAFT_IMAGE_UNREADABLE: (
        "What was done to “{name}” on the desk cannot be read, so it is not shown: something may have been covered. "
        "Paste it again.",
    ),
    ProblemKind.STORE_WRITTEN_ANEW: (
        "The history was deleted or moved while Askance was running. It is written anew in its place; pictures that "
        "were kept beside it may be missing.",
    ),
    ProblemKind.RESTORE_FINISHED: (
        "Askance ended while a backup was being brought back. It is in place now. What was here before is kept in "
        "“{name}”.",
    ),
    ProblemKind.RESTORE_GIVEN_UP: (
        "Askance ended while a backup was being brought back. Nothing has changed here: bring it back again.",
    ),
    ProblemKind.STORE_DISK_ERROR: (
        "The disk reports an error, so new questions and answers are not being saved. Make a backup of everything on "
        "another disk while this one can still be read.",
    ),
    ProblemKind.STORE_INTERNAL_ERROR: (
        "Something went wrong in keeping the history; it will be tried again. The log says where.",
    ),
    ProblemKind.STORE_NEWER: (
        "The history was written by a newer Askance and is left alone. What you do now is not being saved.",
    ),
    ProblemKind.STORE_FULL: ("The disk is full: new questions and answers are not being saved.",),
    ProblemKind.STORE_READ_ONLY: (
        "The history cannot be written here: new questions and answers are not being saved.",
    ),
    ProblemKind.STORE_BUSY: ("Another Askance is using the history: new questions and answers are not being saved.",),
    ProblemKind.KEY_STORE_TIMED_OUT: ("The system's key store did not answer within {seconds} s.", _SETTINGS, _HERE),
    ProblemKind.KEY_FILE_DAMAGED: (
        "The file with your keys was damaged and is set aside as “{name}”. Enter your key again. “Forget”, beside "
        "the key in the settings, deletes that file too.",
        _SETTINGS,
    ),
    ProblemKind.KEY_STORE_REFUSED: ("The system's key store refused ({name}).", _SETTINGS, _HERE),
    ProblemKind.SETTINGS_DAMAGED: (
        "The settings were damaged and are set aside as “{name}”. The usual ones apply, and nothing is sent before "
        "what looks private is covered.",
    ),
    ProblemKind.SETTINGS_UNREADABLE: (
        "“{name}” could not be read, so the usual settings apply, and nothing is sent before what looks private is "
        "covered. It is left as it is.",
    ),
    ProblemKind.SETTINGS_NOT_SAVED: (
        "“{name}” could not be written{detail_words}: this change lasts until you close.",
    ),
    ProblemKind.POLICY_UNREADABLE: (
        "Nothing leaves this computer, because what your administrator has set (“{name}”) cannot be "
        "read{detail_words}. Tell your administrator.",
        _HERE,
    ),
    ProblemKind.POLICY_MISTAKES: (
        "Not all that your administrator has set (“{name}”) can be used. The rest holds. Tell your administrator.",
    ),
    ProblemKind.INVALID_PATTERN: (
        "The pattern “{name}” for private text is left out: it is no regular expression, it matches everywhere or it "
        "takes too long.",
    ),
    ProblemKind.MODEL_TABLE_WRONG: (
        "The table of models “{name}” has mistakes and is not used: {detail}. The table that came with Askance is.",
    ),
    ProblemKind.NOT_WRITTEN: ("“{name}” could not be written{detail_words}. Choose another place.",),
    ProblemKind.NOT_AN_EXPORT: ("“{name}” is not an export of Askance{detail_words}. Nothing was taken in.",),
    ProblemKind.NOT_A_BACKUP: (
        "“{name}” is not a backup that this Askance can read{detail_words}. Nothing has changed.",
    ),
    ProblemKind.HISTORY_DISABLED: ("No history is being kept, so there is nothing that “{name}” could hold.",),
    ProblemKind.INTERNAL_ERROR: ("Something in Askance went wrong. The log says where; your question is kept.", _AGAIN),
}

_WORDS_BY_CODE: dict[tuple[ProblemKind, str], ProblemWords] = {
    **{(ProblemKind.PROXY, str(fault)): words for fault, words in PROXY_WORDS.items()},
    **IMAGE_WORDS,
    (ProblemKind.TLS, UNTRUSTED_ISSUER): (
        "Nothing was sent: the certificate of {name} was issued by “{detail}”, whom this computer does not trust. If "
        "that is your company or yourself, add the issuer's certificate to those that the system trusts, or name a "
        "file with it in the variable SSL_CERT_FILE and start Askance again.",
        _AGAIN,
        _SETTINGS,
    ),
}


def message_for(problem: Problem, has_answer: bool = True) -> UserMessage:
    """Returns the sentence of a problem, in the singular and without blame, and the actions it offers.

    `has_answer` is False if nothing of the answer had come: then nothing of it is kept, or can be continued.
    """
    if isinstance(problem, HealingReport):
        return UserMessage(healing_message(problem))
    if isinstance(problem, PolicyReport):
        return UserMessage(policy_message(problem))
    words, *offers = _WORDS_BY_CODE.get((problem.kind, problem.code)) or _WORDS[problem.kind]
    seconds = f"{problem.seconds:g}"
    detail, status_words = problem.detail.rstrip("."), f" (status {problem.status})" if problem.status else ""
    facts = {
        "name": untrusted_line(problem.name, 80) or "that",
        "detail": problem.detail,
        "detail_words": f" ({detail})" if detail else "",
        "detail_or_other": problem.detail or "another place",
        "not_an_api": (
            f"answers{status_words}, but not as an AI server does ({detail}): the address may be wrong"
            if detail
            else f"is not an AI server{status_words}: a login page or a proxy, or the address is wrong"
        ),
        "status_words": status_words,
        "seconds": seconds,
        "image_words": IMAGE_IN_ANSWER_WORDS.get(problem.code, "sent a picture in its answer that cannot be opened"),
        "bound": problem.detail or "8 MB",
        "wait_words": f" for {duration(problem.seconds)}" if problem.seconds else "",
    }
    text = words.format(**facts)
    if text.startswith(HERE):  # “this computer” instead of a host name
        text = text[0].upper() + text[1:]
    if not has_answer:
        text = text.replace(ANSWER_KEPT, "")
        offers = [SuggestedAction.AGAIN if offer is SuggestedAction.CONTINUE else offer for offer in offers]
    return UserMessage(text, tuple(offers))


def without_question(words: str) -> str:
    """Returns a sentence without its remarks about a question, for where none was asked or kept."""
    for remark in (" Your question is kept.", "; your question is kept", ANSWER_KEPT):
        words = words.replace(remark, "")
    return words


def summarize_problems(problems: tuple[Problem, ...]) -> str:
    """Returns one text for several problems: the first in full, the number of the others."""
    first = message_for(problems[0]).text
    more = len(problems) - 1
    return first if not more else f"{first} And {more} more could not be taken."
