"""Everything that can be allowed, and nothing else: a page names one of these, a role lists some."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    ENTER = "enter"  # pages that anybody may open: the first one, signing in, choosing a language
    OWN_ACCOUNT = "own_account"  # whoever is signed in: password, second factor, keys of the API, signing out
    READ_PUBLISHED = "read_published"  # signed editions, and whatever else the country tells the public
    READ_PREPARED = "read_prepared"  # editions that are published in the house but not signed yet

    READ_RECEIPTS = "read_receipts"
    DELIVER = "deliver"  # hand in a delivery, mend and hand in its rejected rows
    MANAGE_DATA = "manage_data"  # mappings, the calendar of what is owed, retention, erasure
    EXPLAIN_FINDINGS = "explain_findings"  # answer what a check found
    COUNT_RECORDS = "count_records"  # cross-tables of records, through the same confidentiality as editions
    PREPARE_EDITIONS = "prepare_editions"  # freeze, check, compare, publish in the house
    SIGN_EDITIONS = "sign_editions"

    READ_EVIDENCE = "read_evidence"
    MANAGE_EVIDENCE = "manage_evidence"

    MANAGE_FRAMEWORKS = "manage_frameworks"
    READ_ROUNDS = "read_rounds"
    COORDINATE_ROUNDS = "coordinate_rounds"
    ANSWER_QUESTIONS = "answer_questions"
    REVIEW_ANSWERS = "review_answers"

    READ_COMPACT = "read_compact"
    MANAGE_COMPACT = "manage_compact"
    REPORT_MEASURES = "report_measures"  # say what a year brought for a measure

    READ_PROJECTS = "read_projects"
    MANAGE_PROJECTS = "manage_projects"
    APPROVE_RESULTS = "approve_results"

    READ_TRAININGS = "read_trainings"
    MANAGE_TRAININGS = "manage_trainings"

    READ_AUDIT = "read_audit"
    MANAGE_PEOPLE = "manage_people"
