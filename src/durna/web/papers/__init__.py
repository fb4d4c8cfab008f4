"""Papers: documents that go out of the site, written once and given as a page, Word, PDF or a workbook."""

from durna.web.papers.asked import format_asked, in_language, language_asked
from durna.web.papers.respond import FORMATS, content, respond

__all__ = ["FORMATS", "content", "format_asked", "in_language", "language_asked", "respond"]
