"""The sentences about pictures: those that can't be added, screens that can't be captured, text that can't be read."""

from desktop.core.errors import ImageFault, ProblemKind
from desktop.messages.language.catalogue import N_, plural_forms
from desktop.messages.problem_tables.problem_words import Kept, ProblemWords, counted_words, words
from desktop.messages.suggested_actions import SuggestedAction

_SETTINGS, _AGAIN, _WITHOUT = SuggestedAction.SETTINGS, SuggestedAction.AGAIN, SuggestedAction.WITHOUT
_QUESTION = Kept.QUESTION

IMAGE_WORDS: dict[ProblemKind, ProblemWords] = {
    ProblemKind.EMPTY: words(N_("“{name}” is empty.")),
    ProblemKind.NOT_A_IMAGE: words(N_("Askance can't open “{name}”. It takes pictures, PDFs and text files.")),
    ProblemKind.SVG: words(N_("“{name}” is an SVG drawing. Open it in a browser and paste a screenshot of it.")),
    ProblemKind.HEIC_OFF: words(
        N_("“{name}” is an HEIC picture, and these are switched off in the settings."), _SETTINGS
    ),
    ProblemKind.TOO_MANY_IMAGES: counted_words(
        plural_forms(
            "Added {limit} pictures, the most at once. {count} was left out.",
            "Added {limit} pictures, the most at once. {count} were left out.",
        )
    ),
    ProblemKind.TRUNCATED: words(N_("“{name}” is damaged or incomplete, so it wasn't added.")),
    ProblemKind.TOO_MANY_BYTES: words(N_("“{name}” is over the limit of 100 MB.")),
    ProblemKind.TOO_MANY_PIXELS: words(N_("“{name}” is over the limit of 120 million pixels.")),
    ProblemKind.DIRECTORY: words(N_("“{name}” is a folder. Choose pictures in it.")),
    ProblemKind.NOT_A_FILE: words(N_("“{name}” isn't a regular file.")),
    ProblemKind.MISSING: words(N_("Can't find “{name}”.")),
    ProblemKind.UNREADABLE: words(N_("Can't read “{name}”.")),
    ProblemKind.DECODER_TIMED_OUT: words(N_("Reading “{name}” took over {seconds} s and was stopped.")),
    ProblemKind.DECODER_CRASHED: words(N_("Can't read “{name}”: it crashed the picture reader, which was restarted.")),
    ProblemKind.ADDRESS_REFUSED: words(N_("Couldn't open the link to {name}: {detail}.")),
    ProblemKind.ADDRESS_FAILED: words(N_("Couldn't get a picture from {name}{status_words}{detail_words}.")),
    ProblemKind.CLIPBOARD: words(N_("Nothing on the clipboard that Askance can use{detail_words}.")),
    ProblemKind.CONVERSATION_CHANGED: words(
        N_("“{name}” finished loading after you switched conversations. Paste it again where you need it.")
    ),
    ProblemKind.IMAGE_GONE: counted_words(
        plural_forms(
            "{count} picture of this conversation is missing from the disk and wasn't sent.",
            "{count} pictures of this conversation are missing from the disk and weren't sent.",
        )
    ),
    ProblemKind.IMAGE_INTERNAL_ERROR: words(N_("Couldn't add “{name}”: an error in Askance. Details are in the log.")),
    ProblemKind.PDF_LOCKED: words(
        N_("“{name}” is password-protected. Save a copy without a password, or paste a screenshot of it.")
    ),
    ProblemKind.NO_SUCH_PAGE: words(N_("“{name}” doesn't have that page.")),
    ProblemKind.PAGE_TEXT_TOO_DENSE: words(
        N_("Couldn't take the text of “{name}”: too many large letters lie over one another. The picture has them.")
    ),
    ProblemKind.EMPTY_FOLDER: words(N_("No pictures in “{name}”.")),
    ProblemKind.LEFT_OUT_OF_FOLDER: words(N_("Skipped in “{name}”, not pictures: {detail}.")),
    ProblemKind.NOT_TEXT: words(
        N_("“{name}” isn't text, whatever its name says. Askance takes pictures, PDFs and text files.")
    ),
    ProblemKind.TEXT_TOO_LONG: words(
        N_(
            "“{name}” is too long to go along whole: there is room for {seconds} characters. Take its first or its "
            "last lines."
        )
    ),
    ProblemKind.NO_ROOM_FOR_TEXT: words(
        N_(
            "There is no room for “{name}”: the texts of a question have {seconds} characters at most. Remove one of "
            "them first."
        )
    ),
    ProblemKind.CAPTURE_FORBIDDEN: words(
        N_(
            "The system doesn't let Askance capture the screen{detail_words}. Allow it in its privacy settings, or "
            "paste a screenshot."
        )
    ),
    ProblemKind.CAPTURE_IMPOSSIBLE: words(
        N_("Can't capture the screen here{detail_words}. Take a screenshot with the system's shortcut and paste it.")
    ),
    ProblemKind.CAPTURE_FAILED: words(N_("The capture failed{detail_words}. Nothing changed.")),
    ProblemKind.CAPTURE_SCREEN_GONE: words(
        N_("The screen “{name}” was disconnected, so the capture was cancelled. Nothing changed. Capture again.")
    ),
    ProblemKind.OCR_NOT_INSTALLED: words(N_("Text recognition isn't installed.")),
    ProblemKind.OCR_TIMED_OUT: words(N_("Text recognition stopped responding. It was restarted."), _AGAIN),
    ProblemKind.OCR_CANCELLED: words(N_("The text wasn't read, because something else came first."), _AGAIN),
    ProblemKind.OCR_CRASHED: words(N_("Text recognition crashed. It was restarted."), _AGAIN),
    ProblemKind.PRIVACY_SCAN_FAILED: words(
        N_("Not sent: your pictures must be checked for private text first, and that failed{detail_words}."),
        _AGAIN,
        kept=_QUESTION,
    ),
    ProblemKind.PRIVATE_TEXT_VISIBLE: words(
        N_("Not sent: {findings} is still visible. Cover it and ask again."), _WITHOUT, kept=_QUESTION
    ),
    ProblemKind.PRIVATE_TEXT_TYPED: words(
        N_(
            "Not sent: your question, your instructions or an earlier question here contain {findings}. Remove it, or "
            "start a new conversation, and ask again."
        ),
        kept=_QUESTION,
    ),
}

