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
    "translation_language": N_("Translate to"),
    "questions": N_("Prompts"),
    "allowed_hosts": N_("Allowed hosts"),
    "allow_capture": N_("Allow screen captures"),
    "allow_image_addresses": N_("Allow pictures from web addresses"),
    "allow_export": N_("Allow export"),
    "allow_copy": N_("Allow copying"),
    "allow_backup": N_("Allow backups"),
    "allow_import": N_("Allow import"),
    "question_limit_usd": N_("Limit per question"),
    "instructions_before": N_("Instructions of your organisation"),
    "banner": N_("Banner"),
    "contact": N_("Contact"),
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
    "allowed_hosts": N_("Questions, lists of models, pictures from web addresses and links go to these hosts only"),
    "allow_capture": N_("Off: no screenshots are taken"),
    "allow_image_addresses": N_("Off: no picture is fetched from a web address"),
    "allow_export": N_("Off: no conversation, picture or code is saved to a file or printed"),
    "allow_copy": N_("Off: nothing of a conversation or a picture is copied or dragged to other programs"),
    "allow_backup": N_("Off: no backups are made"),
    "allow_import": N_("Off: no conversations and no backups are taken in"),
    "question_limit_usd": N_("US dollars, where prices are known. Nothing that costs more is asked."),
    "instructions_before": N_("Stand before your own instructions in every conversation"),
    "banner": N_("Shown where a conversation is still empty"),
    "contact": N_("Whom to ask about the rules of your organisation"),
    "translation_language": N_("For prompts with {language} in their text. Empty: you are asked"),
}


def setting_label(name: str) -> str:
    """Returns the label of the setting with the field name `name`. Raises KeyError."""
    return _(_LABELS[name])


def setting_hint(name: str) -> str:
    """Returns the help for the setting with the field name `name`; empty if there is none."""
    return _(_HINTS.get(name, ""))
