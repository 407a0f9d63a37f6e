"""References and footnotes that are defined after the text that uses them."""

from desktop.core.markdown.splitting.markdown_block import Env, MarkdownBlock, Opening, placed_blocks

_NOTE = ":"  # precedes the labels of footnotes, as in the environment of markdown-it


def copy_of(env: Env) -> Env:
    """Returns a copy of the references and footnotes, for a preliminary parse."""
    notes = env.get("footnotes", {})
    return {
        "references": dict(env.get("references", {})),
        "footnotes": {
            "refs": dict(notes.get("refs", {})),
            "list": {k: dict(v) for k, v in notes.get("list", {}).items()},
        },
    }


def labels_in(env: Env) -> set[str]:
    """Returns the labels of all defined references, in capitals, and of all footnotes, with a colon in front."""
    return {*env.get("references", {}), *env.get("footnotes", {}).get("refs", {})}


def may_use(block: MarkdownBlock, labels: set[str]) -> bool:
    """Returns True if one of these labels may stand in a block. One of several words may be broken by its lines."""
    if "[" not in block.source or block.kind == "code":
        return False
    source = block.source.lower().upper()
    return any(
        f"[^{label[1:]}]" in block.source if label.startswith(_NOTE) else " " in label or label in source
        for label in labels
    )


def reparsed(block: MarkdownBlock, env: Env) -> MarkdownBlock:
    """Returns the block parsed with more references; the same object if nothing changed."""
    if block.joint:  # what it continues is not parsed with it
        opening = Opening(block.head, block.joint, block)
        placed = placed_blocks(block.source + "\n", env, opening)
    else:
        placed = placed_blocks((block.whole or block.source) + "\n", env)
    if block.part >= len(placed) or (len(placed) > 1 and not block.whole):
        return block
    again = placed[block.part].block
    return block if str(again.tokens) == str(block.tokens) else again
