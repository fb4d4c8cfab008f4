"""The pages of the Migration Governance Indicators."""

from __future__ import annotations

from django.urls import path

from durna.web.governance.views import answers, consultations, frameworks, results, rounds, workbooks

urlpatterns = [
    path("mgi/", rounds.listed, name="mgi-rounds"),
    path("mgi/new/", rounds.new, name="mgi-round-new"),
    path("mgi/<int:pk>/", rounds.one, name="mgi-round"),
    path("mgi/<int:pk>/arrange/", rounds.arrange, name="mgi-arrange"),
    path("mgi/<int:pk>/move/", rounds.move, name="mgi-move"),
    path("mgi/<int:pk>/assign/", rounds.assign, name="mgi-assign"),
    path("mgi/<int:pk>/questions/", rounds.questions, name="mgi-questions"),
    path("mgi/<int:pk>/workbooks/", workbooks.workbooks, name="mgi-workbooks"),
    path("mgi/<int:pk>/workbooks/out/", workbooks.out, name="mgi-workbook-out"),
    path("mgi/<int:pk>/workbooks/back/", workbooks.back, name="mgi-workbook-back"),
    path("mgi/workbooks/<int:pk>/", workbooks.preview, name="mgi-returned"),
    path("mgi/<int:pk>/consultations/", consultations.listed, name="mgi-consultations"),
    path("mgi/<int:pk>/consultations/new/", consultations.new, name="mgi-consultation-new"),
    path("mgi/consultations/<int:pk>/", consultations.one, name="mgi-consultation"),
    path("mgi/consultations/<int:pk>/change/", consultations.change, name="mgi-consultation-change"),
    path("mgi/consultations/<int:pk>/points/", consultations.raise_point, name="mgi-point"),
    path("mgi/consultations/<int:pk>/minutes/", consultations.written, name="mgi-minutes"),
    path("mgi/points/<int:pk>/resolve/", consultations.resolve, name="mgi-resolve"),
    path("mgi/<int:pk>/results/", results.results, name="mgi-results"),
    path("mgi/findings/<int:pk>/", results.finding, name="mgi-finding"),
    path("mgi/<int:pk>/compare/", results.compare, name="mgi-compare"),
    path("mgi/<int:pk>/next/", results.follow, name="mgi-next"),
    path("mgi/profiles/", results.profiles, name="mgi-profiles"),
    path("mgi/<int:pk>/profile/", results.profile_page, name="mgi-profile"),
    path("mgi/<int:pk>/sdg/", results.sdg, name="mgi-sdg"),
    path("mgi/<int:pk>/data/", results.data_page, name="mgi-data"),
    path("mgi/<int:pk>/pack/", results.pack_page, name="mgi-pack"),
    path("mgi/pack/verify/", results.pack_verify, name="mgi-pack-verify"),
    path("mgi/frameworks/", frameworks.listed, name="mgi-frameworks"),
    path("mgi/frameworks/import/", frameworks.bring_in, name="mgi-framework-import"),
    path("mgi/frameworks/<int:pk>/", frameworks.one, name="mgi-framework"),
    path("mgi/answers/<int:pk>/", answers.one, name="mgi-answer"),
    path("mgi/answers/<int:pk>/take/", answers.take, name="mgi-answer-take"),
    path("mgi/answers/<int:pk>/write/", answers.write, name="mgi-answer-write"),
    path("mgi/answers/<int:pk>/submit/", answers.submit, name="mgi-answer-submit"),
    path("mgi/answers/<int:pk>/review/", answers.review, name="mgi-answer-review"),
    path("mgi/answers/<int:pk>/remark/", answers.remark, name="mgi-answer-remark"),
    path("mgi/answers/<int:pk>/agree/", answers.agree, name="mgi-answer-agree"),
    path("mgi/answers/<int:pk>/history/", answers.history, name="mgi-history"),
]
