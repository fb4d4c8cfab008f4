from django.apps import AppConfig


class Governance(AppConfig):
    name = "durna.web.governance"
    label = "governance"

    def ready(self) -> None:
        from durna.web.evidence import statements
        from durna.web.governance import cited

        statements.register(cited.PREFIX, cited.described, cited.may_cite)
