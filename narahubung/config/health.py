"""Two answers for whoever watches the server: does it run, and can it work. They say nothing else."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    reason = not_ready()
    status = 503 if reason else 200
    return HttpResponse(f"{reason or 'ready'}\n", content_type="text/plain", status=status)


def not_ready() -> str:
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return "The database does not answer."
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "The database waits for a migration."
    return ""
