"""Which office of the Ombudsman serves the place of a complaint."""

from narahubung.directory.models import OmbudsmanOffice


def office_for(complaint) -> OmbudsmanOffice | None:
    """Return the representative office of the province, or the national one."""
    province = complaint.agency.region.code.partition(".")[0]
    near = OmbudsmanOffice.objects.filter(provinces__code=province, national=False).first()
    return near or OmbudsmanOffice.objects.filter(national=True).first()
