"""The demo at the Ombudsman: what a visitor finds there was done by real steps."""

from narahubung.operations import reports_told
from narahubung.reports.models import Product


class Regency:
    """The world of the tests with the agencies that the demo names besides."""

    def __init__(self, world):
        self.world = world

    def place(self, slug):
        return self.world.agencies.get(slug) or self.world.place("disdukcapil")


def test_one_report_has_three_points_of_which_one_is_undone(world):
    told = reports_told.tell(Regency(world))
    assert len(told) == len(reports_told.STORIES)
    shares = [product.compliance() for product in Product.objects.filter(kind="findings")]
    assert (2, 3) in [(found.done, found.total) for found in shares]
    advice = Product.objects.get(kind="rapid_assessment")
    assert advice.delivered_on and advice.items.count() == 2
