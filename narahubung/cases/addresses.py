"""The addresses that lead on from a list of files: to its next page, to another tab, to one filter less."""

from narahubung.ui.paging import Pager


class Addresses:
    """For a list that keeps the question of its address in `query`, and what it understood in `filters`."""

    def pager(self, page):
        return Pager(
            previous=self.link(at=page.previous) if page.previous else "",
            next=self.link(at=page.next) if page.next else "",
        )

    def link(self, **changes):
        """Return the address of this list with something changed; an empty value is left out."""
        query = self.query.copy()
        query.pop("at", None)
        for name, value in changes.items():
            query.pop(name, None)
            if value:
                query[name] = value
        return f"?{query.urlencode()}"

    def other_filters(self):
        """Return what a new search leaves as it is."""
        kept = {name: self.query[name] for name in self.filters if name != "q"}
        return [*kept.items(), ("tab", self.query["tab"])] if "tab" in self.query else kept.items()
