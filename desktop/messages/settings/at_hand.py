"""How the tray icon, the global shortcut and the start at login stand, and what to do where the system has none."""

from desktop.core.global_shortcut import ShortcutState, ShortcutStatus
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import sentences

_STATES = {
    ShortcutState.OFF: "",
    ShortcutState.ASKING: N_("Asking the desktop…"),
    ShortcutState.ON: N_("{detail} works in every program."),
    ShortcutState.NOT_KEYS: N_(
        "“{detail}” is not a shortcut that can be used here. Use a key with Ctrl, Alt or Meta, or F1 to F24."
    ),
    ShortcutState.TAKEN: N_("Another program already uses {detail}. Choose other keys."),
    ShortcutState.NO_SERVICE: N_("This desktop doesn't offer global shortcuts to programs."),
    ShortcutState.UNKNOWN_PROGRAM: N_(
        "The desktop gives shortcuts only to installed programs, and this copy of Askance isn't one."
    ),
    ShortcutState.DENIED: N_("The desktop didn't allow the shortcut."),
    ShortcutState.CLOSED: N_("The desktop took the shortcut back. Switch it off and on to ask for it again."),
    ShortcutState.FAILED: N_("The global shortcut can't be set up ({detail})."),
}
_BIND = frozenset(
    {
        ShortcutState.NO_SERVICE,
        ShortcutState.UNKNOWN_PROGRAM,
        ShortcutState.DENIED,
        ShortcutState.CLOSED,
        ShortcutState.FAILED,
    }
)
"""States in which a shortcut of the desktop's own is the way out."""
INSTALL = N_("Install for me")


def shortcut_words(status: ShortcutStatus, command: str) -> str:
    """Returns how the shortcut stands; `command` is the line to bind in the desktop's settings where it does not."""
    words = _STATES[status.state]
    state_words = _(words).format(detail=status.detail) if words else ""
    bind = _("In your desktop's keyboard settings, bind keys to this command: {command}").format(command=command)
    return sentences(state_words, bind if status.state in _BIND else "")


def no_tray_words() -> str:
    """Returns what follows from a desktop that shows no tray icons."""
    return sentences(
        _("This desktop shows no tray icons, so closing the window still ends Askance."),
        _("On GNOME, the extension “AppIndicator and KStatusNotifierItem Support” adds them."),
    )


def installed_words(path: str) -> str:
    """Returns what was installed for this user."""
    return _("Installed for you: {path}").format(path=path)


def autostart_failed_words(path: str) -> str:
    """Returns that the start at login could not be changed."""
    return _("Couldn't change “{path}”, so the start at login stays as it was. Check the permissions.").format(
        path=path
    )


def no_autostart_words() -> str:
    """Returns what to do where this program cannot enter itself."""
    return _("Askance can't enter itself for login on this system. Add it in the system's login settings.")
