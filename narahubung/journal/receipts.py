"""The proof that an entry stands in the ledger: what `check_receipt` needs, and nothing of anybody else."""

from narahubung.journal import merkle
from narahubung.journal.chain import commitment
from narahubung.journal.check_receipt import FORMAT
from narahubung.journal.ledger import Checkpoint, Leaf, Nodes


def receipt_of(entry, subject: str, text: str = "") -> dict | None:
    """Return the receipt of a first entry; None until a checkpoint covers it.

    `text` is what was filed. It goes in where the entry has committed to it and it is still the same.
    """
    leaf = Leaf.objects.filter(journal=entry._meta.db_table, entry=entry.pk).first()
    checkpoint = leaf and Checkpoint.objects.covering(leaf.index)
    if checkpoint is None:
        return None
    path = merkle.inclusion(leaf.index, checkpoint.tree_size, Nodes())
    committed = entry.facts.get("text")
    filed = {"text": text} if committed and commitment(text, entry.salt) == committed else {}
    return {
        "format": FORMAT,
        "entry": entry.body(subject),
        "note": entry.note,
        "salt": entry.salt,
        **filed,
        "before": "",
        "hash": entry.hash,
        "leaf": leaf.index,
        "path": [hash.hex() for hash in path],
        "checkpoint_name": checkpoint.name,
        "checkpoint": checkpoint.text,
    }
