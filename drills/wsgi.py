"""The house as a server loads it. A request with the header X-Drill is killed at the point of that number."""

import json

from django.core.wsgi import get_wsgi_application

from drills import faults

house = get_wsgi_application()


def application(environ, start_response):
    asked = environ.get("HTTP_X_DRILL")
    if not asked:
        return house(environ, start_response)
    answer = []
    faults.arm(int(asked))
    body = house(environ, lambda *given: answer.extend(given[:2]))
    faults.point("before the answer")
    status, headers = answer
    start_response(status, [*headers, ("X-Drill-Passed", json.dumps(faults.disarm()))])
    return body