IMAGE_WORDS_BY_FAULT: dict[tuple[ProblemKind, str], ProblemWords] = {
    (ProblemKind.CLIPBOARD, ImageFault.DROP): words(
        N_("Nothing in what you dropped that Askance can use{detail_words}."),
    ),
    (ProblemKind.CLIPBOARD, ImageFault.NOT_HANDED_OVER): words(
        N_(
            "Nothing came from the clipboard: it is empty, or the program that filled it doesn't answer. Copy it again."
        ),
    ),
    (ProblemKind.NOT_A_IMAGE, ImageFault.OTHER_FORMAT): words(
        N_("“{name}” is {detail}, which Askance can't open. Paste a screenshot of it, or save it as PNG.")
    ),
    (ProblemKind.NOT_A_IMAGE, ImageFault.OFFICE_DOCUMENT): words(
        N_("“{name}” is {detail}, which Askance can't open. Save it as PDF and drop that.")
    ),
    (ProblemKind.NOT_A_IMAGE, ImageFault.ARCHIVE): words(
        N_("“{name}” is {detail}, which Askance can't open. Unpack it and drop the pictures, PDFs or texts in it.")
    ),
    (ProblemKind.NOT_A_IMAGE, ImageFault.UNREAD_VARIANT): words(
        N_(
            "“{name}” is a picture in the format {detail}, which Askance can't open. Save it in another format, such "
            "as PNG."
        )
    ),
    (ProblemKind.TOO_MANY_PIXELS, ImageFault.LOW_PIXEL_LIMIT): words(
        N_("“{name}” is over the limit of {detail} million pixels for its format.")
    ),
}
"""The sentences of problems that have several reasons, by kind and reason."""
