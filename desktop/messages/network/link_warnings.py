"""The words for what is suspicious about a link; core/markdown/link_safety.py finds it."""

from desktop.core.markdown.link_safety import OTHER_HOST_NAMED, LinkTarget
from desktop.core.untrusted_text import make_controls_visible
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


def host_label(target: LinkTarget) -> str:
    """Returns the host of a link in words, with what is suspicious about it."""
    host = make_controls_visible(target.host)
    return f"⚠ {host}: {warning_words(target)}" if target.warning else host


def picture_at(name: str, target: LinkTarget | None) -> str:
    """Returns what stands for a picture that a text names by its address, and that is never loaded."""
    where = host_label(target) if target else _("blocked link")
    return _("{name} (picture at {where}, not loaded)").format(name=name or _("picture"), where=where)
