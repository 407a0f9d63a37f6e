"""The words of one language from which phrases of orders are put together."""

from dataclasses import dataclass

from desktop.core.privacy.patterns import Expression


@dataclass(frozen=True, slots=True)
class Language:
    """Regular expressions without accents and in lower case, as `plain_words` makes the text.

    `drop` are verbs of dropping and `rules` what is dropped; `gap` is what may stand between them. `model` names the
    reader of the text as a machine, `must` binds it. `be` gives it a role. `reveal` asks for `prompt`. `hush` forbids
    to tell `user`. `say` orders an answer, `leave_out` forbids a part of it; `praise` orders a judgement. `before` is
    everything that was said before. `after` is True where the verb may stand behind what is dropped.
    """

    drop: str
    rules: str
    before: str
    model: str
    must: str
    be: str
    reveal: str
    prompt: str
    hush: str
    user: str
    say: str
    leave_out: str
    praise: str
    gap: str = r"[^.!?。！？]{0,45}"
    after: bool = False
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class Phrase:
    """A kind of phrase that orders are made of, and its weight: 2 is an order by itself, 1 only beside another."""

    kind: str
    weight: int
    form: Expression
