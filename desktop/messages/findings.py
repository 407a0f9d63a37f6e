"""Describes findings for people: on the picture, and when a question waits because of them."""

from collections.abc import Sequence
from enum import Enum, auto

from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.personal.faces import FACE
from desktop.core.privacy.typed.typed_text import TypedFinding, TypedPart
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.finding_words import summarize_findings, summarize_names
from desktop.messages.language.catalogue import N_, _, plural_forms
from desktop.messages.language.locale_forms import counted, number, sentences
from desktop.messages.limits import nothing_sent

LONGEST_QUOTE = 90
NOT_FOLLOWED = N_("The model is told not to follow it.")
_TYPED = {
    TypedPart.QUESTION: plural_forms(
        "{count} private detail in your question: {names}", "{count} private details in your question: {names}"
    ),
    TypedPart.INSTRUCTIONS: plural_forms(
        "{count} private detail in your instructions: {names}", "{count} private details in your instructions: {names}"
    ),
    TypedPart.EARLIER_QUESTION: plural_forms(
        "{count} private detail in an earlier question: {names}",
        "{count} private details in earlier questions: {names}",
    ),
}


_ORDERS = N_("Text beside a question has {names}.")
_ORDERS_QUOTE = N_("Text beside a question has {names}: “{quote}”.")


class _Group(Enum):
    """Findings that share a sentence, in the order of the sentences."""

    PRIVATE = auto()
    FOR_MODELS = auto()
    UNREAD = auto()


class _Where(Enum):
    PICTURE = auto()
    PICTURES = auto()
    EARLIER_PICTURE = auto()
    EARLIER_PICTURES = auto()


_PRIVATE = {
    _Where.PICTURE: plural_forms(
        "{count} private detail on picture {places}: {names}", "{count} private details on picture {places}: {names}"
    ),
    _Where.PICTURES: plural_forms(
        "{count} private detail on pictures {places}: {names}", "{count} private details on pictures {places}: {names}"
    ),
    _Where.EARLIER_PICTURE: plural_forms(
        "{count} private detail on an earlier picture: {names}",
        "{count} private details on an earlier picture: {names}",
    ),
    _Where.EARLIER_PICTURES: plural_forms(
        "{count} private detail on earlier pictures: {names}", "{count} private details on earlier pictures: {names}"
    ),
}
_INJECTED = {
    _Where.PICTURE: N_("Picture {places} has {names}."),
    _Where.PICTURES: N_("Pictures {places} have {names}."),
    _Where.EARLIER_PICTURE: N_("An earlier picture has {names}."),
    _Where.EARLIER_PICTURES: N_("Earlier pictures have {names}."),
}
_INJECTED_QUOTE = {
    _Where.PICTURE: N_("Picture {places} has {names}: “{quote}”."),
    _Where.EARLIER_PICTURE: N_("An earlier picture has {names}: “{quote}”."),
}
"""For one finding, which is on one picture."""


def describe_findings(findings: tuple[Finding, ...], sent: bool = True) -> str:
    """Returns “Private text found: a key, 2 e-mail addresses.”, and sentences about prompt injections and unread text.

    With `sent`, it adds that the model is warned of the injections.
    """
    private, injections, unread = (_of_group(findings, group) for group in _Group)
    parts = []
    if private:
        is_text = all(finding.name != FACE for finding in private)
        found = _("Private text found: {findings}.") if is_text else _("Private details found: {findings}.")
        parts.append(found.format(findings=summarize_findings(private)))
    if injections:
        parts.append(_injections(injections))
        parts += [_(NOT_FOLLOWED)] if sent else []
    if unread:
        parts.append(_("This picture has {findings}.").format(findings=summarize_findings(unread)))
    return sentences(*parts)


def _injections(injections: tuple[Finding, ...]) -> str:
    quoted = _only_quote(injections)
    names = summarize_findings(injections)
    if quoted:
        return _("This picture has {findings}: “{quote}”.").format(findings=names, quote=quoted)
    return _("This picture has {findings}.").format(findings=names)


def _only_quote(findings: Sequence[Finding]) -> str:
    """Returns the beginning of the text that was found, if it is one; empty if there are more, or none was read."""
    return untrusted_line(findings[0].text, LONGEST_QUOTE) if len(findings) == 1 else ""


