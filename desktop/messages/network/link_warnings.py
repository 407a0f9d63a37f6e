"""The words for what is suspicious about a link; core/markdown/link_safety.py finds it."""

from desktop.core.markdown.link_safety import OTHER_HOST_NAMED, LinkTarget
from desktop.messages.language.catalogue import N_, _

_WARNINGS = {
    "look-alike letters": N_("look-alike letters"),
    "a name before the host": N_("a user name before the host"),
}


def warning_words(target: LinkTarget) -> str:
    """Returns the warning about a link in a few words; empty if there is none."""
    if target.warning.startswith(OTHER_HOST_NAMED):
        return _("the text says {host}").format(host=target.warning.removeprefix(OTHER_HOST_NAMED))
    return _(_WARNINGS.get(target.warning, target.warning))
