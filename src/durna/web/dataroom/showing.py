"""A job as a reader sees it: what it is, how it stands, where its outcome is."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from durna.web.dataroom.models import Job
from durna.web.texts import say


@dataclass(frozen=True)
class Shown:
    job: Job

    @property
    def title(self) -> str:
        return say(f"job-kind-{self.job.kind}", about=self.job.about)

    @property
    def state(self) -> str:
        return say(f"job-state-{self.job.state}")

    @property
    def share(self) -> int:
        return round(self.job.share or 0)

    @property
    def place(self) -> tuple[str, str] | None:
        """The address of what came of it, and what that is called."""
        if self.job.state != Job.DONE:
            return None
        kind, outcome = self.job.kind, self.job.outcome
        if kind == "intake":
            return reverse("receipt", args=[outcome["delivery"]]), say("job-to-receipt")
        if kind == "propose":
            return reverse("mapping_of_upload", args=[self.job.upload_id]), say("job-to-mapping")
        if kind == "check":
            return reverse("findings"), say("job-to-findings")
        if kind == "erase":
            return reverse("tombstones"), say("job-to-tombstones")
        if kind == "compare":
            return reverse("compared", args=[self.job.pk]), say("job-to-comparison")
        return reverse("prepared_edition", args=[outcome["edition"]]), say("job-to-edition")

    @property
    def remarks(self) -> list[str]:
        """What else there is to know of the outcome."""
        outcome = self.job.outcome
        if outcome.get("repeated"):
            return [say("job-repeated")]
        return list(outcome.get("notices", ()))
