"""How heavy the public form is: the page, and all that it refers to, as it goes over the network."""

import gzip
import re

from benchmarks.clients import Client

REFERRED = re.compile(rb'(?:src|href)="(/static/[^"]+)"')


def weight(port: int) -> dict:
    """Return bytes of the page (Django sends it whole; a proxy would compress it) and of what it loads."""
    client = Client(port)
    _seconds, _headers, page = client.ask("GET", "/lapor/")
    parts = {path.decode() for path in REFERRED.findall(page)}
    packed = {"Accept-Encoding": "br, gzip"}
    loaded = sum(len(client.ask("GET", path, headers=packed)[2]) for path in sorted(parts))
    client.close()
    return {"page": len(page), "packed": len(gzip.compress(page)), "loaded": loaded}
