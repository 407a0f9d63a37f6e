"""Describes findings for people."""

from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.finding_words import summarize_findings
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import sentences

LONGEST_QUOTE = 90


def describe_findings(findings: tuple[Finding, ...], sent: bool = True) -> str:
    """Returns “Private text found: a key, 2 e-mail addresses.”, and a sentence about prompt injections.

    With `sent`, it adds that the model is warned of those.
    """
    private = tuple(finding for finding in findings if finding.kind is FindingKind.PRIVATE)
    injections = tuple(finding for finding in findings if finding.kind is not FindingKind.PRIVATE)
    parts = []
    if private:
        parts.append(_("Private text found: {findings}.").format(findings=summarize_findings(private)))
    if injections:
        parts.append(_injections(injections))
        parts += [_("The model is told not to follow it.")] if sent else []
    return sentences(*parts)


def _injections(injections: tuple[Finding, ...]) -> str:
    quoted = next((untrusted_line(finding.text, LONGEST_QUOTE) for finding in injections if finding.text), "")
    names = summarize_findings(injections)
    if len(injections) == 1 and quoted:
        return _("This picture has {findings}: “{quote}”.").format(findings=names, quote=quoted)
    return _("This picture has {findings}.").format(findings=names)
