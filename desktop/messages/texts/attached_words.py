"""The words of a text beside a question: its size and tokens, and its line in a question that was asked."""

from functools import lru_cache

from desktop.core.asking.pages.page_texts import texts_beside
from desktop.core.conversation.attached_text import AttachedText, TextPart, split_question
from desktop.core.conversation.turn import Turn
from desktop.core.image.source_image import SourceImage
from desktop.core.image.text.page_text import PageText
from desktop.core.usage.estimator import estimate_text_tokens
from desktop.messages.formatting import counted_tokens, size
from desktop.messages.language.catalogue import N_, _, plural_forms
from desktop.messages.language.locale_forms import counted

_NAMES = {TextPart.FIRST: N_("{name}, first lines"), TextPart.LAST: N_("{name}, last lines")}
_TAKE = {
    TextPart.FIRST: plural_forms("First line", "First {count} lines"),
    TextPart.LAST: plural_forms("Last line", "Last {count} lines"),
}


def pasted_name() -> str:
    """Returns the name of a text that was pasted or dropped without one."""
    return _("Pasted text")


def taken_beside() -> str:
    """Returns that a long text was not put into the question itself."""
    return _("The long text is beside your question.")


def as_words_label() -> str:
    """Returns the offer to put it there."""
    return _("Paste as words instead")


def no_text() -> str:
    """Returns that a page has no text of its own."""
    return _("There is no text on this page but what is drawn. The picture shows it.")


def text_left_out() -> str:
    """Returns that a page has more text than a person sees."""
    return _("Text that cannot be seen on the page was left out.")


def text_facts(text: AttachedText) -> str:
    """Returns “12 KB · ≈ 3,100 tokens”."""
    return f"{size(text.byte_count)} · {counted_tokens(estimate_text_tokens(text.text), exact=False)}"


def part_name(name: str, part: TextPart) -> str:
    """Returns “app.log, last lines”, the name of a part of a text."""
    return _(_NAMES[part]).format(name=name) if part in _NAMES else name


def take_part(part: TextPart, lines: int) -> str:
    """Returns “Last 2,000 lines”, the label of the button that takes a part of a text."""
    return counted(*_TAKE[part], lines)


def page_text_name(source: SourceImage) -> str:
    """Returns “page 3, text”, the name under which the text of a page leaves: the file's own stays here."""
    return _("page {page}, text").format(page=source.page_index + 1)


def shown_page_text_name(source: SourceImage) -> str:
    """Returns “report.pdf, page 3, text”, the name of the text of a page on the screen."""
    if not source.name:
        return page_text_name(source)
    return _("{name}, page {page}, text").format(name=source.name, page=source.page_index + 1)


def shown_question(turn: Turn) -> str:
    """Returns a question as it is shown: what was typed, and a line for each text that went along."""
    return _shown(turn.prompt, tuple(image.page_text for image in turn.images if image.page_text is not None))


@lru_cache(maxsize=128)  # rows of a transcript ask for it again and again
def _shown(prompt: str, page_texts: tuple[PageText, ...]) -> str:
    words, texts = split_question(prompt)
    texts = (*texts, *texts_beside(page_texts))
    lines = [_("Text: {name}, {size}").format(name=text.name, size=size(text.byte_count)) for text in texts]
    return "\n\n".join(part for part in (words, "\n".join(lines)) if part) if texts else prompt
