"""The pages of the room. `compact/` itself and each objective are for everybody."""

from django.urls import path

from durna.web.compact.views import links, measures, plans, public, reviews, telling

urlpatterns = [
    path("compact/", public.listed, name="compact"),
    path("compact/objectives/<int:pk>/", public.objective, name="compact_objective"),
    path("compact/objectives/<int:pk>/statements/", links.links, name="compact_links"),
    path("compact/statements/<int:pk>/", links.linked, name="compact_linked"),
    path("compact/coverage/", measures.matrix, name="compact_matrix"),
    path("compact/measures/", measures.measures, name="compact_measures"),
    path("compact/measures/new/", measures.measure_new, name="compact_measure_new"),
    path("compact/measures/<int:pk>/", measures.measure, name="compact_measure"),
    path("compact/measures/<int:pk>/edit/", measures.measure_edit, name="compact_measure_edit"),
    path("compact/measures/<int:pk>/years/<int:year>/", measures.report, name="compact_report"),
    path("compact/pledges/", telling.pledges, name="compact_pledges"),
    path("compact/pledges/new/", telling.pledge_new, name="compact_pledge_new"),
    path("compact/pledges/<int:pk>/", telling.pledge, name="compact_pledge"),
    path("compact/pledges/<int:pk>/edit/", telling.pledge_edit, name="compact_pledge_edit"),
    path("compact/pledges/<int:pk>/sheet/", telling.pledge_sheet, name="compact_pledge_sheet"),
    path("compact/practices/", telling.practices, name="compact_practices"),
    path("compact/practices/new/", telling.practice_new, name="compact_practice_new"),
    path("compact/practices/<int:pk>/", telling.practice, name="compact_practice"),
    path("compact/practices/<int:pk>/edit/", telling.practice_edit, name="compact_practice_edit"),
    path("compact/practices/<int:pk>/sheet/", telling.practice_sheet, name="compact_practice_sheet"),
    path("compact/reviews/", reviews.reviews, name="compact_reviews"),
    path("compact/reviews/new/", reviews.review_new, name="compact_review_new"),
    path("compact/reviews/<int:pk>/", reviews.review, name="compact_review"),
    path("compact/reviews/<int:pk>/edit/", reviews.review_edit, name="compact_review_edit"),
    path("compact/reviews/<int:pk>/paper/", reviews.review_paper, name="compact_review_paper"),
    path("compact/reviews/<int:pk>/submit/", reviews.review_submit, name="compact_review_submit"),
    path("compact/reviews/<int:pk>/parts/<slug:part>/", reviews.passage_new, name="compact_passage_new"),
    path("compact/passages/<int:pk>/", reviews.passage_edit, name="compact_passage"),
    path("compact/consultations/new/", reviews.consultation_new, name="compact_consultation_new"),
    path("compact/consultations/<int:pk>/", reviews.consultation, name="compact_consultation"),
    path("compact/plans/", plans.plans, name="compact_plans"),
    path("compact/plans/new/", plans.plan_new, name="compact_plan_new"),
    path("compact/plans/<int:pk>/", plans.plan, name="compact_plan"),
    path("compact/plans/<int:pk>/edit/", plans.plan_edit, name="compact_plan_edit"),
    path("compact/plans/<int:pk>/report/", plans.plan_report, name="compact_plan_report"),
]