def replace_with(findings: Sequence[TypedFinding]) -> str:
    """Returns the words of the button that replaces what was typed and asks."""
    placeholders = {finding.placeholder for finding in findings}
    if len(placeholders) > 1:
        return _("Replace and ask")
    return _("Replace with {placeholder}").format(placeholder=placeholders.pop())


def typed_lines(part: TypedPart, findings: Sequence[TypedFinding]) -> list[str]:
    """Returns “1 private detail in your question: an e-mail address”, and a line about text for the model."""
    private = [finding for finding in findings if finding.kind is FindingKind.PRIVATE]
    orders = [finding for finding in findings if finding.kind is not FindingKind.PRIVATE]
    lines = [_private_line(part, private)] if private else []
    if len(orders) == 1:
        quote, names = untrusted_line(orders[0].text, LONGEST_QUOTE), summarize_names([orders[0].name])
        lines.append(sentences(_(_ORDERS_QUOTE).format(names=names, quote=quote), _(NOT_FOLLOWED)))
    elif orders:
        names = summarize_names(finding.name for finding in orders)
        lines.append(sentences(_(_ORDERS).format(names=names), _(NOT_FOLLOWED)))
    return lines


def _private_line(part: TypedPart, findings: Sequence[TypedFinding]) -> str:
    return counted(*_TYPED[part], len(findings), names=summarize_names(finding.name for finding in findings))


def image_lines(images: Sequence[tuple[int, tuple[Finding, ...]]]) -> list[str]:
    """Returns “2 private details on picture 1: a key, an e-mail address”, and a line about text for the model.

    `images` are numbers of pictures, counted from 1, with what was found there; 0 is one of an earlier question.
    """
    here = [(number, findings) for number, findings in images if number]
    earlier = [(number, findings) for number, findings in images if not number]
    return [line for group in (here, earlier) for line in _lines_of(group)]


def place_words(at: int, count: int, name: str) -> str:
    """Returns “1 of 3: a key”, of the place to which the user was led; `name` is that of a finding."""
    return _("{number} of {count}: {finding}").format(number=at, count=count, finding=summarize_names([name]))


def nothing_sent_framed() -> str:
    """Returns the remark on a question that waits because of what is framed on pictures."""
    return sentences(nothing_sent(), _("What was found is framed on the picture."))


def _lines_of(group: Sequence[tuple[int, tuple[Finding, ...]]]) -> list[str]:
    private, others, unread = (
        [(number, found) for number, all_found in group if (found := _of_group(all_found, which))] for which in _Group
    )
    lines = []
    if private:
        where, places = _places([number for number, _found in private])
        findings = [finding for _number, found in private for finding in found]
        lines.append(counted(*_PRIVATE[where], len(findings), places=places, names=summarize_findings(findings)))
    if others:
        where, places = _places([number for number, _found in others])
        findings = [finding for _number, found in others for finding in found]
        quote = _only_quote(findings)
        words = _(_INJECTED_QUOTE[where] if quote else _INJECTED[where])
        words = words.format(places=places, names=summarize_findings(findings), quote=quote)
        lines.append(sentences(words, _(NOT_FOLLOWED)))
    if unread:
        where, places = _places([number for number, _found in unread])
        findings = [finding for _number, found in unread for finding in found]
        lines.append(_(_INJECTED[where]).format(places=places, names=summarize_findings(findings)))
    return lines


def _of_group(findings: tuple[Finding, ...], group: _Group) -> tuple[Finding, ...]:
    groups = {FindingKind.PRIVATE: _Group.PRIVATE, FindingKind.UNREAD: _Group.UNREAD}
    return tuple(finding for finding in findings if groups.get(finding.kind, _Group.FOR_MODELS) is group)


def _places(numbers: list[int]) -> tuple[_Where, str]:
    """Returns the kind of place, and the numbers of the pictures in words: “1, 2 and 4”."""
    *first, last = (number(at) for at in sorted(numbers))
    if not any(numbers):
        return (_Where.EARLIER_PICTURES if first else _Where.EARLIER_PICTURE), ""
    if not first:
        return _Where.PICTURE, last
    return _Where.PICTURES, _("{numbers} and {last}").format(numbers=", ".join(first), last=last)
