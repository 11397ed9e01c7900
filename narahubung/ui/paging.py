"""What the foot of a list needs: where the neighbouring pages are, and one sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Pager:
    previous: str = ""
    next: str = ""
    summary: str = ""


def pager_of(page, query) -> Pager:
    """Make the links of a numbered page; lists paged by key bring a `Pager` of their own."""

    def link(number):
        changed = query.copy()
        changed["page"] = number
        return f"?{changed.urlencode()}"

    return Pager(
        previous=link(page.previous_page_number()) if page.has_previous() else "",
        next=link(page.next_page_number()) if page.has_next() else "",
        summary=_("Page %(number)s of %(pages)s")
        % {"number": page.number, "pages": page.paginator.num_pages},
    )
