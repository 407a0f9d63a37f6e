"""The sentences in which this computer answers by the text that it reads."""

from desktop.core.ocr.answers.local_answer import LocalAnswerWords
from desktop.core.ocr.answers.question_topics import ModelTask
from desktop.messages.language.catalogue import _


def local_answer_words() -> LocalAnswerWords:
    """Returns the sentences in the language of the window."""
    return LocalAnswerWords(
        note=_("This computer finds text. It can't interpret pictures."),
        ask_for_all=_("Ask for “{words}” to get everything.").format(words="all text"),  # understood in any language
        no_picture=_("There is no picture to read."),
        no_text=_("No text was found in the picture."),
        no_text_in_many=_("No text was found in the pictures."),
        unread=_("There is text in a script that is not read here."),
        not_reached=_("Not all of it was read: there is too much on this picture."),
        no_table=_("No table in the picture. This is all the text:"),
        unsure_table=_(
            "This table may be wrong: cells are hard to read, or rows may be missing. Compare it with the picture."
        ),
        no_match=_("No matching line. This is all the text:"),
        line=_("Best match:"),
        lines=_("Best matches:"),
        cell=_("Best match:"),
        cells=_("Best matches:"),
        count=_("Rows of the table that match: {number}"),
        picture=_("Picture {number}"),
        barcode=_("{kind} code"),
        tasks={
            ModelTask.TRANSLATE: _(
                "This computer can't translate. That needs a model, which you choose in the settings."
            ),
            ModelTask.SUMMARISE: _(
                "This computer can't summarise. That needs a model, which you choose in the settings."
            ),
            ModelTask.EXPLAIN: _(
                "This computer can't explain or describe. That needs a model, which you choose in the settings."
            ),
        },
    )


def texts_unread() -> str:
    """Returns the sentence before an answer to a question with texts beside it."""
    return _("This computer answers from pictures only. The text beside your question needs a model.")
