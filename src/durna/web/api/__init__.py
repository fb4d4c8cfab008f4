"""The figures of the published editions for programs: typed, described by OpenAPI 3.1, and guarded like the pages."""
