"""Describes findings for people."""

from desktop.core.privacy.findings import Finding, FindingKind, summarize
from desktop.core.untrusted_text import untrusted_line

LONGEST_QUOTE = 90


def describe_findings(findings: tuple[Finding, ...], sent: bool = True) -> str:
    """Returns “3 places look private: a key, 2 e-mail addresses.”, and a sentence about prompt injections.

    With `sent`, it adds that the model is warned of those.
    """
    private = tuple(finding for finding in findings if finding.kind is FindingKind.PRIVATE)
    injections = tuple(finding for finding in findings if finding.kind is not FindingKind.PRIVATE)
    parts = []
    if private:
        looks = "1 place looks" if len(private) == 1 else f"{len(private)} places look"
        parts.append(f"{looks} private: {summarize(private)}.")
    if injections:
        quoted = next((untrusted_line(finding.text, LONGEST_QUOTE) for finding in injections if finding.text), "")
        about = f": “{quoted}”" if len(injections) == 1 and quoted else ""
        warned = " The model is told that it is data." if sent else ""
        parts.append(f"There is {summarize(injections)}{about}.{warned}")
    return " ".join(parts)
