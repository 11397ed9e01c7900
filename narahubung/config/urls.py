from django.urls import include, path

from narahubung.config.health import healthz, readyz

handler500 = "narahubung.config.trouble.server_error"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("", include("narahubung.portal.urls")),
    path("accounts/", include("narahubung.accounts.urls")),
    path("work/", include("narahubung.complaints.urls")),
    path("reports/", include("narahubung.reports.urls")),
    path("desk/", include("narahubung.reports.urls_desk")),
    path("meetings/", include("narahubung.collaboration.urls")),
    path("training/", include("narahubung.collaboration.urls_training")),
    path("mentoring/", include("narahubung.collaboration.urls_mentoring")),
    path("agreements/", include("narahubung.agreements.urls")),
    path("assessment/", include("narahubung.assessment.urls")),
    path("data-protection/", include("narahubung.protection.urls")),
    path("figures/", include("narahubung.insight.urls")),
    path("home/", include("narahubung.insight.urls_home")),
    path("evaluations/", include("narahubung.insight.urls_evaluations")),
    path("notices/", include("narahubung.notify.urls")),
    path("lapor-exchange/", include("narahubung.integrations.lapor.urls")),
    path("directory/", include("narahubung.directory.urls")),
    path("ui/", include("narahubung.ui.urls")),
]
