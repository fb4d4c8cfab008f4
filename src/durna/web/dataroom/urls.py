from django.urls import path

from durna.web.dataroom import (
    calendar_views,
    deliver_views,
    edition_views,
    erasing_views,
    finding_views,
    mapping_views,
    views,
)

urlpatterns = [
    path("data/receipts/", views.receipts, name="receipts"),
    path("data/receipts/<str:delivery>/", views.receipt, name="receipt"),
    path("data/receipts/<str:delivery>/rejected/", views.rejected_rows, name="rejected_rows"),
    path("data/receipts/<str:delivery>/rejected.xlsx", views.rejected_workbook, name="rejected_workbook"),
    path("data/receipts/<str:delivery>/codes/", mapping_views.codes, name="receipt_codes"),
    path("data/deliver/", deliver_views.deliver, name="deliver"),
    path("data/uploads/<int:pk>/mapping/", mapping_views.of_upload, name="mapping_of_upload"),
    path("data/uploads/<int:pk>/propose/", mapping_views.propose, name="mapping_propose"),
    path("data/uploads/<int:pk>/drop/", deliver_views.drop, name="upload_drop"),
    path("data/jobs/", deliver_views.listed, name="jobs"),
    path("data/jobs/<int:pk>/", deliver_views.job, name="job"),
    path("data/jobs/<int:pk>/again/", deliver_views.again, name="job_again"),
    path("data/calendar/", calendar_views.calendar, name="calendar"),
    path("data/calendar/change/", calendar_views.change, name="calendar_change"),
    path("data/calendar/<str:source>/<str:period>/letter/", calendar_views.letter, name="calendar_letter"),
    path("data/retention/", erasing_views.retention, name="retention"),
    path("data/erased/", erasing_views.tombstones, name="tombstones"),
    path("data/findings/", finding_views.findings, name="findings"),
    path("data/findings/<int:pk>/explain/", finding_views.explain, name="finding_explain"),
    path("data/editions/", edition_views.prepared, name="prepared_editions"),
    path("data/editions/<str:name>/", edition_views.one, name="prepared_edition"),
    path("data/editions/<str:name>/findings/", edition_views.findings, name="edition_findings"),
    path("data/comparisons/<int:pk>/", edition_views.compared, name="compared"),
]
