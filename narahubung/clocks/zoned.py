"""Which day it is for something: that of the zone in which the office responsible for it lies."""

from zoneinfo import ZoneInfo

from narahubung.clocks.calendar import today_in


class OfAnOffice:
    """For a row with an `office` of the Ombudsman; its zone is a name of the IANA database."""

    @property
    def zone(self):
        return self.office.zone

    @property
    def zone_info(self):
        return ZoneInfo(self.zone)

    @property
    def today(self):
        return today_in(self.zone)
