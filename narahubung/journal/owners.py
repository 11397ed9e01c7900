"""Whose journal it is: the row that says how long its chain is, with which hash it ends, and its name."""

from narahubung.journal.models import Entry

OF_EVERY_ENTRY = {field.name for field in Entry._meta.fields}


def owner_field(model):
    """Return the foreign key of an entry to the row that keeps length and head of its chain."""
    own = [f for f in model._meta.concrete_fields if f.name not in OF_EVERY_ENTRY]
    return next(f for f in own if f.is_relation and has(f.related_model, "chain_head"))


def has(model, name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def subject_of(owner_model, pk, reference) -> str:
    """Return the name by which the chain knows its owner: the number of a file, or kind and key."""
    return reference or f"{owner_model._meta.model_name}:{pk}"


def subject_sql(owner_model) -> str:
    if has(owner_model, "reference"):
        return "o.reference"
    return f"'{owner_model._meta.model_name}:' || o.id"
