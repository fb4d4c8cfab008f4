from django.urls import path

from durna.web.cooperation.views import exchange, portfolio, projects, registers, reports, results

urlpatterns = [
    path("projects/", portfolio.projects, name="projects"),
    path("projects/drawn/", portfolio.drawn, name="projects_drawn"),
    path("projects/drawn/timeline.svg", portfolio.timeline, name="projects_timeline"),
    path("projects/drawn/map.svg", portfolio.map, name="projects_map"),
    path("projects/overlaps/", portfolio.overlapping, name="projects_overlaps"),
    path("projects/paper/", reports.projects_paper, name="projects_paper"),
    path("projects/new/", projects.project_new, name="project_new"),
    path("projects/iati/", exchange.iati, name="projects_iati"),
    path("projects/templates/", reports.templates, name="donor_templates"),
    path("projects/organisations/", registers.organisations, name="organisations"),
    path("projects/organisations/new/", registers.organisation_new, name="organisation_new"),
    path("projects/organisations/<int:pk>/", registers.organisation, name="organisation"),
    path("projects/rates/", registers.rates, name="rates"),
    path("projects/rates/new/", registers.rate_new, name="rate_new"),
    path("projects/evaluations/", registers.evaluations, name="evaluations"),
    path("projects/<int:pk>/", projects.project, name="project"),
    path("projects/<int:pk>/edit/", projects.project_edit, name="project_edit"),
    path("projects/<int:pk>/paper/", reports.project_paper, name="project_paper"),
    path("projects/<int:pk>/donor/", reports.donor_report, name="project_donor"),
    path("projects/<int:pk>/iati/", exchange.project_iati, name="project_iati"),
    path("projects/<int:pk>/reconcile/", exchange.project_reconcile, name="project_reconcile"),
    path("projects/<int:pk>/reconcile/take/", exchange.project_take_lines, name="project_take_lines"),
    path("projects/<int:pk>/periods/<int:row>/", results.period, name="project_period"),
    path("projects/<int:pk>/<str:kind>/new/", projects.part_new, name="project_part_new"),
    path("projects/<int:pk>/<str:kind>/<int:row>/", projects.part, name="project_part"),
    path("published/projects/", reports.published, name="published_projects"),
    path("published/projects.json", reports.published_list, name="published_projects_list"),
    path("published/projects/<int:pk>/", reports.published_project, name="published_project"),
]
