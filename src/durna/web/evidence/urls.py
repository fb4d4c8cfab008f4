from django.urls import path

from durna.web.evidence.pages import citing, editing, listed, one, picking, review
from durna.web.explorer.views import when_ready

urlpatterns = [
    path("evidence/", listed.listed, name="evidence"),
    path("evidence/add/", editing.add, name="evidence_add"),
    path("evidence/add/figure/", when_ready(picking.pick), name="evidence_figure"),
    path("evidence/review/", review.review, name="evidence_review"),
    path("evidence/choose/", citing.choose, name="evidence_choose"),
    path("evidence/cite/", citing.cite, name="evidence_cite"),
    path("evidence/citations/<int:pk>/remove/", citing.uncite, name="evidence_uncite"),
    path("evidence/citations/<int:pk>/decide/", review.decide, name="evidence_decide"),
    path("evidence/<int:pk>/", one.one, name="evidence_one"),
    path("evidence/<int:pk>/edit/", editing.edit, name="evidence_edit"),
    path("evidence/<int:pk>/version/", editing.new_version, name="evidence_version"),
    path("evidence/<int:pk>/files/", editing.attach, name="evidence_attach"),
]
