"""The centre's e-learning is a Moodle: enrolments go out, grades and completions come in, and nothing is doubled."""
