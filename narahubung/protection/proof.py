"""The proof of a notice: its cleaned copy to look at, its sealed original, and its hash."""

from django.core.files.base import ContentFile


def keep_proof(breach, event, clean, by):
    if clean is None:
        return
    paper = breach.papers.model(
        breach=breach,
        step=event.kind,
        name=clean.name,
        content_type=clean.content_type,
        size=len(clean.body),
        sha256=clean.sha256_original,
        side="internal",
        role=by.role,
    )
    paper.cleaned.save(clean.name, ContentFile(clean.body), save=False)
    if clean.original is not None:
        paper.seal_original(clean.original)
    paper.save(force_insert=True)
