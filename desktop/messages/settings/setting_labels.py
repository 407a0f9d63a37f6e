"""Labels of settings and the help under their fields, by field name; prompts are in a backup beside them."""

from desktop.messages.language.catalogue import N_, _

_LABELS = {
    "answers": N_("Who answers"),
    "endpoint": N_("Address"),
    "model": N_("Model"),
    "detail": N_("Detail"),
    "instructions": N_("Instructions"),
    "keep_history": N_("Keep history"),
    "keep_originals": N_("Keep originals"),
    "allow_uncovered": N_("Offer uncovered"),
    "daily_limit_usd": N_("Daily limit"),
    "monthly_limit_usd": N_("Monthly limit"),
    "read_text": N_("Read text"),
    "private_text": N_("Private text"),
    "find_ip_addresses": N_("Find IP addresses"),
    "unfound": N_("Check answers"),
    "open_heic": N_("Open HEIC"),
    "theme": N_("Theme"),
    "text_size": N_("Text size"),
    "enter_asks": N_("Enter asks"),
    "export_thinking": N_("Export thinking"),
    "picture_caps": N_("Largest picture"),
    "endpoint_found": N_("Address was found"),
    "connection_name": N_("Name"),
    "parameters": N_("How it answers"),
    "prices": N_("Prices"),
    "proxy": N_("Proxy"),
    "language": N_("Language"),
    "questions": N_("Prompts"),
}

_HINTS = {
    "answers": N_("Automatic: the AI service, or this computer while there is no key"),
    "endpoint": N_("Any service compatible with the OpenAI API"),
    "model": N_("Choose a model or type its name"),
    "detail": N_("How much detail the model sees. More costs more."),
    "instructions": N_("Added to every question in every conversation"),
    "keep_history": N_("Off: forgotten when you close the window"),
    "keep_originals": N_("On: covers can be undone after a restart, so what is under them stays on this computer"),
    "allow_uncovered": N_(
        "Off: what you covered after a picture was sent is never sent or exported again without its cover"
    ),
    "daily_limit_usd": N_("US dollars, where prices are known. You are asked before going over."),
    "monthly_limit_usd": N_("US dollars, where prices are known. You are asked before going over."),
    "read_text": N_("Text in pictures is read on this computer as soon as you add them"),
    "private_text": N_("Keys, addresses, card and ID numbers in pictures"),
    "find_ip_addresses": N_("Off: IP addresses don't count as private text"),
    "unfound": N_("What an answer quotes that isn't in the picture"),
    "open_heic": N_("Off: HEIC pictures can't be opened, and their decoder is not used"),
    "text_size": N_("Of everything in the window. Also: Ctrl+Alt+Plus, Ctrl+Alt+Minus, Ctrl+Alt+0"),
    "enter_asks": N_("Off: Enter starts a new line and Ctrl+Enter asks"),
    "export_thinking": N_("On: exported pages and prints show what the model thought before it answered"),
    "picture_caps": N_("For models whose own limit is not known, for example: 2000 px, 4 MP. Empty: 2576 px, 6 MP"),
    "endpoint_found": N_("On: found by searching this computer, so a key from the environment is not sent there"),
    "proxy": N_("As the system, none, or an address: http://…, https://… or socks5://…"),
    "prices": N_("US dollars per million tokens, in and out, for example: gpt-4o: 2.50, 10"),
    "language": N_("Takes effect when you restart Askance"),
}


def setting_label(name: str) -> str:
    """Returns the label of the setting with the field name `name`. Raises KeyError."""
    return _(_LABELS[name])


def setting_hint(name: str) -> str:
    """Returns the help for the setting with the field name `name`; empty if there is none."""
    return _(_HINTS.get(name, ""))
