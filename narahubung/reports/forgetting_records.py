"""What an erasure takes from the records of an examination: words, names and papers; states and days stay."""

from narahubung.cases.erasure import forget_papers
from narahubung.reports.items import ProductItem, ProductPaper

RECORDS = ("summons", "inspection", "talks", "sitting", "conference")
OF_ITEMS = dict.fromkeys(("text", "reported_words", "checked_words"), "")


def forget_examination(report):
    for name in RECORDS:
        rows = getattr(report, f"{name}_set").all()
        rows.update(**dict.fromkeys(rows.model.WORDS, ""))
    for talks in report.talks_set.all():
        talks.clauses.update(text="", words="")
    report.publications.update(text="")
    report.products.update(title="", text="")
    mine = report.products.values("pk")
    ProductItem.objects.filter(product__in=mine).update(**OF_ITEMS)
    forget_papers(ProductPaper.objects.filter(product__in=mine))
