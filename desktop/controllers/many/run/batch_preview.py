"""What the window "What is sent" shows of a row that goes as part of a batch."""

import json
from dataclasses import replace

from desktop.core.provider_capabilities import BatchRules
from desktop.messages.many.batch_words import lies_words
from desktop.messages.many.table_words import batch_label
from desktop.ui.dialogs.sent.request_preview_model import RequestPreview

OF_STREAMS = ("stream", "stream_options")
CALLED = "/chat/completions"


def as_batch(view: RequestPreview, rules: BatchRules, host: str) -> RequestPreview:
    """Returns the view of a request as the file has it, with where that lies and until when."""
    body = {name: value for name, value in json.loads(view.request).items() if name not in OF_STREAMS}
    fact = batch_label(), lies_words(rules, host)
    return replace(
        view,
        destination=view.destination.replace(CALLED, rules.upload_path),
        request=json.dumps(body, indent=1, ensure_ascii=False),
        items=tuple(replace(item, facts=(*item.facts, fact)) for item in view.items),
    )
