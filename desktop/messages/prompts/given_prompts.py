"""The saved prompts that come with Askance, in the language of the window: models tend to answer in the prompt's."""

from desktop.core.asking.saved_prompts import FORMER_DESCRIBE_NAMES, SavedPrompt
from desktop.messages.language.catalogue import N_, _

_DESCRIBE = N_(
    "Describe this picture for a blind person. Say in this order: in a sentence, what kind of picture it is; "
    "all its text, in the order in which it is read; its layout, with what lies where; and what is odd in it "
    "or easily overlooked. Leave out what would only decorate."
)
_GIVEN = (
    (
        N_("Explain errors"),
        N_(
            "Explain the errors in this picture: what happened, what most likely causes it, and what to try first. "
            "If there is no error, say so."
        ),
    ),
    (
        N_("Read the text"),
        N_("Write down all text in this picture as it stands there, as Markdown, and nothing else."),
    ),
    (N_("Table to CSV"), N_("Give the table in this picture as CSV in a code block, with its header row.")),
    (N_("Describe for me"), _DESCRIBE),
    (
        N_("Translate to …"),
        N_("Translate all text in this picture into {language}. Keep its order and structure."),
    ),
)


def given_prompts() -> tuple[SavedPrompt, ...]:
    """Returns them. In the words of the last one stands the sign for a language."""
    return tuple(
        SavedPrompt(_(name), _(words), former_names=FORMER_DESCRIBE_NAMES if words == _DESCRIBE else ())
        for name, words in _GIVEN
    )


def asks_for_description(prompt: str) -> bool:
    """Returns True if a question is the prompt for a description, in the language of the window or in English."""
    return prompt.strip() in (_DESCRIBE, _(_DESCRIBE))
